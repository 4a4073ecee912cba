"""A person's post is changed on their file, by an act; a slip is taken back."""

HELD = """select p.code, o.effective_from::text, o.act_number from occupancy o join employee e on e.id = o.employee_id
left join position p on p.id = o.position_id where e.code = 'CB000001' order by o.effective_from desc limit 1"""
ACT = {"number": "7/QĐ", "datedOn": "2026-12-15", "issuer": "UBND tỉnh", "from": "2027-02-01"}


async def test_somebody_leaves_by_an_act_and_the_slip_is_taken_back(visit, owner):
    page = await visit("/nguoi/CB000001", account="hr")
    before = await owner.fetchrow(HELD)
    await page.get_by_role("button", name="Thôi việc").click()
    for name, value in ACT.items():
        await page.locator(f"[data-field={name}]").fill(value)
    await page.get_by_role("button", name="Xem sẽ thay đổi gì").click()
    assert await owner.fetchrow(HELD) == before
    await page.get_by_role("button", name="Ghi", exact=True).click()
    await page.get_by_text("Đã ghi.").wait_for()
    assert tuple(await owner.fetchrow(HELD)) == (None, "2027-02-01", "7/QĐ")
    await page.get_by_text("thôi việc: không giữ vị trí nào").wait_for()

    await page.get_by_role("button", name="Rút thay đổi mới nhất").click()
    await page.locator("[data-field=reason]").fill("Nhầm người")
    await page.get_by_role("button", name="Xem sẽ thay đổi gì").click()
    await page.get_by_role("button", name="Ghi", exact=True).click()
    await page.get_by_text("thôi việc: không giữ vị trí nào").wait_for(state="detached")

    assert await owner.fetchrow(HELD) == before


async def test_a_post_that_is_not_there_is_refused_beside_its_field(visit, owner):
    page = await visit("/nguoi/CB000001?doi=chuyen", account="hr")
    before = await owner.fetchrow(HELD)
    for name, value in {"post": "NO-SUCH", **ACT}.items():
        await page.locator(f"[data-field={name}]").fill(value)
    await page.get_by_role("button", name="Xem sẽ thay đổi gì").click()
    await page.get_by_role("button", name="Ghi", exact=True).click()
    await page.locator("[data-field=post][aria-invalid=true]").wait_for()

    assert "NO-SUCH" in await page.locator("form.change .fault").inner_text()
    assert await owner.fetchrow(HELD) == before


async def test_who_may_only_read_people_is_offered_no_change(visit):
    page = await visit("/nguoi/CB000001?doi=chuyen", account="finance")
    await page.get_by_role("heading", level=2).first.wait_for()

    assert await page.locator("form.change, .changes").count() == 0
