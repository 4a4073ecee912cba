"""Each decision on a run in a browser: offered in its state, carried out, and what is offered then."""

from datetime import date

import pytest

from domain.clock import now
from domain.pay_runs import service, withdrawal
from domain.people.service import Grade, set_grade
from tests.web.accessibility import grave
from tests.web.pay_runs.page import decide, kept, offered, path, press, tab_to

WHY = "Sai tháng <b>lương</b>"
MOVED = {
    "review": ("computed", "hr", "Đã soát: chuyển duyệt"),
    "discard": ("reviewed", "hr", "Bỏ bảng này"),
    "close": ("approved", "finance", "Đóng"),
    "withdraw": ("asked", "hr", "Rút duyệt"),
    "keep": ("asked", "hr", "Giữ việc duyệt"),
}


@pytest.fixture
def run_in(database, hr, finance, make_run):
    """`run = await run_in("asked")`: made by HR; "asked": finance approved it and wants its approval withdrawn."""

    async def bring(state):
        run = await make_run()
        async with database.writing(hr) as session:
            if state != "computed":
                run = await service.review(session, hr, run.id, run.version, now())
        async with database.writing(finance) as session:
            if state in {"approved", "asked"}:
                run = await service.approve(session, finance, run.id, run.version, "Checked", now())
            if state == "asked":
                run = await withdrawal.ask(session, finance, run.id, run.version, "Wrong month", now())
        return run

    return bring


@pytest.fixture
def moved_on(database, hr):
    """Takes a run another way than the page expects that shows it as it was."""

    async def move(run):
        async with database.writing(hr) as session:
            if run.state != "approved":
                await service.discard(session, hr, run.id, run.version, "Khác")
            elif run.withdrawal_asked_by is None:
                await withdrawal.ask(session, hr, run.id, run.version, "Khác", now())
            else:
                await withdrawal.keep(session, hr, run.id, run.version, "Khác")

    return move


async def test_a_review_hands_a_run_on_and_who_made_it_may_not_approve_it(visit, owner, run_in):
    run = await run_in("computed")
    page = await visit(path(run), account="hr")
    before = await offered(page)

    told = await decide(page, "Đã soát: chuyển duyệt")

    assert before == ["Đã soát: chuyển duyệt", "Bỏ bảng này"]
    assert told == "Đã soát. Bảng chờ duyệt."
    assert await kept(owner, run) == ("reviewed", "pay_run.reviewed", "")
    await page.locator(".pay-run > header", has_text="chờ duyệt").wait_for()
    assert "Ai lập thì không duyệt" in await page.locator(".barred").inner_text()
    assert await offered(page) == ["Bỏ bảng này"]


async def test_a_run_is_closed_and_nothing_is_offered_any_more(visit, owner, run_in):
    run = await run_in("approved")
    page = await visit(path(run), account="finance")
    before = await offered(page)

    await page.get_by_role("button", name="Đóng").click()
    lacks = await page.inner_text(".mantine-Textarea-error")
    await page.get_by_role("textbox").fill(WHY)
    await page.get_by_role("button", name="Đóng").click()
    looked = await page.locator(".second-look").inner_text()
    focus = await page.evaluate("document.activeElement.textContent")
    faults = await grave(page)
    await page.get_by_role("button", name="Khoan đã").click()
    typed = await page.get_by_role("textbox").input_value()
    unchanged = await kept(owner, run)
    told = await decide(page, "Đóng", WHY)

    assert lacks.startswith("Hãy ghi lý do")
    assert "Không ai còn rút duyệt được" in looked
    assert WHY in looked
    assert (focus, faults, typed) == ("Việc này không hoàn tác được", [], WHY)
    assert unchanged == ("approved", "pay_run.approved", "Checked")
    assert before == ["Đóng", "Đề nghị rút duyệt"]
    assert told == "Đã đóng. Bảng không đổi nữa."
    assert await kept(owner, run) == ("closed", "pay_run.closed", WHY)
    assert await offered(page) == []
    assert await page.locator(".rail li[data-taken=true]").count() == 4
    assert await page.locator(".offices li").count() == 4
    assert await grave(page) == []


@pytest.mark.parametrize("state", ["computed", "reviewed"])
async def test_a_run_is_set_aside_with_a_reason_and_pays_nobody(visit, owner, run_in, state):
    run = await run_in(state)
    page = await visit(path(run), account="hr")
    await page.locator("summary", has_text="Bỏ bảng này").click()
    await page.get_by_role("button", name="Bỏ bảng này").click()
    lacks = await page.inner_text(".mantine-Textarea-error")
    unchanged = (await kept(owner, run))[0]

    told = await decide(page, "Bỏ bảng này", WHY)

    assert (lacks.startswith("Hãy ghi lý do"), unchanged) == (True, state)
    assert told == "Đã bỏ. Bảng không trả cho ai."
    assert await kept(owner, run) == ("discarded", "pay_run.discarded", WHY)
    assert await offered(page) == []
    assert "đã bỏ" in await page.locator(".pay-run > header").inner_text()


async def test_an_approval_is_kept_by_whoever_asked_for_its_withdrawal_and_can_be_closed_again(
    visit, owner, run_in
):
    run = await run_in("asked")
    page = await visit(path(run), account="finance")
    before, own = await offered(page), await page.locator(".barred").inner_text()

    told = await decide(page, "Giữ việc duyệt", WHY)

    assert before == ["Giữ việc duyệt"]
    assert "rút duyệt" in own.lower()
    assert told == "Việc duyệt được giữ."
    assert await kept(owner, run) == ("approved", "pay_run.approval_kept", WHY)
    assert await offered(page) == ["Đóng", "Đề nghị rút duyệt"]


async def test_an_approval_is_withdrawn_by_another_and_the_run_waits_for_its_review_again(
    visit, owner, run_in
):
    run = await run_in("asked")
    page = await visit(path(run), account="hr")
    before = await offered(page)

    told = await decide(page, "Rút duyệt", WHY)

    assert before == ["Rút duyệt", "Giữ việc duyệt"]
    assert told == "Đã rút duyệt. Bảng không trả cho ai."
    assert await kept(owner, run) == ("computed", "pay_run.approval_withdrawn", WHY)
    assert await offered(page) == ["Đã soát: chuyển duyệt", "Bỏ bảng này"]


@pytest.mark.parametrize("act", MOVED)
async def test_a_run_that_another_moved_on_meanwhile_is_not_decided_on(visit, owner, run_in, moved_on, act):
    state, account, button = MOVED[act]
    run = await run_in(state)
    page = await visit(path(run), account=account)
    if act == "discard":
        await page.locator("summary", has_text=button).click()
    if act != "review":
        await page.get_by_role("textbox").fill(WHY)
    await moved_on(run)
    meanwhile = await kept(owner, run)

    await press(page, button)
    moved = page.locator(".moved")
    await moved.wait_for()

    assert "Bảng vừa đổi" in await moved.inner_text()
    assert await kept(owner, run) == meanwhile
    assert await page.locator(".told").count() == 0


async def test_an_old_sign_in_withdraws_nothing_and_what_was_typed_is_there_after_a_fresh_one(
    visit, owner, run_in
):
    run = await run_in("asked")
    page = await visit(path(run), account="hr")
    await owner.execute("update account_session set signed_in_at = signed_in_at - interval '6 minutes'")
    await page.get_by_role("textbox").fill(WHY)

    await page.get_by_role("button", name="Rút duyệt").click()
    again = page.get_by_role("link", name="Đăng nhập lại")
    await again.wait_for()
    unchanged = await kept(owner, run)
    await again.click()
    await page.get_by_role("button", name="Phòng Tổ chức cán bộ").click()
    await page.wait_for_url("**" + path(run))
    typed = await page.get_by_role("textbox").input_value()
    told = await decide(page, "Rút duyệt")

    assert unchanged == ("approved", "pay_run.withdrawal_asked", "Wrong month")
    assert typed == WHY
    assert told == "Đã rút duyệt. Bảng không trả cho ai."
    assert await kept(owner, run) == ("computed", "pay_run.approval_withdrawn", WHY)


async def test_the_account_of_a_program_approves_nothing_on_a_page_either(visit, owner, reviewed):
    await owner.execute("update account set is_program = true where subject = 'demo|finance'")
    page = await visit(path(reviewed), account="finance")
    await page.get_by_role("textbox").fill(WHY)

    await page.get_by_role("button", name="Duyệt").click()
    refused = page.get_by_role("alert").locator(".barred")
    await refused.wait_for()

    assert "Đây là tài khoản của một chương trình" in await refused.inner_text()
    assert await kept(owner, reviewed) == ("reviewed", "pay_run.reviewed", "")
    assert await page.get_by_role("textbox").input_value() == WHY


async def test_from_sign_in_to_a_closed_run_with_the_keyboard_alone(visit, owner, reviewed):
    page = await visit("/dang-nhap")
    while "Phòng Tài chính" not in await tab_to(page, "button"):
        pass
    await page.keyboard.press("Enter")
    await page.locator(".task").first.wait_for()
    while "/quy/duyet/" not in await page.evaluate("document.activeElement.href || ''"):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**" + path(reviewed))
    await page.get_by_role("textbox").wait_for()

    await tab_to(page, "textarea")
    await page.keyboard.type("Đủ quỹ")
    await tab_to(page, "button[type=submit]")
    await page.keyboard.press("Enter")
    await page.get_by_text("Đã duyệt. Có thể đóng bảng.").wait_for()
    approved = await kept(owner, reviewed)
    await tab_to(page, "textarea")
    await page.keyboard.type("Đã chi")
    await tab_to(page, "button[type=submit]")
    await page.keyboard.press("Enter")
    await page.locator(".second-look").wait_for()
    await tab_to(page, "button[type=submit]")
    await page.keyboard.press("Enter")
    await page.get_by_text("Đã đóng. Bảng không đổi nữa.").wait_for()

    assert approved == ("approved", "pay_run.approved", "Đủ quỹ")
    assert await kept(owner, reviewed) == ("closed", "pay_run.closed", "Đã chi")
    assert await page.evaluate("document.activeElement.className") == "told"


async def test_a_run_says_that_a_grade_was_changed_since_it_was_made(visit, owner, database, hr, reviewed):
    last, whose = await owner.fetchrow(
        "select id, employee_id from grade_holding where employee_id in (select employee_id from pay_line)"
        " order by employee_id, effective_from desc limit 1"
    )
    async with database.writing(hr) as session:
        await set_grade(session, hr, whose, Grade(2, "A1", 8), date(2026, 12, 1), last, "Quyết định 7")
    page = await visit(path(reviewed), account="finance")

    changed = await page.locator(".outdated:not(.same-office)").inner_text()

    assert "Số liệu đã đổi từ khi lập bảng" in changed
    assert await page.locator(".outdated li").all_inner_texts() == ["ngạch, bậc của 1 người"]
    assert await offered(page) == ["Duyệt"]
    assert await grave(page) == []
