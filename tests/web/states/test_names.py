"""Names as long as they may be, with markup in them: read as they are on every page, and nothing is pushed off."""

import pytest

from tests.web.pay_runs.page import path

MARKUP = "<b>Lan</b><img src=x onerror=alert(1)>"
LONGEST = 200
NAME = MARKUP + "Đ" * (LONGEST - len(MARKUP))
RENAMED = """
set session_replication_role = replica;
update account set name = {name};
update employee set full_name = {name};
update unit_state set name = {name};
update peer_group set name = {name};
update position set title = {name};
update pay_run set title = {name};
update product set title = {name};
update policy_goal_state set title = {name};
update regulation set title = {name};
set session_replication_role = origin
"""


@pytest.fixture
async def renamed(owner, paid):
    """Everybody and everything is called so; the run that the pages show."""
    await owner.execute(RENAMED.format(name=f"'{NAME}'"))
    return paid


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    ("place", "account", "times"),
    [
        ("/dang-nhap", "", 5),
        ("/", "finance", 2),
        ("/", "employee", 2),
        ("/tien-cua-toi", "employee", 3),
        ("run", "finance", 3),
        ("/co-cau/LG-X001", "hr", 6),
        ("/nguoi/CB000001", "hr", 3),
    ],
)
async def test_a_name_of_200_characters_with_markup_is_text_and_fits(
    visit, renamed, place, account, times, width
):
    page = await visit(path(renamed) if place == "run" else place, account=account, width=width)

    await page.locator("main").get_by_text(MARKUP).first.wait_for()
    read = await page.inner_text("main")

    assert read.count(NAME) >= times
    assert await page.locator("main :is(img[src=x], b:text-is('Lan'))").count() == 0
    assert await page.evaluate("document.documentElement.scrollWidth") == width
