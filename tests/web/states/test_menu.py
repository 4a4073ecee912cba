"""The pages on a phone are reached by a menu, with a finger and with the keyboard."""

import pytest

from tests.web.accessibility import grave

PHONE = 390


async def focused(page):
    """What the element with the focus says."""
    return (
        await page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent")
    ).strip()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_is_reached_from_the_menu_of_a_phone(visit, scheme):
    page = await visit("/", account="employee", width=PHONE, scheme=scheme)
    link = page.get_by_role("link", name="Tiền của tôi")
    hidden = await link.count()

    await page.get_by_role("button", name="Menu").click()
    faults, wide = await grave(page), await page.evaluate("document.documentElement.scrollWidth")
    reached = [
        await page.get_by_role("button", name=name).count() for name in ("English", "Nền", "Đăng xuất")
    ]
    await link.click()
    await page.wait_for_url("**/tien-cua-toi")

    assert hidden == 0, "a closed menu is not there for a screen reader either"
    assert reached == [1, 1, 1]
    assert (faults, wide) == ([], PHONE)
    assert await page.get_by_role("button", name="Menu").get_attribute("aria-expanded") == "false"


async def test_the_menu_is_opened_walked_and_closed_with_the_keyboard(visit):
    page = await visit("/", account="employee", width=PHONE)
    button = page.get_by_role("button", name="Menu")
    await button.focus()

    await page.keyboard.press("Enter")
    expanded = await button.get_attribute("aria-expanded")
    await page.keyboard.press("Tab")
    first = await focused(page)
    await page.keyboard.press("Escape")

    assert (expanded, first) == ("true", "Hôm nay")
    assert await button.get_attribute("aria-expanded") == "false"
    assert await focused(page) == "Menu"


async def test_a_desk_needs_no_menu(visit):
    page = await visit("/", account="employee")

    assert await page.get_by_role("button", name="Menu").count() == 0
    assert await page.get_by_role("link", name="Tiền của tôi").count() == 1
