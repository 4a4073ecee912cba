"""What the compiler writes for typical documents, to the letter. `python -m tests.golden` writes it anew."""

import pytest

from tests.golden import documents, statements


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.stem)
async def test_a_document_becomes_the_statement_beside_it(document):
    assert await statements(document) == document.with_suffix(".sql").read_text()


def test_every_statement_has_its_document():
    kept = {path.stem for path in documents()[0].parent.glob("*.sql")}

    assert kept == {document.stem for document in documents()}
