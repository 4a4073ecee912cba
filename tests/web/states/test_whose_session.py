"""Whose session it is: two people in two tabs, a copied one, an expired one, and what is none."""

import base64
import json

from tests.web.pay_runs.page import REASON, kept, path


async def enter(page, account):
    """Sign in anew in the same browser, as another tab does."""
    entered = await page.context.request.post("/development/sign-in", data={"name": account})
    assert entered.ok, await entered.text()


async def test_a_tab_of_somebody_else_offers_to_be_loaded_again(visit):
    page = await visit("/dang-nhap", account="employee")
    await page.get_by_role("link", name="Tiền của tôi").wait_for()
    await enter(page, "finance")
    await page.get_by_role("link", name="Tiền của tôi").click()
    await page.get_by_role("heading", name="Người khác đang đăng nhập").wait_for()

    await page.get_by_role("button", name="Tải lại trang").click()

    await page.get_by_role("heading", name="Tài khoản này không gắn với ai").wait_for()
    assert await page.get_by_text("other_session").count() == 0


async def test_a_decision_in_a_tab_of_somebody_else_is_not_done_and_the_other_does_not_read_the_reason(
    visit, owner, reviewed
):
    page = await visit(path(reviewed), account="finance")
    await page.get_by_role("textbox").fill(REASON)
    await enter(page, "hr")

    await page.get_by_role("button", name="Duyệt").click()
    await page.get_by_role("heading", name="Người khác đang đăng nhập").wait_for()
    await page.get_by_role("button", name="Tải lại trang").click()
    await page.locator(".barred").wait_for()
    await page.locator("summary", has_text="Bỏ bảng này").click()

    assert await page.get_by_role("textbox").input_value() == ""
    assert await kept(owner, reviewed) == ("reviewed", "pay_run.reviewed", "")


async def test_what_was_typed_survives_a_reload_until_its_writer_signs_out(visit, reviewed):
    page = await visit(path(reviewed), account="finance")
    await page.get_by_role("textbox").fill(REASON)
    await page.reload()
    typed = await page.get_by_role("textbox").input_value()

    await page.get_by_role("button", name="Đăng xuất").click()
    await page.get_by_role("link", name="Đăng nhập", exact=True).wait_for()
    left = await page.evaluate("Object.values(sessionStorage).join()")
    await enter(page, "finance")
    await page.reload()

    assert typed == REASON
    assert REASON not in left
    assert await page.get_by_role("textbox").input_value() == ""


async def test_a_page_whose_session_is_over_keeps_what_it_shows_and_leads_to_the_sign_in(
    visit, owner, reviewed
):
    page = await visit(path(reviewed), account="finance")
    await page.get_by_role("textbox").fill(REASON)
    await owner.execute("delete from account_session")

    await page.get_by_role("button", name="English").click()
    notice = page.locator(".notice")
    await notice.get_by_text("Your session is over").wait_for()
    shown = await page.get_by_role("textbox").input_value()
    await notice.get_by_role("link").click()
    await page.get_by_role("button", name="Phòng Tài chính").click()
    await page.wait_for_url("**" + path(reviewed))

    assert shown == REASON
    assert await page.get_by_role("textbox").input_value() == REASON


async def test_a_copied_session_ends_with_the_one_it_was_copied_from(visit, site):
    page = await visit("/tien-cua-toi", account="employee")
    copy = await visit("/")
    await copy.context.add_cookies(await page.context.cookies())
    await copy.goto("/tien-cua-toi")
    await copy.get_by_role("heading", name="Chưa có bảng nào có tên anh/chị").wait_for()

    told = await (await page.context.request.get("/session")).json()
    left = await page.context.request.post(
        "/sign-out/everywhere", headers={"x-csrf-token": told["csrfToken"]}
    )
    await copy.reload()
    await copy.get_by_role("heading", name="Chưa đăng nhập").wait_for()

    assert left.status == 204
    assert told["name"] not in await copy.inner_text("body")


async def test_a_token_of_another_issuer_in_the_cookie_is_nobody_and_is_dropped(visit, site):
    page = await visit("/")
    parts = ({"alg": "RS256"}, {"iss": "https://elsewhere.example", "sub": "hr"})
    token = ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts) + ".c2ln"
    await page.context.add_cookies([{"name": "meritgrid", "value": token, "url": site}])

    await page.goto("/tien-cua-toi")
    await page.get_by_role("heading", name="Chưa đăng nhập").wait_for()

    assert await page.get_by_role("link", name="Đăng nhập", exact=True).count() == 1
    assert [cookie["name"] for cookie in await page.context.cookies()] == []


async def test_the_page_speaks_the_language_that_its_reader_chose_in_another_browser(visit):
    chosen = await visit("/tien-cua-toi", account="employee")
    async with chosen.expect_response(lambda answer: answer.request.method == "POST") as saved:
        await chosen.get_by_role("button", name="English").click()
    await (await saved.value).finished()

    page = await visit("/tien-cua-toi", account="employee")
    await page.get_by_text("No pay run with you in it").wait_for()

    assert await page.evaluate("document.documentElement.lang") == "en"


async def test_a_page_that_is_looked_at_again_still_belongs_to_the_session_it_began_with(
    visit, owner, reviewed
):
    page = await visit(path(reviewed), account="finance")
    await page.clock.install()
    await page.get_by_role("textbox").fill(REASON)
    await page.route(
        "**/graphql?*", lambda route: route.abort()
    )  # what it shows is asked again and does not come
    await enter(page, "hr")

    await page.clock.fast_forward("05:00")
    await page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    await page.clock.run_for(5_000)
    await page.get_by_role("button", name="Duyệt").click()
    await page.get_by_role("heading", name="Người khác đang đăng nhập").wait_for()

    assert await page.locator(".top .who").inner_text() == "Phòng Tài chính"
    assert await kept(owner, reviewed) == ("reviewed", "pay_run.reviewed", "")


async def test_a_page_of_nobody_goes_on_as_whoever_signed_in_in_another_tab(visit):
    page = await visit("/tien-cua-toi")
    await page.get_by_role("heading", name="Chưa đăng nhập").wait_for()
    await enter(page, "employee")

    await page.get_by_role("link", name="Meritgrid").click()

    await page.get_by_role("heading", name="Hết việc").wait_for()
    assert await page.get_by_role("button", name="Đăng xuất").count() == 1
