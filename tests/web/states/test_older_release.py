"""JavaScript of an older release, after the server was updated."""

import json

from tests.web.pay_runs.page import REASON, path

NEWER = '<script type="module" crossorigin src="/assets/index-newer.js"></script>'
UNKNOWN = {"errors": [{"message": "No document with this id.", "extensions": {"code": "unknown_document"}}]}


async def updated(page, *, for_ever):
    """The server has another release: the first page's part is gone, until the page is loaded anew, or for ever."""
    loads = []

    async def document(route):
        if route.request.is_navigation_request():
            loads.append(route.request.url)
            await route.continue_()
        else:
            await route.fulfill(body=NEWER, content_type="text/html")

    async def part(route):
        await (route.fulfill(status=404) if for_ever or not loads else route.continue_())

    await page.route(lambda url: url.endswith("/") or "/quy/" in url, document)
    await page.route("**/assets/home-*.js", part)
    return loads


async def test_a_page_whose_next_part_is_gone_is_loaded_anew_once_and_what_was_typed_is_kept(visit, reviewed):
    page = await visit(path(reviewed), account="finance")
    await page.get_by_role("textbox").fill(REASON)
    loads = await updated(page, for_ever=False)

    await page.get_by_role("link", name="Hôm nay").click()
    await page.get_by_role("heading", name="1 việc đang chờ Phòng Tài chính").wait_for()
    again = len(loads)
    await page.go_back()
    await page.get_by_role("textbox").wait_for()

    assert again == 1
    assert await page.get_by_role("textbox").input_value() == REASON


async def test_a_release_that_does_not_come_is_told_and_the_page_is_not_loaded_again_and_again(
    visit, reviewed
):
    page = await visit(path(reviewed), account="finance")
    loads = await updated(page, for_ever=True)

    await page.get_by_role("link", name="Hôm nay").click()
    await page.get_by_role("heading", name="Trang này gặp lỗi").wait_for()
    await page.wait_for_load_state("networkidle")

    assert len(loads) == 1
    assert await page.get_by_role("button", name="Tải lại trang").count() == 1


async def test_nothing_is_loaded_anew_by_pointing_at_a_link(visit, reviewed):
    page = await visit(path(reviewed), account="finance")
    loads = await updated(page, for_ever=True)

    await page.get_by_role("link", name="Hôm nay").hover()
    await page.wait_for_load_state("networkidle")
    await page.get_by_role("textbox").wait_for()

    assert loads == []


async def test_a_question_that_the_newer_server_does_not_know_offers_to_load_the_page_again(visit):
    page = await visit("/dang-nhap", account="employee")
    await page.route("**/graphql?*", lambda route: route.fulfill(status=404, body=json.dumps(UNKNOWN)))
    await page.get_by_role("link", name="Hôm nay").click()
    await page.get_by_role("heading", name="Máy chủ đã có bản mới hơn trang này").wait_for()
    await page.unroute("**/graphql?*")

    await page.get_by_role("button", name="Tải lại trang").click()

    await page.get_by_role("heading", name="Hết việc").wait_for()
    assert await page.get_by_text("unknown_document").count() == 0
