"""Nobody's line, two lines of one period, one not approved yet, a name of 200 characters, months on one scale."""

import json
from datetime import date

import pytest

from tests.given import YEAR, known, people, regulations
from tests.given.pay_runs import approved, computed, of_quarter
from tests.web.accessibility import grave

pytestmark = pytest.mark.usefixtures("small")
HEIGHTS = """[...document.querySelectorAll(".months .bar > span")].map((bar) => bar.getBoundingClientRect().height)"""


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def finance(actor_named):
    return await actor_named("finance")


async def test_whoever_is_not_paid_yet_reads_what_happens_next_and_until_when(visit):
    page = await visit("/tien-cua-toi", account="employee")

    told = await page.inner_text(".no-line")

    assert "Tiếp theo là gì?" in told
    assert "31/01 năm sau" in told
    assert await page.locator(".no-line li").count() == 3
    assert await grave(page) == []


async def test_of_two_lines_of_one_period_each_names_the_other(visit, given, database, hr, finance):
    async with given() as session:
        await regulations.on_extra_income(session, hr, finance, known("unit", "T"))
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), date(YEAR, 8, 1))
    run = await of_quarter(database, hr, known("unit", "T"), regulations.JULY)
    await approved(database, hr, finance, run)
    page = await visit("/tien-cua-toi", account="employee")

    first = await page.inner_text(".amount h1")
    told = await page.inner_text(".twin")
    await page.locator(".twin").get_by_role("link").click()
    await page.wait_for_function("was => document.querySelector('.amount h1')?.innerText !== was", arg=first)
    second = await page.inner_text(".amount h1")

    assert {first, second} == {"5.592.632\u00a0₫", "11.515.862\u00a0₫"}
    assert second in told
    assert first in await page.inner_text(".twin")


async def test_a_line_that_is_not_approved_says_so_and_stands_on_no_list(visit, database, hr, owner):
    run = await computed(database, hr, known("unit", "A"))
    await owner.execute(
        "insert into access_grant (id, account_id, verb, unit_id, effective_from)"
        " select gen_random_uuid(), id, 'pay_run.read', $1, '2026-01-01' from account where subject = 'demo|employee'",
        known("unit", "A"),
    )
    line = await owner.fetchval(
        "select id from pay_line where pay_run_id = $1 and employee_id = $2", run.id, known("employee", "A2")
    )

    listed = await visit("/tien-cua-toi", account="employee")
    page = await visit(f"/tien-cua-toi/PayLine_{line}", account="employee")

    assert await listed.locator(".no-line").count() == 1
    assert "Bảng này chưa được duyệt" in await page.inner_text(".amount")
    assert await grave(page) == []


async def test_a_name_of_200_characters_does_not_widen_the_page(visit, database, hr, finance, owner):
    await approved(database, hr, finance, await computed(database, hr, known("unit", "A")))
    name = "Nguyễn" * 33 + "Ẩn"
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update employee set full_name = $2 where id = $1", known("employee", "A2"), name)

    page = await visit("/tien-cua-toi", account="employee", width=390)

    assert len(name) == 200
    assert name in await page.inner_text(".amount")
    assert await page.evaluate("document.documentElement.scrollWidth") == 390


async def test_months_far_above_the_threshold_are_drawn_on_one_scale(visit, database, hr, finance):
    async def scored(route):
        response = await route.fetch()
        answer = await response.json()
        way = (answer.get("data") or {}).get("payLineWay") or {}
        for station in way.get("stations", ()):
            if station["key"] == "scoring":
                station["months"]["line"]["number"] = "7000"
                for month, score in zip(station["months"]["months"], SCORES, strict=True):
                    month["outcome"] = {"number": str(score), "value": f"{score / 100:.2f}"}
        await route.fulfill(response=response, body=json.dumps(answer))

    await approved(database, hr, finance, await computed(database, hr, known("unit", "A")))
    page = await visit("/tien-cua-toi", account="employee")
    await page.route("**/graphql?*", scored)
    await page.reload()
    await page.locator(".months").wait_for()

    assert await page.evaluate(HEIGHTS) == [20.0, 40.0, *[10.0] * 10]
    assert await page.locator(".months [data-below]").count() == 1


SCORES = [5_500, 10_000, *[7_750] * 10]
