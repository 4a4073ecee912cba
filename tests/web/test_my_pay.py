"""An employee reads what they are paid, and why."""

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
