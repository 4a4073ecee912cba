"""The organisation on its page: the tree, the sheet of a unit, and both on any day."""

from datetime import date

import pytest

from domain.organisation import changes, creation
from domain.organisation.act import Act
from domain.organisation.changes import UnitChange
from domain.organisation.creation import NewUnit
from tests.web.accessibility import grave

TREE = "LG"
ACT = Act("12/QĐ-UBND", date(2026, 12, 15), "UBND tỉnh", date(2027, 2, 1))
FOCUSED = "document.activeElement.dataset.name"


@pytest.fixture
async def renamed(database, hr):
    """From 1 February 2027 the department SNV has another name, and a new division below it."""
    async with database.writing(hr) as session:
        old = Act("1/QĐ-UBND", date(2026, 1, 2), "UBND tỉnh", date(2026, 12, 1))
        await creation.create_units(
            session, hr, old, [NewUnit("SNV", "Sở Nội <b>vụ</b>", "department", TREE, holds_fund=False)]
        )
    async with database.writing(hr) as session:
        await changes.change_units(session, hr, ACT, [UnitChange("SNV", None, name="Sở Công vụ")])


async def test_the_tree_is_walked_and_opened_with_the_keyboard(visit):
    page = await visit("/co-cau", account="hr")
    top = page.get_by_role("treeitem").first
    below = page.get_by_role("treeitem", level=2)
    first, second = (
        await below.nth(0).get_attribute("data-name"),
        await below.nth(1).get_attribute("data-name"),
    )
    await top.focus()

    walked = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowLeft"):
        await page.keyboard.press(key)
        walked.append(await page.evaluate(FOCUSED))

    assert walked == [first, second, first, "Tỉnh Lạc Giang", "Tỉnh Lạc Giang"]
    assert await top.get_attribute("aria-expanded") == "false"
    assert await below.count() == 0
    await page.keyboard.press("ArrowRight")
    await below.first.wait_for()
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await page.get_by_role("heading", level=1, name=await page.evaluate(FOCUSED)).wait_for()
    assert await page.locator("[role=treeitem][tabindex='0']").count() == 1
    assert await page.locator("[role=treeitem][aria-selected=true]").count() == 1


async def test_a_unit_is_shown_as_on_the_day_of_the_address_with_what_it_becomes(visit, renamed):
    page = await visit("/co-cau/SNV", account="hr")
    today = await page.inner_text("article.unit")
    other = await visit("/co-cau/SNV?ngay=2027-02-01", account="hr")
    then = await other.inner_text("article.unit")

    assert today.startswith("Tỉnh Lạc Giang ›\n\nSở Nội <b>vụ</b>")
    assert await page.locator(".dated .mark").all_inner_texts() == ["sắp tới"]
    assert "mang tên “Sở Công vụ”, trước đó là “Sở Nội <b>vụ</b>”" in today
    assert "theo 12/QĐ-UBND ngày 15/12/2026, UBND tỉnh" in today
    assert "Sở Công vụ\n" in then
    assert "Từ ngày 1/2/2027 mang tên này và trực thuộc Tỉnh Lạc Giang" in then
    assert await other.locator(".dated .mark").count() == 0
    assert "Đang xem ngày 1/2/2027" in await other.inner_text(".other-day")
    assert await page.locator(".other-day").inner_text() == ""


async def test_a_unit_that_is_not_there_yet_says_from_when(visit, renamed):
    page = await visit("/co-cau/SNV?ngay=2026-06-01", account="hr")

    assert "Ngày này chưa có: bắt đầu từ 1/12/2026" in await page.inner_text(".lead")
    assert "từ 1/12/2026 mới có" in await page.locator("[role=treeitem][aria-selected=true]").inner_text()


async def test_a_unit_is_found_by_words_without_marks(visit, renamed):
    page = await visit("/co-cau", account="hr", width=390)

    await page.get_by_role("searchbox").fill("so noi <b>")
    await page.locator(".found a").click()

    await page.get_by_role("heading", level=1, name="Sở Nội <b>vụ</b>").wait_for()
    assert await page.get_by_role("searchbox").input_value() == ""
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    assert await grave(page) == []


async def test_a_unit_that_nobody_knows_is_told_and_the_tree_stays(visit):
    page = await visit("/co-cau/NO-SUCH", account="hr")

    assert "Không có đơn vị NO-SUCH" in await page.inner_text(".of-unit")
    assert await page.get_by_role("treeitem").count() > 1


async def test_who_may_not_read_people_is_told_so_and_nothing_is_called_vacant(visit):
    page = await visit("/co-cau/LG-X001", account="admin")
    await page.get_by_text("Không hiện ai đang giữ").wait_for()

    read = await page.inner_text("article.unit")

    assert "khuyết" not in read
    assert "Người giữ" not in read
    assert read.count("anh/chị không có quyền xem người ở đây") == 2


async def test_who_may_what_is_told_in_words_to_whoever_may_see_it(visit):
    page = await visit("/co-cau/LG-X001", account="admin")
    await page.locator(".rights").wait_for()
    seen = await page.inner_text(".rights")
    other = await visit("/co-cau/LG-X001", account="hr")
    await other.locator(".rights").wait_for()
    own = await other.inner_text(".rights")

    assert "Phòng Tài chính" in seen
    assert "Phòng Tổ chức cán bộ" in seen
    assert "Cấp quyền" in seen
    assert "Tỉnh Lạc Giang" in seen
    assert "từ 1/1/2026, không có ngày hết" in seen
    assert "Phòng Tài chính" not in own
    assert "Thay đổi đơn vị" in own


@pytest.mark.parametrize(("account", "links"), [("hr", 1), ("admin", 1), ("employee", 0)])
async def test_the_menu_leads_there_for_whoever_holds_a_right(visit, account, links):
    page = await visit("/", account=account)

    assert await page.get_by_role("link", name="Cơ cấu").count() == links


async def test_a_persons_file_tells_the_post_and_the_grade_and_leads_to_the_unit(visit):
    page = await visit("/co-cau/LG-X001", account="hr")
    name = await page.locator(".people a").first.inner_text()
    await page.locator(".people a").first.click()

    await page.get_by_role("heading", level=1, name=name).wait_for()
    lead = await page.inner_text(".lead")
    assert "Xã" in lead
    assert "Hưởng lương ngạch" in lead
    assert await page.locator("section[aria-labelledby=posts] li[aria-current=date]").count() == 1
    assert await grave(page) == []
    await page.locator(".path a").last.click()
    await page.wait_for_url("**/co-cau/LG-X001")


async def test_a_file_that_one_may_not_read_looks_like_none(visit):
    page = await visit("/nguoi/CB000001", account="admin")

    assert "Ở đây không có ai mang mã CB000001" in await page.inner_text("main")
