"""The pages of a server that carries out registered documents only: their own documents are known."""

from pathlib import Path

import pytest

from api.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(mode="development", data_folder=tmp_path, registered_documents_only=True)


async def test_the_pages_work_as_ever(visit):
    page = await visit("/", language="en")

    assert "Answering · version" in await page.inner_text("body")


async def test_the_editors_page_says_where_to_try_new_documents(visit):
    page = await visit("/graphiql")

    assert "try them on a server of your own without that setting" in await page.inner_text("body")
