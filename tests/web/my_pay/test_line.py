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
    await page.locator(".step[data-end]").wait_for()
    assert await page.locator(".way > li").count() == 4
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

    end = await page.inner_text(".step[data-end]")
    lead = await page.inner_text(".lead")

    assert f"{written['weight']} phần trong {written['unit_weight']} phần" in lead
    assert int(steps["class_part_vnd"]) * int(steps["weight"]) // int(steps["unit_weight"]) == int(
        steps["share_vnd"]
    )
    share = f"{int(steps['share_vnd']):,}".replace(",", ".")
    divided = f"× {written['weight']} / {written['unit_weight']}, bỏ phần lẻ còn {share}\u00a0₫."
    assert int(steps["class_part_vnd"]) * int(steps["weight"]) % int(steps["unit_weight"]) > 0
    assert divided in end


async def test_every_number_says_how_it_follows_and_who_set_it(visit, database, hr, finance, make_run):
    await approved(database, hr, finance, await make_run())
    page = await visit("/tien-cua-toi", account="employee")
    share = page.locator(".fork section").first

    said = " ".join((await share.inner_text()).split())
    await share.get_by_text("Mọi bước, kèm căn cứ").click()
    steps = " ".join((await share.inner_text()).split())

    assert "× 12 tháng làm việc" in said
    assert "Hệ số của mức" in said
    assert "Giả định, không phải quy định của đơn vị" in said
    assert "Tính từ: Mức xếp loại" in steps
    assert await grave(page) == []


async def test_the_months_stand_by_their_line_and_each_failure_says_what_it_takes_off(
    visit, database, hr, finance, make_run
):
    await approved(database, hr, finance, await make_run())
    page = await visit("/tien-cua-toi", account="employee")

    months = page.locator(".by-month").first
    said = " ".join((await months.inner_text()).split())

    assert "Vạch ngang là" in said
    assert await months.locator("table.rows tbody tr").count() == 12
    assert "cho mỗi lần không đạt, và điểm tiến độ cho mỗi lần chậm: 25%" in said
    assert "Quy đổi theo hệ số k: được giao" in said


async def test_who_does_not_agree_reads_to_whom_until_when_and_what_to_write(
    visit, database, hr, finance, make_run
):
    await approved(database, hr, finance, await make_run())
    page = await visit("/tien-cua-toi", account="employee")
    beside = page.locator(".disagree")

    await beside.get_by_text("Viết gì").click()
    said = " ".join((await beside.inner_text()).split())

    assert "gửi người đứng đầu" in said
    assert "cơ quan chưa nhập hạn nộp" in said
    assert "Meritgrid" not in said
    assert "7 ngày làm việc" in said
    assert "Tôi không đồng ý với" in said
    assert await grave(page) == []


async def test_on_paper_the_whole_code_of_the_line_is_there(visit, owner, database, hr, finance, make_run):
    await approved(database, hr, finance, await make_run())
    page = await visit("/tien-cua-toi", account="employee")
    code = page.locator(".proof .hash").first
    await code.wait_for()
    leaf = await owner.fetchval(
        "select encode(leaf, 'hex') from pay_line"
        " where employee_id = (select id from account where subject = 'demo|employee')"
    )

    await page.emulate_media(media="print")

    shown = await code.evaluate(
        "(code) => [getComputedStyle(code, '::after').content, code.innerText.trim()]"
    )
    assert shown == [f'"{leaf}"', ""]
