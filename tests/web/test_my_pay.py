"""An employee reads what they are paid, and why."""

import json

from tests.given.pay_runs import approved
from tests.web.accessibility import grave


async def test_an_employee_reads_the_amount_its_reason_and_its_proof(
    visit, owner, database, hr, finance, make_run
):
    await approved(database, hr, finance, await make_run())
    page = await visit("/tien-cua-toi", account="employee")

    amount = await page.inner_text(".amount h1")
    line = await owner.fetchrow(
        "select amount_vnd, encode(leaf, 'hex') as leaf from pay_line"
        " where employee_id = (select id from account where subject = 'demo|employee')"
    )

    assert amount == f"{line['amount_vnd']:,}".replace(",", ".") + "\u00a0₫"
    assert line["leaf"][:8] in await page.inner_text(".proof")
    assert await page.locator(".way > li").count() == 5
    assert await page.locator("details[open].work").count() == 1
    assert await grave(page) == []


async def test_the_browser_follows_the_path_of_the_line_to_the_hash_of_the_run(
    visit, database, hr, finance, make_run
):
    await approved(database, hr, finance, await make_run())
    page = await visit("/tien-cua-toi", account="employee")

    await page.get_by_text("Đã kiểm trên máy này").wait_for()

    assert await page.locator(".broken-path").count() == 0


async def test_a_line_that_does_not_lead_to_its_run_is_told_in_red_and_whom_to_tell(
    visit, database, hr, finance, make_run
):
    async def forged(route):
        response = await route.fetch()
        answer = await response.json()
        node = (answer.get("data") or {}).get("node") or {}
        if node.get("proof"):
            node["proof"]["leaf"] = "00" * 32
        await route.fulfill(response=response, body=json.dumps(answer))

    await approved(database, hr, finance, await make_run())
    page = await visit("/tien-cua-toi", account="employee")
    await page.route("**/graphql?*", forged)
    await page.reload()

    told = await page.inner_text(".broken-path")

    assert "Báo cho cơ quan đã duyệt" in told
    assert await page.get_by_text("Đã kiểm trên máy này").count() == 0
    assert await grave(page) == []
