"""Whoever is paid has their line computed again by a button, and reads two answers."""

import json

import pytest

from tests.given import known
from tests.given.pay_runs import approved, computed
from tests.web.accessibility import grave

pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture
async def paid(database, actor_named):
    hr, finance = await actor_named("hr"), await actor_named("finance")
    return await approved(database, hr, finance, await computed(database, hr, known("unit", "A")))


async def test_the_line_comes_out_the_same_by_the_same_rules(visit, paid):
    page = await visit("/tien-cua-toi", account="employee")
    assert await page.get_by_text("Ra đúng kết quả cũ").count() == 0

    await page.get_by_role("button", name="Tính lại dòng này").click()
    await page.get_by_text("Ra đúng kết quả cũ").wait_for()

    told = await page.inner_text(".again")
    assert "Đúng quy định cũ" in told
    assert "Đã tính lại cho 3 người" in told
    assert await grave(page) == []


async def test_another_number_of_the_law_is_told_and_the_values_stand(visit, paid, owner):
    stated = json.loads(await owner.fetchval("select parameters from pay_run_rules"))
    stated["vn.bonus_fund_2026"]["fund_rate_bp"] = 900
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update pay_run_rules set parameters = $1", json.dumps(stated))
    page = await visit("/tien-cua-toi", account="employee")

    await page.get_by_role("button", name="Tính lại dòng này").click()
    await page.get_by_text("Quy định nay đã khác").wait_for()

    assert "fund_rate_bp was 900, and is 1000" in await page.inner_text(".again")
    assert await page.get_by_text("Ra đúng kết quả cũ").count() == 1
