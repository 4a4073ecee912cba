"""The pages, as a reader sees them when their programs have run."""

from tests.fixtures.story import documents


async def test_the_landing_page_says_how_the_server_is_who_to_be_and_what_to_try(look):
    seen = await look("/")

    assert "Answering · version" in seen
    assert "legislator Ban Pháp chế Hội đồng nhân dân" in seen
    signed_in = [document.signed_in for document in documents() if document.signed_in]
    assert signed_in
    assert all(f"as {name}" in seen for name in signed_in)


async def test_graphiql_opens_on_the_documents_of_the_first_run(look):
    seen = await look("/graphiql")

    assert "Signed in as" in seen
    assert "8. An employee reads why" in seen
    assert "hr · Phòng Tổ chức cán bộ" in seen
