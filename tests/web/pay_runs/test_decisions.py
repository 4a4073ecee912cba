"""Each decision on a run in a browser: offered in its state, carried out, and what is offered then."""

import pytest

from domain.clock import now
from domain.pay_runs import service, withdrawal
from tests.given.pay_runs import approved as approve
from tests.web.accessibility import grave
from tests.web.pay_runs.page import decide, kept, offered, path, tab_to

WHY = "Sai tháng <b>lương</b>"
MOVED = {
    "review": ("computed", "hr", "Đã soát: chuyển duyệt"),
    "discard": ("reviewed", "hr", "Bỏ bảng này"),
    "close": ("approved", "finance", "Đóng"),
    "withdraw": ("asked", "hr", "Rút duyệt"),
    "keep": ("asked", "hr", "Giữ việc duyệt"),
}


@pytest.fixture
async def computed(make_run):
    """A run that waits for its review."""
    return await make_run()


@pytest.fixture
async def approved(database, hr, finance, computed):
    """A run that waits to be closed."""
    return await approve(database, hr, finance, computed)


@pytest.fixture
async def asked(database, finance, approved):
    """A run of which finance asked that its approval be withdrawn."""
    async with database.writing(finance) as session:
        return await withdrawal.ask(session, finance, approved.id, approved.version, "Wrong month", now())


async def test_a_review_hands_a_run_on_and_who_made_it_may_not_approve_it(visit, owner, computed):
    page = await visit(path(computed), account="hr")
    before = await offered(page)

    told = await decide(page, "Đã soát: chuyển duyệt")

    assert before == ["Đã soát: chuyển duyệt", "Bỏ bảng này"]
    assert told == "Đã soát. Bảng chờ duyệt."
    assert await kept(owner, computed) == ("reviewed", "pay_run.reviewed", "")
    assert "chờ duyệt" in await page.locator(".pay-run > header").inner_text()
    assert "Ai lập thì không duyệt" in await page.locator(".barred").inner_text()
    assert await offered(page) == ["Bỏ bảng này"]


async def test_a_run_is_closed_and_nothing_is_offered_any_more(visit, owner, approved):
    page = await visit(path(approved), account="finance")
    before = await offered(page)

    told = await decide(page, "Đóng")

    assert before == ["Đóng", "Đề nghị rút duyệt"]
    assert told == "Đã đóng. Bảng không đổi nữa."
    assert await kept(owner, approved) == ("closed", "pay_run.closed", "")
    assert await offered(page) == []
    assert await page.locator(".rail li[data-taken=true]").count() == 4
    assert await page.locator(".offices li").count() == 4
    assert await grave(page) == []


@pytest.mark.parametrize("state", ["computed", "reviewed"])
async def test_a_run_is_set_aside_with_a_reason_and_pays_nobody(visit, owner, request, state):
    run = request.getfixturevalue(state)
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
    visit, owner, asked
):
    page = await visit(path(asked), account="finance")
    before, own = await offered(page), await page.locator(".barred").inner_text()

    told = await decide(page, "Giữ việc duyệt", WHY)

    assert before == ["Giữ việc duyệt"]
    assert "rút duyệt" in own.lower()
    assert told == "Việc duyệt được giữ."
    assert await kept(owner, asked) == ("approved", "pay_run.approval_kept", WHY)
    assert await offered(page) == ["Đóng", "Đề nghị rút duyệt"]


async def test_an_approval_is_withdrawn_by_another_and_the_run_waits_for_its_review_again(
    visit, owner, asked
):
    page = await visit(path(asked), account="hr")
    before = await offered(page)

    told = await decide(page, "Rút duyệt", WHY)

    assert before == ["Rút duyệt", "Giữ việc duyệt"]
    assert told == "Đã rút duyệt. Bảng không trả cho ai."
    assert await kept(owner, asked) == ("computed", "pay_run.approval_withdrawn", WHY)
    assert await offered(page) == ["Đã soát: chuyển duyệt", "Bỏ bảng này"]


@pytest.mark.parametrize("act", MOVED)
async def test_a_run_that_another_moved_on_meanwhile_is_not_decided_on(visit, owner, database, request, act):
    state, account, button = MOVED[act]
    run = request.getfixturevalue(state)
    page = await visit(path(run), account=account)
    if act == "discard":
        await page.locator("summary", has_text=button).click()
    if act not in {"review", "close"}:
        await page.get_by_role("textbox").fill(WHY)
    await _moved_on(database, request, run, state)
    meanwhile = await kept(owner, run)

    await page.get_by_role("button", name=button).click()
    moved = page.locator(".moved")
    await moved.wait_for()

    assert "Bảng vừa đổi" in await moved.inner_text()
    assert await kept(owner, run) == meanwhile
    assert await page.locator(".told").count() == 0


async def _moved_on(database, request, run, state):
    hr, finance = request.getfixturevalue("hr"), request.getfixturevalue("finance")
    acts = {
        "computed": (hr, lambda session: service.discard(session, hr, run.id, run.version, "Khác")),
        "reviewed": (
            finance,
            lambda session: service.approve(session, finance, run.id, run.version, "Khác", now()),
        ),
        "approved": (
            finance,
            lambda session: withdrawal.ask(session, finance, run.id, run.version, "Khác", now()),
        ),
        "asked": (finance, lambda session: withdrawal.keep(session, finance, run.id, run.version, "Khác")),
    }
    actor, act = acts[state]
    async with database.writing(actor) as session:
        await act(session)


async def test_an_old_sign_in_withdraws_nothing_and_what_was_typed_is_there_after_a_fresh_one(
    visit, owner, asked
):
    page = await visit(path(asked), account="hr")
    await owner.execute("update account_session set signed_in_at = signed_in_at - interval '6 minutes'")
    await page.get_by_role("textbox").fill(WHY)

    await page.get_by_role("button", name="Rút duyệt").click()
    again = page.get_by_role("link", name="Đăng nhập lại")
    await again.wait_for()
    unchanged = await kept(owner, asked)
    await again.click()
    await page.get_by_role("button", name="Phòng Tổ chức cán bộ").click()
    await page.wait_for_url("**" + path(asked))
    typed = await page.get_by_role("textbox").input_value()
    told = await decide(page, "Rút duyệt")

    assert unchanged == ("approved", "pay_run.withdrawal_asked", "Wrong month")
    assert typed == WHY
    assert told == "Đã rút duyệt. Bảng không trả cho ai."
    assert await kept(owner, asked) == ("computed", "pay_run.approval_withdrawn", WHY)


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
    await tab_to(page, "button[type=submit]")
    await page.keyboard.press("Enter")
    await page.get_by_text("Đã đóng. Bảng không đổi nữa.").wait_for()

    assert approved == ("approved", "pay_run.approved", "Đủ quỹ")
    assert await kept(owner, reviewed) == ("closed", "pay_run.closed", "")
    assert await page.evaluate("document.activeElement.className") == "told"
