"""A run is looked at and decided on: by whom the rules let, with a reason, after a fresh sign-in, and back again."""

import pytest

from domain.pay_runs import service
from tests.given.pay_runs import approved
from tests.web.accessibility import grave
from tests.web.pay_runs.page import REASON, kept, path, tab_to

APPROVE = {"vi": "Duyệt ", "en": "Approve "}
LACKS = {"vi": "Hãy ghi lý do", "en": "Say why"}
DONE = {"vi": "Đã duyệt.", "en": "Approved."}


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_finance_approves_with_the_keyboard_alone_and_no_run_without_a_reason(
    visit, owner, reviewed, language
):
    page = await visit(path(reviewed), account="finance", language=language)
    await page.get_by_role("textbox").wait_for()

    await tab_to(page, "textarea")
    named = await tab_to(page, "button[type=submit]")
    await page.keyboard.press("Enter")
    lacks = await page.inner_text(".mantine-Textarea-error")
    unchanged = await kept(owner, reviewed)
    await page.keyboard.type(REASON)
    await tab_to(page, "button[type=submit]")
    await page.keyboard.press("Enter")
    told = page.locator(".told")
    await told.wait_for()

    assert named.startswith(APPROVE[language])
    assert f"{reviewed.total_vnd:,}".replace(",", "." if language == "vi" else ",") in named
    assert LACKS[language] in lacks
    assert unchanged == ("reviewed", "pay_run.reviewed", "")
    assert DONE[language] in await told.inner_text()
    assert await page.evaluate("document.activeElement.className") == "told"
    assert await kept(owner, reviewed) == ("approved", "pay_run.approved", REASON)
    assert await page.locator(".offices q").last.inner_text() == REASON


async def test_a_run_says_what_a_class_counts_and_why_some_get_nothing(visit, owner, reviewed):
    document = (
        "select rated, count(*) from pay_line where pay_run_id = $1 and amount_vnd = 0 group by 1 order by 1"
    )
    without = dict(await owner.fetch(document, reviewed.id))
    page = await visit(path(reviewed), account="finance", language="en")

    told = await page.locator(".unpaid li").all_inner_texts()

    assert without
    assert len(told) == len(without)
    assert all(any(f": {number:,} line" in each for each in told) for number in without.values())
    assert "Decree 161/2026" in await page.locator(".limit").inner_text()
    assert "10%" in await page.locator(".limit").inner_text()


async def test_who_made_a_run_is_told_that_somebody_else_approves_it(visit, owner, reviewed):
    page = await visit(path(reviewed), account="hr", language="en")

    told = page.locator(".barred")

    assert "You made this run, so you cannot approve it" in await told.inner_text()
    assert "own_pay_run" in await told.inner_text()
    assert await page.get_by_role("button", name="Approve").count() == 0
    assert await kept(owner, reviewed) == ("reviewed", "pay_run.reviewed", "")


async def test_a_run_that_moved_on_says_what_happened_and_keeps_what_was_typed(
    visit, owner, database, hr, reviewed
):
    page = await visit(path(reviewed), account="finance", language="en")
    await page.get_by_role("textbox").fill(REASON)
    async with database.writing(hr) as session:
        await service.discard(session, hr, reviewed.id, reviewed.version, "Wrong month")

    await page.get_by_role("button", name="Approve").click()
    moved = page.locator(".state.moved")
    await moved.wait_for()

    assert "Pay run set aside" in await moved.inner_text()
    assert "Wrong month" in await moved.inner_text()
    assert f"“{REASON}”" in await moved.inner_text()
    assert await page.get_by_role("button", name="Approve").count() == 0
    assert await kept(owner, reviewed) == ("discarded", "pay_run.discarded", "Wrong month")


async def test_an_old_sign_in_is_renewed_and_the_reason_is_still_there(visit, owner, reviewed):
    page = await visit(path(reviewed), account="finance")
    await owner.execute("update account_session set signed_in_at = signed_in_at - interval '6 minutes'")
    await page.get_by_role("textbox").fill(REASON)

    await page.get_by_role("button", name="Duyệt").click()
    again = page.get_by_role("link", name="Đăng nhập lại")
    await again.wait_for()
    unchanged = await kept(owner, reviewed)
    await again.click()
    await page.get_by_role("button", name="Phòng Tài chính").click()
    await page.wait_for_url("**" + path(reviewed))
    typed = await page.get_by_role("textbox").input_value()
    await page.get_by_role("button", name="Duyệt").click()
    await page.locator(".told").wait_for()

    assert unchanged == ("reviewed", "pay_run.reviewed", "")
    assert typed == REASON
    assert await kept(owner, reviewed) == ("approved", "pay_run.approved", REASON)


async def test_an_expired_session_keeps_the_reason_and_nobody_else_reads_it(visit, owner, reviewed):
    page = await visit(path(reviewed), account="finance")
    await page.get_by_role("textbox").fill(REASON)
    await owner.execute("delete from account_session")

    await page.get_by_role("button", name="Duyệt").click()
    over = page.locator(".deciding .state")
    await over.wait_for()
    told = await over.inner_text()
    await over.get_by_role("link", name="Đăng nhập; những gì đã gõ vẫn còn ở đây").click()
    await page.get_by_role("button", name="Phòng Tổ chức cán bộ").click()
    await page.wait_for_url("**" + path(reviewed))
    await page.locator(".barred").wait_for()
    await page.locator("summary", has_text="Bỏ bảng này").click()
    others = await page.get_by_role("textbox").input_value()
    await page.goto("/dang-nhap?next=" + path(reviewed))
    await page.get_by_role("button", name="Phòng Tài chính").click()
    await page.wait_for_url("**" + path(reviewed))

    assert told.startswith("Phiên đã hết hạn")
    assert "Chưa ghi gì." in told
    assert "Bearer" not in told
    assert others == ""
    assert await page.get_by_role("textbox").input_value() == REASON
    assert await kept(owner, reviewed) == ("reviewed", "pay_run.reviewed", "")


async def test_one_asks_for_the_withdrawal_and_another_reads_why_and_carries_it_out(
    visit, owner, database, hr, finance, make_run
):
    run = await approved(database, hr, finance, await make_run())
    asks = await visit(path(run), account="finance", language="en")
    await asks.locator("summary", has_text="Ask for the withdrawal").click()
    await asks.locator("details").get_by_role("textbox").fill("Wrong month")
    await asks.get_by_role("button", name="Ask for the withdrawal").click()
    await asks.locator(".told").wait_for()
    own = await asks.locator(".barred").inner_text()

    does = await visit(path(run), account="hr", language="en")
    read = await does.locator(".offices q").last.inner_text()
    await does.get_by_role("textbox").fill("Compared")
    await does.get_by_role("button", name="Withdraw the approval").click()
    await does.locator(".told").wait_for()

    assert "You asked for this withdrawal" in own
    assert read == "Wrong month"
    assert await kept(owner, run) == ("computed", "pay_run.approval_withdrawn", "Compared")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
async def test_everybody_can_read_what_a_run_comes_to_and_check_it(visit, reviewed, scheme, width):
    page = await visit(path(reviewed), account="finance", scheme=scheme, width=width)

    total = f"{reviewed.total_vnd:,}".replace(",", ".") + "\u00a0₫"
    feet = await page.locator("tfoot").all_inner_texts()
    await page.get_by_role("button", name="Tính lại và so").click()
    await page.get_by_text("Tính lại từ số liệu đã lưu").wait_for()
    checks = await page.locator(".checks .mark").evaluate_all("all => all.map(each => each.ariaLabel)")

    assert len(feet) == 2
    assert all(total in foot for foot in feet)
    assert checks == ["đạt"] * 3
    assert await page.locator(".rail li[data-taken=true]").count() == 2
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    assert await grave(page) == []
