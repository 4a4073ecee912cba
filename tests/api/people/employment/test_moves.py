"""People take other posts and leave, from a day on by an act; what was dated by slip is withdrawn."""

from datetime import date

import pytest

from domain import clock
from domain.actor import Actor
from tests.api.people.employment.documents import (
    DAY,
    DAY_BEFORE,
    END,
    HIRE,
    LAN,
    MOVE,
    PEOPLE,
    POSTS_HELD,
    WITHDRAW,
    person,
)
from tests.given import access, known, organisation

A2 = {"employeeCode": "A2", "positionCode": "B-C"}


async def latest(client, code):
    """The id of the latest post of somebody."""
    return (await person(client, code))["occupancies"]["nodes"][0]["id"]


def withdrawn(id_, key="w"):
    """What takes a post back."""
    return {"id": id_, "reason": "A slip in the day", "idempotencyKey": key}


async def test_a_transfer_takes_post_and_file_on_its_day_and_not_before(hr, rows, trail):
    (id_,) = await hr.done(MOVE, input=rows(A2))

    before, after = [await person(hr, "A2", day) for day in (DAY_BEFORE, DAY)]
    assert (before["position"], before["unit"]) == ({"code": "A-C"}, {"code": "A"})
    assert (after["position"], after["unit"]) == ({"code": "B-C"}, {"code": "B"})
    newest = after["occupancies"]["nodes"][0]
    assert (newest["id"], newest["actNumber"], newest["unit"]) == (id_, "12/QĐ-SNV", {"code": "B"})
    assert await trail() == ["people.moved"]


async def test_rights_to_a_file_follow_on_the_day_and_not_before(hr, rows, given):
    async with given() as session:
        admin = Actor(known("account", "admin"), "admin")
        for unit in "AB":
            who = await access.account(session, f"reads-{unit}", known("unit", unit))
            await access.may(session, admin, who, ["people.read"], known("unit", unit))
    await hr.done(MOVE, input=rows(A2))

    async def seen():
        found = []
        for unit in "AB":
            hr.sign_in(f"reads-{unit}")
            found.append(await person(hr, "A2") is not None)
        return found

    assert await seen() == [True, False]
    clock.set_today(date.fromisoformat(DAY_BEFORE))
    assert await seen() == [True, False]
    clock.set_today(date.fromisoformat(DAY))
    assert await seen() == [False, True]


async def test_who_is_seconded_holds_a_post_elsewhere_and_their_file_stays(hr, rows):
    await hr.done(MOVE, input=rows({**A2, "seconded": True, "acting": True, "shareBp": 5_000}))

    lent = await person(hr, "A2", DAY)
    assert (lent["position"], lent["unit"]) == ({"code": "B-C"}, {"code": "A"})
    assert lent["occupancy"] == {"share": {"basisPoints": 5_000}, "acting": True, "seconded": True}
    await hr.done(MOVE, input=rows({"employeeCode": "A2", "positionCode": "A-C"}, day="2027-05-01"))
    back = await person(hr, "A2", "2027-05-01")
    assert (back["position"], back["unit"]) == ({"code": "A-C"}, {"code": "A"})


async def test_service_ends_and_begins_again(hr, rows, trail):
    await hr.done(END, input=rows({"employeeCode": "A2"}))

    before, after = [await person(hr, "A2", day) for day in (DAY_BEFORE, DAY)]
    assert (before["position"], after["position"], after["unit"]) == ({"code": "A-C"}, None, {"code": "A"})
    told = await hr.problem(END, input=rows({"employeeCode": "A2"}, day="2027-03-01"))
    assert (told["code"], told["field"]) == ("has_left", "employeeCode")
    await hr.done(MOVE, input=rows({"employeeCode": "A2", "positionCode": "A-C"}, day="2027-06-01"))
    assert (await person(hr, "A2", "2027-06-01"))["position"] == {"code": "A-C"}
    assert await trail() == ["people.left", "people.moved"]


async def test_every_fault_of_every_row_is_told_and_nobody_moves(hr, rows, owner, trail):
    before, there = await trail(), await owner.fetchval(POSTS_HELD)
    stale = "Occupancy_0192a7c4-0000-7000-8000-00000000abcd"
    people = [
        {"employeeCode": "A1", "positionCode": "A-L"},
        {"employeeCode": "NOBODY", "positionCode": "B-C"},
        {"positionCode": "NOWHERE"},
        {**A2, "expectedOccupancyId": stale},
        A2,
        {"employeeCode": "B1", "employeeId": f"Employee_{known('employee', 'B1')}", "positionCode": "B-C"},
    ]

    told = await hr.problems(MOVE, input=rows(*people))

    assert [(each["code"], each["row"], each["field"]) for each in told] == [
        ("same_post", 0, "positionCode"),
        ("employee_not_found", 1, "employeeCode"),
        ("employee_missing", 2, "employeeCode"),
        ("position_not_found", 2, "positionCode"),
        ("stale_version", 3, "expectedOccupancyId"),
        ("given_twice", 4, "employeeCode"),
        ("named_twice", 5, "employeeCode"),
    ]
    assert (await owner.fetchval(POSTS_HELD), await trail()) == (there, before)


@pytest.mark.parametrize(
    ("day", "code"), [("2018-02-28", "before_hire"), ("2018-03-01", "not_after_the_last")]
)
async def test_what_becomes_of_somebody_before_their_hire_or_on_its_day_is_refused(
    hr, rows, owner, day, code
):
    there = await owner.fetchval(POSTS_HELD)

    told = await hr.problem(END, input=rows({"employeeCode": "A2"}, day=day))

    assert (told["code"], told["path"]) == (code, ["input", "effectiveFrom"])
    assert await owner.fetchval(POSTS_HELD) == there


async def test_a_file_that_is_to_move_goes_no_further_until_it_has(hr, rows, given):
    async with given() as session:
        unit = await organisation.unit(session, "C", parent=known("unit", "T"))
        await organisation.position(session, "C-C", unit, await organisation.peer_group(session, "C", unit))
    await hr.done(MOVE, input=rows(A2))

    further = rows({"employeeCode": "A2", "positionCode": "C-C"}, day="2027-04-01")
    told = await hr.problem(MOVE, input=further)
    assert (told["code"], told["field"]) == ("moves_already", "positionCode")
    assert (await person(hr, "A2", "2027-04-01"))["unit"] == {"code": "B"}

    clock.set_today(date.fromisoformat(DAY))
    await hr.done(MOVE, input=further | {"idempotencyKey": "later"})
    assert [(await person(hr, "A2", day))["unit"]["code"] for day in (DAY, "2027-04-01")] == ["B", "C"]


async def test_a_transfer_by_slip_is_taken_back_with_where_the_file_goes(hr, rows, trail):
    for day, key in ((DAY, "a"), ("2026-12-20", "b")):
        (id_,) = await hr.done(MOVE, input=rows(A2, day=day))
        assert (await person(hr, "A2", DAY))["unit"] == {"code": "B"}

        assert await hr.done(WITHDRAW, input=withdrawn(id_, key)) == {"code": "B"}
        back = await person(hr, "A2", DAY)
        assert (back["position"], back["unit"]) == ({"code": "A-C"}, {"code": "A"})
    assert await trail() == ["people.moved", "occupancy.withdrawn"] * 2


async def test_a_hire_by_slip_is_taken_back_with_grade_and_person(hr, rows, owner, trail):
    there = await owner.fetchval(PEOPLE)
    contract = {
        **LAN,
        "code": "N2",
        "fullName": "Ba",
        "nationalGradeCode": None,
        "step": None,
        "contractVnd": "9000000",
    }
    await hr.done(HIRE, input=rows(LAN, contract))

    for code in ("N1", "N2"):
        unit = await hr.done(WITHDRAW, input=withdrawn(await latest(hr, code), code))
        assert unit == {"code": "A"}
        assert await person(hr, code) is None
    assert await owner.fetchval(PEOPLE) == there
    assert (await trail())[-4:] == [
        "grade.withdrawn",
        "hire.withdrawn",
        "contract_pay.withdrawn",
        "hire.withdrawn",
    ]
    await hr.done(HIRE, input=rows(LAN))
    assert await owner.fetchval(PEOPLE) == there + 1


async def test_who_has_results_is_not_unhired_and_an_earlier_post_stays(hr, rows, owner):
    there = await owner.fetchval(PEOPLE)
    told = await hr.problem(WITHDRAW, input=withdrawn(await latest(hr, "A2")))
    assert told["code"] == "person_in_use"

    first = await latest(hr, "A3")
    await hr.done(MOVE, input=rows({**A2, "employeeCode": "A3"}))
    told = await hr.problem(WITHDRAW, input=withdrawn(first, "x"))
    assert (told["code"], told["path"]) == ("not_the_latest", ["input", "id"])
    assert await owner.fetchval(PEOPLE) == there
    nowhere = withdrawn("Occupancy_0192a7c4-0000-7000-8000-00000000abcd", "n")
    assert (await hr.problem(WITHDRAW, input=nowhere))["code"] == "occupancy_not_found"


async def test_whoever_writes_one_commune_moves_nobody_out_of_it_nor_into_it(hr, rows, given, owner):
    there = await owner.fetchval(POSTS_HELD)
    async with given() as session:
        admin = Actor(known("account", "admin"), "admin")
        who = await access.account(session, "hr-of-b", known("unit", "B"))
        await access.may(session, admin, who, ["people.write"], known("unit", "B"))
        await access.may(session, admin, who, ["people.read"], known("unit", "T"))
    hr.sign_in("hr-of-b")

    told = await hr.problems(MOVE, input=rows(A2, {"employeeCode": "B2", "positionCode": "A-C"}))

    assert [(each["code"], each["row"], each["field"]) for each in told] == [
        ("forbidden", 0, "employeeCode"),
        ("forbidden", 1, "positionCode"),
    ]
    assert await owner.fetchval(POSTS_HELD) == there


async def test_nobody_widens_their_own_rights_by_a_transfer(hr, rows, given, owner):
    there = await owner.fetchval(POSTS_HELD)
    async with given() as session:
        admin = Actor(known("account", "admin"), "admin")
        who = await access.account(session, "hr-of-both", known("unit", "B"))
        await access.may(session, admin, who, ["people.write", "people.read"], known("unit", "T"))
        await access.may(session, admin, who, ["grades.read"], known("unit", "B"))
    hr.sign_in("hr-of-both")

    told = await hr.problem(MOVE, input=rows(A2))

    assert told["code"] == "own_gain"
    assert told["message"].startswith("Your own rights about A2 would reach further by this: have somebody")
    assert await owner.fetchval(POSTS_HELD) == there
    assert len(await hr.done(MOVE, input=rows({"employeeCode": "B2", "positionCode": "A-C"}))) == 1
