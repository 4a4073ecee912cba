"""An employee reads what they are paid, and why."""

import json

from tests.given.pay_runs import approved
from tests.web.accessibility import grave


def hundredths(number):
    """As a Vietnamese reader writes them: 122790 are 1.227,90."""
    return f"{number // 100:,}".replace(",", ".") + f",{number % 100:02}"


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


async def test_shares_read_as_hundredths_and_the_division_can_be_done_again_by_hand(
    visit, owner, database, hr, finance, make_run
):
    await approved(database, hr, finance, await make_run())
    page = await visit("/tien-cua-toi", account="employee")
    steps = dict(
        await owner.fetch(
            "select name, value::text from pay_line_step where pay_line_id = (select id from pay_line"
            " where employee_id = (select id from account where subject = 'demo|employee'))"
            " and name in ('weight', 'unit_weight', 'class_part_vnd', 'share_vnd')"
        )
    )
    written = {name: hundredths(int(steps[name])) for name in ("weight", "unit_weight")}

    lead = await page.inner_text(".lead")
    end = await page.inner_text(".step[data-end]")

    assert f"{written['weight']} phần trong {written['unit_weight']} phần" in lead
    assert int(steps["class_part_vnd"]) * int(steps["weight"]) // int(steps["unit_weight"]) == int(
        steps["share_vnd"]
    )
    assert f"× {written['weight']} / {written['unit_weight']} = " in end


async def test_every_number_opens_to_what_it_was_computed_from(visit, database, hr, finance, make_run):
    await approved(database, hr, finance, await make_run())
    page = await visit("/tien-cua-toi", account="employee")
    share = page.locator(".fork section").first

    assert await share.locator(".origins .origins").count() == 0
    await share.get_by_text("Hệ số của mức xếp loại").click()
    await share.get_by_text("Mức xếp loại của năm").click()

    await share.get_by_text("Mức trước khi xét tỷ lệ xuất sắc").wait_for()

    assert "Số tháng làm việc trong năm theo hồ sơ" in " ".join((await share.inner_text()).split())
    assert await share.locator(".origins .origins .origins").count() == 1
    assert await grave(page) == []
