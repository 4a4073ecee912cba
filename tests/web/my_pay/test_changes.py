"""What changed against the line before, in a browser: first there is none, then more or less."""

from datetime import date

import pytest

from tests.given import YEAR, known, regulations
from tests.given.pay_runs import approved, of_quarter
from tests.web.accessibility import grave

pytestmark = pytest.mark.usefixtures("small")
OCTOBER = date(YEAR, 10, 1)


@pytest.fixture
def paid(database, actor_named):
    async def pay(start):
        """The extra income of commune A for a quarter, approved."""
        hr, finance = await actor_named("hr"), await actor_named("finance")
        run = await of_quarter(database, hr, known("unit", "A"), start)
        return await approved(database, hr, finance, run)

    return pay


@pytest.fixture
async def ruled(given, actor_named):
    async with given() as session:
        hr, finance = await actor_named("hr"), await actor_named("finance")
        await regulations.on_extra_income(session, hr, finance, known("unit", "T"))


async def test_the_first_line_of_a_kind_says_that_there_is_none_to_compare_it_with(visit, ruled, paid):
    await paid(regulations.JULY)

    page = await visit("/tien-cua-toi", account="employee")

    assert await page.inner_text(".change") == "Đây là dòng đầu tiên của loại này, chưa có lần trước để so."
    assert "Chưa có gì để so" in await page.inner_text(".changes")
    assert await page.locator(".changes table").count() == 0
    await page.locator(".step[data-end]").wait_for()
    titles = await page.locator(".way > li h3").all_inner_texts()
    assert titles == ["Điểm kết quả công việc", "Mức xếp loại", "Mức tính", "Số quỹ chi", titles[-1]]
    assert await grave(page) == []


async def test_the_next_quarter_says_what_is_less_and_which_number_moved(
    visit, given, actor_named, ruled, paid, owner
):
    await paid(regulations.JULY)
    async with given() as session:
        hr, finance = await actor_named("hr"), await actor_named("finance")
        await regulations.on_extra_income(
            session,
            hr,
            finance,
            known("unit", "A"),
            OCTOBER,
            **{"vn.extra_income_hcmc": {"factor_hundredths": 60}},
        )
    await paid(OCTOBER)
    before, after = await owner.fetch(
        "select amount_vnd from pay_line l join pay_run r on r.id = l.pay_run_id where employee_id = $1"
        " order by r.period_start",
        known("employee", "A2"),
    )

    page = await visit("/tien-cua-toi", account="employee")

    less = f"{before['amount_vnd'] - after['amount_vnd']:,}".replace(",", ".")
    assert after["amount_vnd"] < before["amount_vnd"]
    assert await page.inner_text(".change") == f"−{less}\u00a0₫ so với Quarter of 2026-07-01"
    rows = [await row.inner_text() for row in await page.locator(".changes table").first.locator("tr").all()]
    assert " ".join(rows[1].split()) == "Mức xếp loại Hoàn thành tốt nhiệm vụ không đổi"
    assert any("1,50" in row and "0,60" in row for row in rows[2:-1])
    assert await grave(page) == []
