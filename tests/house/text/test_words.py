"""Nothing is put off, silenced, or tied to one machine."""

import pytest

from tests.house.rules.text import words
from tests.house.rules.tree import ROOT

# Composed, so that no file of the house names a registry or a machine, this one included.
NPM, PYPI = ".".join(("registry", "npmjs", "org")), ".".join(("pypi", "org"))
ROOTS, ADAS, WORK = (f"/{'/'.join(parts)}" for parts in (("root",), ("home", "ada"), ("work", "main")))


def test_nothing_is_put_off_in_a_comment():
    assert words.promises(ROOT) == []


@pytest.mark.parametrize(
    "line", ["# TODO: later", "# FIXME", "raise NotImplementedError", "@pytest.mark.skip"]
)
def test_work_put_off_is_found(plant, line):
    root = plant("domain/pay.py", f"pay = 1\n{line}\n")

    assert len(words.promises(root)) == 1
    assert words.promises(root)[0].startswith("domain/pay.py:2 says ")


def test_no_type_check_is_switched_off_where_money_is_decided():
    assert words.silenced_types(ROOT) == []


def test_a_silenced_type_check_is_found(plant):
    plant("api/app.py", "x = f()  # type: ignore[no-any-return]\n")
    root = plant("domain/pay.py", "x = f()  # type: ignore\n")

    assert words.silenced_types(root) == ["domain/pay.py:1 says # type: ignore"]


def test_no_registry_and_no_path_of_one_machine_is_named():
    assert words.machines(ROOT) == []


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (f'"resolved": "https://{NPM}/react/-/react-19.tgz"', NPM),
        (f"--index-url https://{PYPI}/simple", PYPI),
        (f"open('{ROOTS}/secret')", ROOTS),
        (f"see {ADAS}/meritgrid", ADAS),
        (f"{WORK}/README.md", WORK),
    ],
)
def test_a_registry_or_a_machine_is_found(plant, line, named):
    plant("docs/fine.md", "The root of the tree; ./work; https://example.org/home/page\n")

    assert words.machines(plant("web/lock.json", line)) == [f"web/lock.json:1 says {named}"]
