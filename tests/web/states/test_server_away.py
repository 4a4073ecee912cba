"""The server is away, or fails: what a page says then, what it keeps, and how it goes on."""

import asyncio
import json

import pytest

from tests.web.pay_runs.page import REASON, kept, path

BUG = {"errors": [{"message": "Lỗi", "extensions": {"code": "internal", "id": "0c0ffee0c0de"}}]}


def gone(route):
    """No answer at all."""
    return route.abort()


def failing(route):
    """An answer of something in between, which nobody can read."""
    return route.fulfill(status=502, body="<html>Bad Gateway</html>")


@pytest.mark.parametrize("fault", [gone, failing])
async def test_whoever_cannot_be_told_apart_from_nobody_is_not_called_signed_out(visit, fault):
    page = await visit("/dang-nhap", account="employee")
    await page.route("**/session", fault)
    await page.goto("/tien-cua-toi")

    await page.get_by_role("heading", name="Máy chủ không trả lời được").wait_for()
    invited = await page.get_by_role("link", name="Đăng nhập").count()
    await page.unroute("**/session")
    await page.get_by_role("button", name="Thử lại ngay").click()
    await page.get_by_role("heading", name="Chưa có bảng nào có tên anh/chị").wait_for()

    assert invited == 0
    assert await page.get_by_role("button", name="Đăng xuất").count() == 1


async def test_a_page_goes_on_by_itself_once_the_server_is_back(visit):
    page = await visit("/dang-nhap", account="employee")
    await page.clock.install()
    await page.route("**/graphql?*", gone)
    await page.goto("/tien-cua-toi")
    await page.clock.run_for(3_000)
    await page.get_by_role("heading", name="Máy chủ không trả lời được").wait_for()
    await page.unroute("**/graphql?*")

    await page.clock.run_for(8_000)

    await page.get_by_role("heading", name="Chưa có bảng nào có tên anh/chị").wait_for()
    assert await page.get_by_role("heading", name="Máy chủ không trả lời được").count() == 0


async def test_a_bug_is_told_with_its_id_and_that_nothing_was_written(visit):
    page = await visit("/dang-nhap", account="employee")
    await page.route("**/graphql?*", lambda route: route.fulfill(body=json.dumps(BUG)))
    await page.goto("/tien-cua-toi")

    told = page.get_by_role("alert")
    await told.wait_for()

    assert "0c0ffee0c0de" in await told.inner_text()
    assert "Chưa ghi gì." in await told.inner_text()


async def test_what_is_shown_stays_while_the_server_is_away_and_says_of_when_it_is(visit, paid):
    page = await visit("/tien-cua-toi", account="employee")
    amount = await page.inner_text(".amount h1")
    await page.route("**/graphql?*", gone)

    await page.get_by_role("button", name="English").click()
    notice = page.locator(".notice")
    await notice.get_by_text("The server does not answer").wait_for()
    said = await notice.inner_text()
    kept_amount = await page.inner_text(".amount h1")
    await page.unroute("**/graphql?*")
    await notice.get_by_role("button", name="Try again now").click()
    await page.locator(".notice > *").wait_for(state="detached")

    assert kept_amount == amount
    assert "What you see is of " in said


async def test_what_is_asked_anew_for_long_is_marked_as_of_before(visit, paid):
    page = await visit("/tien-cua-toi", account="employee")
    amount = await page.inner_text(".amount h1")
    back = asyncio.Event()

    async def slow(route):
        await back.wait()
        await route.continue_()

    await page.route("**/graphql?*", slow)

    await page.get_by_role("button", name="English").click()
    await page.locator(".stale", has_text="Asking anew").first.wait_for()
    meanwhile = await page.inner_text(".amount h1")
    skeletons = await page.locator(".waiting").count()
    back.set()
    await page.locator("[data-stale]").first.wait_for(state="detached")

    assert meanwhile == amount
    assert skeletons == 0


async def test_without_a_network_a_decision_is_not_sent_and_not_later_either(visit, owner, reviewed):
    page = await visit(path(reviewed), account="finance")
    await page.get_by_role("textbox").fill(REASON)
    await page.context.set_offline(True)
    await page.locator(".notice").get_by_text("Không có mạng").wait_for()

    await page.get_by_role("button", name="Duyệt").click()
    told = page.locator(".state.offline")
    await told.wait_for()
    said = await told.inner_text()
    await page.context.set_offline(False)
    await page.locator(".notice > *").wait_for(state="detached")
    await page.wait_for_load_state("networkidle")

    assert "chưa gửi gì" in said
    assert await kept(owner, reviewed) == ("reviewed", "pay_run.reviewed", "")
    assert await page.get_by_role("textbox").input_value() == REASON


async def test_a_reader_without_a_network_is_told_so_and_the_page_goes_on_when_there_is_one(visit):
    page = await visit("/dang-nhap", account="employee")
    await page.get_by_role("link", name="Tiền của tôi").hover()
    await page.wait_for_load_state("networkidle")
    await page.context.set_offline(True)

    await page.get_by_role("link", name="Tiền của tôi").click()
    await page.get_by_role("heading", name="Không có mạng").wait_for()
    skeletons = await page.locator(".waiting").count()
    await page.context.set_offline(False)
    await page.get_by_role("heading", name="Chưa có bảng nào có tên anh/chị").wait_for()

    assert skeletons == 0


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_decision_without_an_answer_is_unknown_until_somebody_looks(visit, owner, reviewed, arrives):
    async def lost(route):
        if route.request.method == "POST":
            if arrives:
                await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    page = await visit(path(reviewed), account="finance")
    await page.get_by_role("textbox").fill(REASON)
    await page.route("**/graphql*", lost)
    await page.get_by_role("button", name="Duyệt").click()
    told = page.locator(".state.unknown")
    await told.wait_for()
    said = await told.inner_text()

    await page.get_by_role("button", name="Xem đã ghi chưa").click()
    if arrives:
        await page.locator(".state.moved").wait_for()
        found = await page.locator(".state.moved").inner_text()
    else:
        await told.get_by_text("đến lúc đó chưa ghi").wait_for()
        await page.unroute("**/graphql*")
        await page.get_by_role("button", name="Duyệt").click()
        await page.locator(".told").wait_for()

    assert "Chưa rõ đã ghi hay chưa" in said
    assert "Chưa ghi gì" not in said
    assert not arrives or (REASON in found and "chưa được ghi" not in found)
    assert await kept(owner, reviewed) == ("approved", "pay_run.approved", REASON)


async def test_whoever_could_not_be_signed_out_is_told_so(visit):
    page = await visit("/tien-cua-toi", account="employee")
    await page.route("**/sign-out", gone)

    await page.get_by_role("button", name="Đăng xuất").click()

    await page.get_by_role("alert").get_by_text("có thể chưa đăng xuất").wait_for()
    assert await page.get_by_role("button", name="Đăng xuất").count() == 1
