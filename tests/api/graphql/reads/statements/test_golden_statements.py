"""What the compiler writes for typical documents, to the letter. `python -m tests.golden` writes it anew."""

import pytest

from tests.golden import FOLDER, TEXTS, statements

KEPT = {path.stem: path.read_text() for path in FOLDER.glob("*.sql")}


@pytest.mark.parametrize("name", TEXTS)
async def test_a_document_becomes_the_statement_beside_it(name):
    assert await statements(name) == KEPT[name]


def test_every_statement_has_its_document():
    assert set(KEPT) == set(TEXTS)
