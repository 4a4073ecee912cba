"""Every page in both languages, both schemes, on a desk and on a phone."""

import re
from typing import Any

import pytest

from tests.web.accessibility import grave
from tests.web.pay_runs.page import path as path_of

STRANGERS = [
    ("/", "", {"vi": "Đồng lương tự giải thích", "en": "Pay that explains itself"}),
    ("/dang-nhap", "", {"vi": "Phòng Tài chính", "en": "approves and closes pay runs"}),
    (
        "/tien-cua-toi",
        "employee",
        {"vi": "Chưa có bảng nào có tên anh/chị", "en": "No pay run with you in it"},
    ),
    ("/co-cau", "admin", {"vi": "Ai được làm gì ở đây", "en": "Who may what here"}),
    ("/khong-co", "", {"vi": "Không có trang nào", "en": "There is no page here"}),
]
PAID = [
    ("/", "employee", {"vi": "1 việc đang chờ", "en": "1 thing waits"}),
    ("/", "finance", {"vi": "Đóng bảng", "en": "Close"}),
    ("/tien-cua-toi", "employee", {"vi": "Từ việc làm đến số tiền", "en": "From work to money"}),
    ("a run", "finance", {"vi": "Theo mức xếp loại", "en": "By class"}),
]
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 390)]
# The end of a sentence and the beginning of the next, without a space.
GLUED = re.compile(r"\w[.!?:;…”][A-ZĐÀ-Ỹ“][^\W\d_]")


async def words(page: Any) -> str:
    """All that is read on a page."""
    said: str = await page.inner_text("body")
    return said


async def read_by_everybody(page: Any, says: str, language: str) -> None:
    """In every look: the words, no sideways scrolling, nothing that keeps people out, spaces between sentences."""
    await page.get_by_text(says).first.wait_for()
    for scheme, width in LOOKS:
        await page.emulate_media(color_scheme=scheme)
        await page.set_viewport_size({"width": width, "height": 900})
        await page.locator(f"html[data-mantine-color-scheme={scheme}]").wait_for(state="attached")
        found = {
            "language": await page.evaluate("document.documentElement.lang"),
            "width": await page.evaluate("document.documentElement.scrollWidth"),
            "grave": await grave(page),
            "glued": GLUED.findall(await words(page)),
        }
        assert found == {"language": language, "width": width, "grave": [], "glued": []}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("path", "account", "says"), STRANGERS)
async def test_a_page_can_be_read_by_everybody_in_both_languages_wherever_it_is_opened(
    visit, path, account, says, language
):
    page = await visit(path, account=account, language=language)

    await read_by_everybody(page, says[language], language)

    assert says[language] in await words(page)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("path", "account", "says"), PAID)
async def test_a_page_of_an_administration_that_pays_can_be_read_by_everybody_as_well(
    visit, paid, path, account, says, language
):
    page = await visit(path_of(paid) if path == "a run" else path, account=account, language=language)

    await read_by_everybody(page, says[language], language)

    assert says[language] in await words(page)


async def test_the_first_run_is_on_the_landing_page(visit):
    page = await visit("/", language="en")

    assert await page.locator(".documents li").count() == 13
    assert await page.locator(".server-state[data-well]").count() == 1


async def test_who_signs_in_with_the_keyboard_alone_comes_to_the_page_they_wanted(visit):
    page = await visit("/dang-nhap?next=/tien-cua-toi")
    await page.get_by_role("button", name="Phòng Tài chính").focus()

    await page.keyboard.press("Enter")

    await page.wait_for_url("**/tien-cua-toi")
    await page.get_by_role("heading", name="Tài khoản này không gắn với ai").wait_for()
    assert await page.get_by_role("button", name="Đăng xuất").count() == 1


async def test_sign_in_leads_to_no_other_site(visit, site):
    page = await visit("/dang-nhap?next=//example.org/")
    await page.get_by_role("button", name="Phòng Tài chính").click()

    await page.get_by_role("button", name="Đăng xuất").wait_for()
    await page.wait_for_url(f"{site}/")

    assert await page.get_by_role("link", name="Tiền của tôi").count() == 0, "an office has no pay of its own"


async def test_who_signs_out_leaves_nothing_behind(visit):
    page = await visit("/tien-cua-toi", account="employee")

    await page.get_by_role("button", name="Đăng xuất").click()
    await page.get_by_role("link", name="Đăng nhập", exact=True).wait_for()

    assert "Dương" not in await words(page)
    assert (await page.evaluate("fetch('/session').then((told) => told.json())"))["signedIn"] is False


async def test_a_tab_of_somebody_who_is_not_signed_in_any_more_gets_nothing_of_the_next_person(visit):
    page = await visit("/dang-nhap", account="employee")
    await page.get_by_role("link", name="Tiền của tôi").wait_for()
    entered = await page.context.request.post("/development/sign-in", data={"name": "finance"})
    assert entered.ok

    await page.get_by_role("link", name="Tiền của tôi").click()

    await page.get_by_text("other_session").wait_for()
    assert "Phòng Tài chính" not in await words(page)


async def test_a_chosen_language_is_the_accounts_and_what_is_shown_follows(visit, owner):
    page = await visit("/tien-cua-toi", account="employee")

    async with page.expect_response(lambda answer: answer.request.method == "POST") as saved:
        await page.get_by_role("button", name="English").click()
    await (await saved.value).finished()
    await page.get_by_text("No pay run with you in it").wait_for()

    chosen = "select language from preference join account on id = account_id where subject = 'demo|employee'"
    assert await owner.fetchval(chosen) == "en"
