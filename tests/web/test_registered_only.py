"""The pages of a server that carries out registered documents only say so."""

from pathlib import Path

import pytest

from api.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(mode="development", data_folder=tmp_path, registered_documents_only=True)


async def test_the_landing_page_says_that_its_documents_are_not_taken(look):
    assert "Answering, registered documents only" in await look("/")


async def test_the_editors_page_says_where_to_try_new_documents(look):
    assert "try them on a server of your own without that setting" in await look("/graphiql")
