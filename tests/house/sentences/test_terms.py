"""One Vietnamese word for one thing: the table of docs/glossary.md holds its variants out of every sentence."""

import re

from babel.messages.pofile import read_po

from tests.house.rules.tree import ROOT

CATALOGUES = ("domain/language/vi.po", "web/src/locales/vi.po", "pay_models/vn/*/vi.po")
HEAD = "| word | and not |\n|---|---|\n"


def forbidden(page: str) -> dict[str, str]:
    """Each variant of the glossary's table, with the word that stands for it."""
    rows = page.split(HEAD)[1].split("\n\n", maxsplit=1)[0].splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {variant.strip(): word for word, variants in cells for variant in variants.split(",")}


def variants_in(said: str, terms: dict[str, str]) -> list[str]:
    """The variants that a sentence uses."""
    return [variant for variant in terms if re.search(rf"(?<!\w){variant}(?!\w)", said, re.IGNORECASE)]


def test_no_sentence_uses_another_word_than_the_glossary():
    terms = forbidden((ROOT / "docs/glossary.md").read_text(encoding="utf-8"))
    found, read = [], 0
    for path in (path for pattern in CATALOGUES for path in sorted(ROOT.glob(pattern))):
        with path.open("rb") as file:
            said = [str(message.string) for message in read_po(file, locale="vi") if message.id]
        read += len(said)
        found += [(path.parent.name, each, used) for each in said if (used := variants_in(each, terms))]

    assert len(terms) > 10
    assert read > 2000
    assert found == []


def test_a_planted_variant_is_found_whatever_its_case_and_no_part_of_a_word_is():
    terms = forbidden(f"Terms\n\n{HEAD}| soát | rà soát |\n| hủy | huỷ |\n\nMore\n")

    assert terms == {"rà soát": "soát", "huỷ": "hủy"}
    assert variants_in("Rà soát bảng", terms) == ["rà soát"]
    assert variants_in("Soát bảng rồi hủy", terms) == []
