"""What to do about a line that somebody does not agree with: whom to write to, until when, and what."""

from tests.given import known


async def test_an_objection_goes_to_the_head_of_the_unit_and_about_the_money_to_the_offices(
    paid, told, owner
):
    unit = await owner.fetchval("select name from unit_state where unit_id = $1", known("unit", "A"))
    way, _ = await told("A2", language="vi")

    objection = way["objection"]

    assert f"gửi người đứng đầu {unit}, nơi có kết quả của dòng này" in objection["to"]
    assert f"nếu cấp trên xếp loại thì {unit} chuyển đơn. Đây là giả định" in objection["to"]
    assert "duyệt; hỏi ở đó" in objection["to"]
    assert objection["until"] == "Nghị định không đặt hạn nộp đơn; cơ quan chưa nhập hạn nộp. Nên gửi sớm."
    assert "7 ngày làm việc" in objection["answer"]
    assert "Meritgrid" not in "".join(objection.values())


async def test_the_letter_of_an_objection_has_the_name_the_post_and_the_unit_filled_in(paid, told, owner):
    unit, post = await owner.fetchrow(
        "select s.name, p.title from pay_line l join unit_state s on s.unit_id = l.unit_id"
        " join position p on p.id = l.position_id where l.employee_id = $1",
        known("employee", "A2"),
    )
    way, _ = await told("A2", "employee", language="vi")

    letter = way["objection"]["letter"].splitlines()

    assert letter[:2] == [f"Kính gửi: người đứng đầu {unit}", f"Tôi là: Người A2, {post}, {unit}"]
    assert "8.766.000" in letter[2]
