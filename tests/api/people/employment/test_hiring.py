"""People are hired into posts from a day on by an act, with what they are paid by, many at once."""

import unicodedata

import pytest

from domain.actor import Actor
from tests.api.people.employment.documents import ACT, DAY, DAY_BEFORE, HIRE, LAN, PEOPLE, person
from tests.given import access, known, organisation


async def test_people_are_hired_with_post_grade_and_act(hr, rows, trail):
    ids = await hr.done(HIRE, input=rows({**LAN, "joinedOn": "2024-01-15", "stepSince": "2025-06-01"}))

    before, after = [await person(hr, "N1", day) for day in (DAY_BEFORE, DAY)]
    assert ids == [after["id"]]
    assert (after["fullName"], after["joinedOn"], after["unit"]) == (
        "Trần Thị Lan",
        "2024-01-15",
        {"code": "A"},
    )
    assert (after["position"], after["occupancy"]) == (
        {"code": "A-C"},
        {"share": {"basisPoints": 10_000}, "acting": False, "seconded": False},
    )
    assert after["grade"] == {
        "stepSince": "2025-06-01",
        "salaryStep": {"gridTable": 2, "gradeCode": "A1", "step": 2},
    }
    assert (before["position"], before["grade"]) == (None, None)
    (only,) = after["occupancies"]["nodes"]
    assert (only["actNumber"], only["actDatedOn"], only["actIssuer"]) == tuple(ACT.values())
    assert await trail() == ["people.hired", "grade.set"]


async def test_who_works_by_contract_is_paid_in_dong_and_has_no_grade(hr, rows):
    row = {name: value for name, value in LAN.items() if name not in ("nationalGradeCode", "step")}
    await hr.done(HIRE, input=rows({**row, "contractVnd": "8000000", "shareBp": 5_000}))

    hired = await person(hr, "N1", DAY)
    assert hired["grade"] is None
    assert hired["contractPay"]["nodes"] == [
        {"effectiveFrom": DAY, "monthly": {"amount": "8000000"}, "actNumber": "12/QĐ-SNV"}
    ]
    assert hired["occupancy"]["share"] == {"basisPoints": 5_000}


async def test_every_fault_of_every_row_is_told_and_nobody_is_hired(hr, rows, owner, trail):
    there, before = await owner.fetchval(PEOPLE), await trail()
    people = [
        {**LAN, "code": "A1", "fullName": " ", "positionCode": None},
        {**LAN, "code": "N2", "fullName": "B", "bornOn": "2015-01-01", "positionCode": "NOWHERE"},
        {**LAN, "code": "N2", "fullName": "C", "nationalGradeCode": "01.00", "shareBp": 0},
        {**LAN, "code": "N3", "fullName": "D", "step": 40, "stepSince": "2027-03-01"},
        {**LAN, "code": "N4", "fullName": "E", "contractVnd": "1", "joinedOn": "2027-03-01"},
        {**LAN, "code": "N5", "fullName": "F", "nationalGradeCode": "01.010"},
        {**LAN, "code": "N6", "fullName": "G", "step": None},
        {**LAN, "code": "N7", "fullName": "H", "nationalGradeCode": None, "step": None},
        {**LAN, "code": "N8", "fullName": "I", "nationalGradeCode": None, "contractVnd": "0"},
        {**LAN, "code": "N9", "fullName": "K", "isAnotherPerson": True},
    ]

    told = await hr.problems(HIRE, input=rows(*people))

    assert [(each["code"], each["row"], each["field"]) for each in told] == [
        ("blank", 0, "fullName"),
        ("code_taken", 0, "code"),
        ("position_missing", 0, "positionCode"),
        ("too_young", 1, "bornOn"),
        ("position_not_found", 1, "positionCode"),
        ("given_twice", 2, "code"),
        ("share_out_of_range", 2, "shareBp"),
        ("unknown_national_grade", 2, "nationalGradeCode"),
        ("unknown_step", 3, "step"),
        ("step_to_come", 3, "stepSince"),
        ("joins_later", 4, "joinedOn"),
        ("paid_by_both", 4, "contractVnd"),
        ("grade_without_grid", 5, "nationalGradeCode"),
        ("step_missing", 6, "step"),
        ("pay_missing", 7, "nationalGradeCode"),
        ("amount_out_of_range", 8, "contractVnd"),
        ("reason_missing", 9, "reason"),
    ]
    assert told[3]["law"] == "Labour Code 45/2019/QH14 art. 3"
    assert "Did you mean" in told[7]["message"]
    assert await owner.fetchval(PEOPLE) == there
    assert await trail() == before


@pytest.mark.parametrize(
    "spelling",
    ["trần  thị lan", "TRẦN THỊ LAN", "Tran Thi Lan", unicodedata.normalize("NFD", "Trần Thị Lan")],
)
async def test_somebody_under_another_spelling_is_a_question(hr, rows, owner, spelling):
    await hr.done(HIRE, input=rows(LAN))
    there = await owner.fetchval(PEOPLE)
    again = {**LAN, "code": "N2", "fullName": spelling}

    told = await hr.problem(HIRE, input=rows(again))

    assert (told["code"], told["field"]) == ("person_known", "isAnotherPerson")
    assert "is there already as N1" in told["message"]
    assert await owner.fetchval(PEOPLE) == there

    await hr.done(HIRE, input=rows({**again, "isAnotherPerson": True, "reason": "Namesakes, two ID cards"}))
    assert await owner.fetchval(PEOPLE) == there + 1
    after = await owner.fetchval(
        "select after from audit_event where happened = 'people.hired' order by id desc"
    )
    assert "Namesakes, two ID cards" in after


async def test_two_rows_of_one_list_that_look_alike_are_a_question_too(hr, rows, owner):
    there = await owner.fetchval(PEOPLE)

    told = await hr.problem(HIRE, input=rows(LAN, {**LAN, "code": "N2", "fullName": "TRAN THI LAN"}))

    assert (told["code"], told["row"]) == ("person_known", 1)
    assert "stands in `people.0` too" in told["message"]
    assert await owner.fetchval(PEOPLE) == there
    await hr.done(HIRE, input=rows(LAN, {**LAN, "code": "N2", "bornOn": "1998-05-20"}))
    assert await owner.fetchval(PEOPLE) == there + 2


async def test_who_is_in_a_unit_out_of_sight_is_told_of_without_their_code(hr, rows, given, owner):
    async with given() as session:
        admin = Actor(known("account", "admin"), "admin")
        account = await access.account(session, "hr-of-b", known("unit", "B"))
        await access.may(session, admin, account, ["people.write", "people.read"], known("unit", "B"))
    there = await owner.fetchval(PEOPLE)
    hr.sign_in("hr-of-b")

    told = await hr.problem(
        HIRE, input=rows({**LAN, "fullName": "Người A1", "bornOn": "1993-05-19", "positionCode": "B-C"})
    )

    assert told["code"] == "person_known"
    assert "in a unit whose people you may not see" in told["message"]
    assert "A1" not in told["message"].replace("Người A1", "")
    assert await owner.fetchval(PEOPLE) == there


async def test_a_post_beyond_its_staffing_is_filled_only_when_the_act_says_so(hr, rows, given, owner):
    async with given() as session:
        peers = known("peer group", "A clerks")
        await organisation.position(session, "A-X", known("unit", "A"), peers)
    await owner.execute(
        "insert into position_state (id, effective_from, position_id, unit_id, peer_group_id, title, leader, staffing,"
        " lowest_grade_code, highest_grade_code, closed, sets_up)"
        " select gen_random_uuid(), '2026-01-01', id, unit_id, peer_group_id, title, false, 1, 'A0', 'A1', false, true"
        " from position where code = 'A-X'"
    )
    one, two = (
        {**LAN, "positionCode": "A-X"},
        {**LAN, "code": "N2", "fullName": "Lê Văn Hai", "positionCode": "A-X"},
    )

    told = await hr.problem(HIRE, input=rows(one, two))
    assert (told["code"], told["row"], told["field"]) == ("staffing_exceeded", 1, "positionCode")

    await hr.done(HIRE, input=rows(one, {**two, "aboveStaffing": True}))
    told = await hr.problems(
        HIRE,
        input=rows({**two, "code": "N3", "fullName": "Ba", "nationalGradeCode": "01.001"}, day="2025-12-31"),
    )
    assert [each["code"] for each in told] == [
        "position_not_begun",
        "staffing_exceeded",
        "grade_out_of_range",
    ]
    assert await person(hr, "N3") is None


async def test_a_post_of_a_unit_that_is_closed_names_who_took_over(hr, rows, owner):
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "insert into unit_state (id, effective_from, unit_id, name, kind, parent_id, holds_fund, closed)"
        " select gen_random_uuid(), '2027-01-01', $1, 'B', 'commune', $2, false, true",
        known("unit", "B"),
        known("unit", "A"),
    )
    await owner.execute(
        "insert into unit_succession (id, effective_from, unit_id, successor_id) values"
        " (gen_random_uuid(), '2027-01-01', $1, $2)",
        known("unit", "B"),
        known("unit", "A"),
    )

    told = await hr.problem(HIRE, input=rows({**LAN, "positionCode": "B-C"}))

    assert (told["code"], told["field"]) == ("unit_closed", "positionCode")
    assert "A took over from it" in told["message"]


async def test_a_post_that_is_closed_is_not_filled(hr, rows, owner):
    await owner.execute(
        "insert into position_state (id, effective_from, position_id, unit_id, peer_group_id, title, leader, closed,"
        " sets_up) select gen_random_uuid(), '2027-01-01', id, unit_id, peer_group_id, title, false, true, false"
        " from position where code = 'A-C'"
    )

    told = await hr.problem(HIRE, input=rows(LAN))

    assert (told["code"], told["field"]) == ("position_closed", "positionCode")
    assert await person(hr, "N1") is None


async def test_whoever_may_write_one_commune_hires_for_no_other(hr, rows, given, owner, trail):
    async with given() as session:
        admin = Actor(known("account", "admin"), "admin")
        account = await access.account(session, "hr-of-b", known("unit", "B"))
        await access.may(session, admin, account, ["people.write", "people.read"], known("unit", "B"))
    there = await owner.fetchval(PEOPLE)
    hr.sign_in("hr-of-b")

    told = await hr.problem(HIRE, input=rows(LAN))
    assert (told["code"], told["field"]) == ("forbidden", "positionCode")
    assert await owner.fetchval(PEOPLE) == there

    assert len(await hr.done(HIRE, input=rows({**LAN, "positionCode": "B-C"}))) == 1


async def test_whoever_may_only_read_hires_nobody(hr, rows, owner):
    there = await owner.fetchval(PEOPLE)
    hr.sign_in("commune_hr")

    assert (await hr.problem(HIRE, input=rows(LAN)))["code"] == "forbidden"
    assert await owner.fetchval(PEOPLE) == there


async def test_national_grades_are_found_by_code_and_by_grade(hr):
    found = await hr.ask(
        """{ nationalGrades(first: 5, filter: {codePrefix: "01.00", gradeCodes: ["A1"]}) { nodes {
          code title kind gridTable gradeCode waitingMonths certainty } } }"""
    )
    assert found["nationalGrades"]["nodes"] == [
        {
            "code": "01.003",
            "title": "Chuyên viên",
            "kind": "CIVIL_SERVANT",
            "gridTable": 2,
            "gradeCode": "A1",
            "waitingMonths": 36,
            "certainty": "PRESS",
        }
    ]
