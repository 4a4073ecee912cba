"""Whoever is signed in sees what waits for them, and the way to it."""

from domain.clock import now
from domain.pay_runs import service
from tests.web.accessibility import grave


async def test_a_run_waits_for_finance_with_its_sum_and_a_button_that_leads_to_it(
    visit, database, hr, make_run
):
    run = await make_run()
    async with database.writing(hr) as session:
        await service.review(session, hr, run.id, run.version, now())
    page = await visit("/", account="finance")

    task = page.locator(".task")
    total = f"{run.total_vnd:,}".replace(",", ".") + "\u00a0₫"

    assert (await page.locator(".today > p").inner_text()).endswith(" · ngày làm việc đặt thử")
    assert await page.inner_text("h1") == "1 việc đang chờ Phòng Tài chính"
    assert await task.count() == 1
    assert total in await task.inner_text()
    assert "31 ngày" in await task.inner_text()
    assert "Nghị định 161/2026/NĐ-CP" in await task.inner_text()
    assert await grave(page) == []
    await task.locator("a").click()
    await page.wait_for_url(f"**/quy/duyet/PayRun_{run.id}")


async def test_whoever_has_nothing_to_do_is_told_so_and_how_far_the_trail_is_sealed(visit):
    page = await visit("/", account="legislator", width=390, scheme="dark")

    assert await page.inner_text("h1") == "Hết việc"
    assert await page.locator(".task").count() == 0
    assert "Nhật ký đã niêm phong." in await page.inner_text(".trail")
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    assert await grave(page) == []
