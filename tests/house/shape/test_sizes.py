"""Files, functions and pages stay short."""

from tests.house.rules.shape import sizes
from tests.house.rules.tree import ROOT


def test_no_file_of_code_has_more_than_300_lines():
    assert sizes.long_files(ROOT) == []


def test_a_file_of_301_lines_is_found(plant):
    plant("domain/short.py", "x = 1\n" * 300)
    root = plant("web/long.ts", "let x\n" * 301)

    assert sizes.long_files(root) == ["web/long.ts has 301 lines; 300 is the most"]


def test_no_function_has_more_than_40_lines():
    assert sizes.long_functions(ROOT) == []


def test_a_function_of_41_lines_is_found(plant):
    plant("domain/short.py", "def short():\n" + "    pass\n" * 39)
    root = plant("domain/long.py", "async def long():\n" + "    pass\n" * 40)

    assert sizes.long_functions(root) == ["domain/long.py:1 long has 41 lines; 40 is the most"]


def test_pages_fit_the_time_of_their_reader():
    assert sizes.long_pages(ROOT) == []


def test_a_long_decision_and_a_missing_readme_are_found(plant):
    plant("CONTRIBUTING.md", "Be short.\n")
    plant("docs/decisions/0001-short.md", "line\n" * 40)
    root = plant("docs/decisions/0002-long.md", "line\n" * 41)

    assert sizes.long_pages(root) == [
        "README.md is missing",
        "docs/decisions/0002-long.md has 41 lines; 40 is the most",
    ]


def test_pictures_come_as_soon_as_the_text_around_them():
    assert sizes.heavy_pictures(ROOT) == []


def test_a_heavy_picture_is_found(plant):
    plant("docs/light.png", "x" * 60_000)
    root = plant("docs/heavy.png", "x" * 60_001)

    assert sizes.heavy_pictures(root) == [
        "docs/heavy.png has 60001 bytes; 60000 is the most: fewer colours (tests/web/picture.py)"
    ]
