"""The editor: it opens on the first run, or says why it does not."""


async def test_graphiql_opens_on_the_documents_of_the_first_run(visit):
    page = await visit("/graphiql", still=False)
    await page.get_by_text("Signed in as").first.wait_for()
    await page.get_by_text("hr · Phòng Tổ chức cán bộ").first.wait_for(state="attached")

    seen = await page.text_content("body")

    assert "Signed in as" in seen
    assert "8. An employee reads why" in seen
    assert "hr · Phòng Tổ chức cán bộ" in seen
