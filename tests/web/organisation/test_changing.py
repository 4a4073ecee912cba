"""Changes of units on their page: by an act, after a second look; refused beside the field, with nothing lost."""

from tests.web.accessibility import grave

STATES = (
    "select s.name, s.effective_from::text, s.act_number from unit_state s join unit u on u.id = s.unit_id"
)
MADE = "select act_number, staffing from position_state join position p on p.id = position_id where code = 'LG-X001-M1'"
ACT = {"Số": "12/QĐ-UBND", "Ngày ban hành": "2026-12-15", "Cơ quan ban hành": "UBND tỉnh"}
FROM = "Ngày bắt đầu có hiệu lực"


async def typed(page, fields):
    """Type into the fields with these labels."""
    for label, value in fields.items():
        await page.locator("form.change").get_by_label(label).first.fill(value)


async def look(page):
    """Go on to the second look; its sentences."""
    await page.get_by_role("button", name="Xem sẽ thay đổi gì").click()
    return await page.locator(".second-look li").all_inner_texts()


async def write(page):
    """Look, and write."""
    await look(page)
    await page.get_by_role("button", name="Ghi", exact=True).click()


async def test_a_unit_is_renamed_after_a_second_look_and_the_slip_taken_back(visit, owner):
    page = await visit("/co-cau/LG-X001", account="hr")
    await page.get_by_role("button", name="Đổi tên").click()
    await typed(page, {"Tên": "Xã <b>Minh</b>", **ACT, FROM: "2027-02-01"})
    before = await owner.fetch(STATES + " where code = 'LG-X001'")
    said = await look(page)
    still = await owner.fetch(STATES + " where code = 'LG-X001'")
    await page.get_by_role("button", name="Ghi", exact=True).click()
    await page.get_by_text("Đã ghi.").wait_for()
    kept = await owner.fetch(STATES + " where code = 'LG-X001' order by effective_from")

    assert said[0] == "Từ ngày 1/2/2027, “Xã Minh Vân” mang tên “Xã <b>Minh</b>”."
    assert "Theo 12/QĐ-UBND ngày 15/12/2026, UBND tỉnh." in said[2]
    assert still == before
    assert tuple(kept[-1]) == ("Xã <b>Minh</b>", "2027-02-01", "12/QĐ-UBND")
    await page.locator(".dated .mark", has_text="sắp tới").wait_for()
    await page.get_by_role("button", name="Rút thay đổi mới nhất").click()
    await typed(page, {"Lý do": "Nhầm ngày"})
    await write(page)
    await page.locator(".dated .mark").wait_for(state="detached")
    assert await owner.fetch(STATES + " where code = 'LG-X001'") == before


async def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(visit, owner):
    page = await visit("/co-cau/LG-X001?doi=don-vi", account="hr", width=390, scheme="dark")
    await typed(page, {"Mã": "LG-X002", "Tên": "Phòng mới", **ACT, FROM: "2027-02-01"})
    await typed(page, {"Ngày ban hành": "2027-01-15"})
    count = await owner.fetchval("select count(*) from unit_state")
    await write(page)
    await page.locator("[aria-invalid=true]").first.wait_for()
    refused = await page.locator("form.change .fault").all_inner_texts()

    assert len(refused) == 2
    assert "LG-X002" in refused[0]
    assert "15/1/2027" in refused[1] or "15/01/2027" in refused[1]
    assert await page.get_by_label("Tên").first.input_value() == "Phòng mới"
    assert await page.evaluate("document.activeElement.dataset.field") == "code"
    assert await owner.fetchval("select count(*) from unit_state") == count
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    assert await grave(page) == []
    await page.reload()
    await page.locator("form.change").wait_for()
    assert await page.get_by_label("Mã").first.input_value() == "LG-X002"


async def test_what_is_not_filled_in_is_told_before_anything_is_sent(visit):
    page = await visit("/co-cau/LG-X001?doi=don-vi", account="hr")

    await page.get_by_role("button", name="Xem sẽ thay đổi gì").click()

    assert await page.locator("form.change [aria-invalid=true]").count() == 6
    assert await page.evaluate("document.activeElement.dataset.field") == "code"
    assert await page.locator(".second-look").count() == 0


async def test_a_unit_a_group_and_a_position_are_set_up_by_one_act_which_is_typed_once(visit, owner):
    page = await visit("/co-cau/LG-X001?doi=don-vi", account="hr")
    await typed(page, {"Mã": "LG-X001-M", "Tên": "Phòng mới", **ACT, FROM: "2027-02-01"})
    await write(page)
    await page.get_by_text("Đã ghi.").wait_for()
    await page.goto("/co-cau/LG-X001-M?doi=nhom&ngay=2027-02-01")
    await typed(page, {"Mã": "CV", "Tên": "Chuyên viên"})
    await write(page)
    await page.get_by_text("Đã ghi.").wait_for()
    await page.get_by_role("button", name="Vị trí việc làm mới").click()
    await typed(page, {"Mã": "LG-X001-M1", "Tên vị trí": "Chuyên viên", "Số người được giữ": "2"})
    assert await look(page) == [], "no peer group is chosen for them"
    await page.locator("[data-field=group]").select_option(label="Chuyên viên · Phòng mới")
    said = await look(page)
    await page.get_by_role("button", name="Ghi", exact=True).click()
    await page.locator("section[aria-labelledby=positions]", has_text="LG-X001-M1").wait_for()

    assert "Người giữ được xếp loại trong “Chuyên viên · Phòng mới”." in said
    assert "Nhiều nhất 2 người giữ." in said
    assert "khuyết" in await page.inner_text("section[aria-labelledby=positions]")
    assert tuple(await owner.fetchrow(MADE)) == ("12/QĐ-UBND", 2)


async def test_a_unit_with_people_is_not_closed_and_the_refusal_names_what_is_in_it(visit, owner):
    page = await visit("/co-cau/LG-X001?doi=dong", account="hr")
    await typed(page, {**ACT, FROM: "2027-02-01"})
    await write(page)
    await page.locator(".faults .barred").first.wait_for()

    codes = set(await page.locator(".faults .code").all_inner_texts())

    assert codes == {"unit_has_units", "unit_has_positions", "unit_has_people"}
    assert await owner.fetchval("select count(*) from unit_state where closed") == 0


async def test_who_may_not_write_units_is_offered_no_change(visit):
    page = await visit("/co-cau/LG-X001?doi=ten", account="finance")
    await page.locator(".rights").wait_for()

    assert await page.locator("form.change, .changes").count() == 0
