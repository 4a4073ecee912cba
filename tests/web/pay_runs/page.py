"""A run on its page: where it is, what is kept of it, and how one gets about with the keyboard."""

from typing import Any

FINAL = ("Đóng", "Bỏ bảng này")
REASON = "Đủ nguồn <b>và</b> đã xem"
_KEPT = """
    select r.state, e.happened, e.reason from pay_run r join audit_event e on e.subject = 'PayRun_' || r.id
    where r.id = $1 order by e.id desc limit 1
"""
_FOCUS = "document.activeElement.matches({!r}) && (document.activeElement.textContent || 'nothing')"


def path(run: Any) -> str:
    """The address of a run's page."""
    return f"/quy/duyet/PayRun_{run.id}"


async def kept(owner: Any, run: Any) -> tuple[str, str, str]:
    """The run's state, and what was said of its last change."""
    state, happened, reason = await owner.fetchrow(_KEPT, run.id)
    return state, happened, reason


async def tab_to(page: Any, selector: str) -> str:
    """Tab until what is looked for has the focus; its text."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        if found := await page.evaluate(_FOCUS.format(selector)):
            return str(found)
    raise AssertionError(f"{selector} is not reached with the keyboard")


async def press(page: Any, button: str) -> None:
    """Press a button of the run's page, and once more after the second look at what cannot be undone."""
    await page.get_by_role("button", name=button).click()
    if button in FINAL:
        assert await page.locator(".second-look li").count() > 1
        await page.locator(".second-look").get_by_role("button", name=button).click()


async def decide(page: Any, button: str, reason: str = "") -> str:
    """Press a button of the run's page, with a reason where it wants one; what is told then."""
    if reason:
        await page.get_by_role("textbox").fill(reason)
    await press(page, button)
    told = page.locator(".told")
    await told.wait_for()
    return str(await told.inner_text())


async def offered(page: Any) -> list[str]:
    """What the page offers to do: its buttons and ways back, without amounts."""
    names: list[str] = await page.locator(
        ".deciding button[type=submit], .deciding summary"
    ).all_inner_texts()
    # A button in a way back that is not opened has no text to be seen.
    return [name.split("\u00a0")[0].rstrip("0123456789. ") for name in names if name]
