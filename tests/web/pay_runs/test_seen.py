"""What a run shows to whom: hidden lines are said to be hidden, a reason stays with its act, and no run is none."""

import pytest

from domain.clock import now
from domain.pay_runs import service
from tests.web.pay_runs.page import REASON, kept, path


@pytest.mark.parametrize("account", ["legislator", "employee", "admin"])
async def test_who_may_not_read_the_lines_of_a_run_is_told_so_and_reads_no_sum_of_nothing(
    visit, paid, account
):
    page = await visit(path(paid), account=account)

    told = await page.inner_text(".pay-run")

    assert "Anh/chị không được xem các dòng của bảng này" in told
    assert f"{paid.total_vnd:,}".replace(",", ".") + "\u00a0₫" in told
    assert await page.locator(".pay-run table").count() == 0
    assert "Cộng dòng" not in told


async def test_a_reason_for_approving_is_quoted_and_does_not_stand_in_the_box_for_closing(
    visit, owner, database, finance, reviewed
):
    page = await visit(path(reviewed), account="finance")
    await page.get_by_role("textbox").fill(REASON)
    async with database.writing(finance) as session:
        await service.approve(session, finance, reviewed.id, reviewed.version, "Checked", now())

    await page.get_by_role("button", name="Duyệt").click()
    moved = page.locator(".state.moved")
    await moved.wait_for()
    await page.get_by_role("button", name="Đóng").wait_for()

    assert f"“{REASON}”" in await moved.inner_text()
    assert await page.locator(".deciding-form").first.get_by_role("textbox").input_value() == ""
    assert await kept(owner, reviewed) == ("approved", "pay_run.approved", "Checked")


async def test_whoever_approves_reads_that_one_office_made_and_reviewed_the_run_and_what_a_review_means(
    visit, reviewed
):
    page = await visit(path(reviewed), account="finance")

    told = await page.locator(".same-office").inner_text()

    assert told.startswith("Người lập tự soát")
    assert "Phòng Tổ chức cán bộ vừa lập vừa soát bảng này" in told
    assert "Việc soát nghĩa là: đã xem các dòng" in await page.locator(".offices").last.inner_text()
    assert await page.get_by_role("button", name="Duyệt").count() == 1
    assert await page.title() == f"{await page.inner_text('h1')} · Meritgrid"


async def test_an_address_that_is_no_id_is_no_run_and_leads_home(visit):
    page = await visit("/quy/duyet/khong-co", account="finance")

    await page.get_by_role("heading", name="Không có bảng này").wait_for()
    told = await page.inner_text("main")
    await page.get_by_role("link", name="Về trang đầu").click()

    await page.locator(".today").wait_for()
    await page.wait_for_function("document.title !== 'Meritgrid'")

    assert "API" not in told
    assert await page.title() == "Hôm nay · Meritgrid"
