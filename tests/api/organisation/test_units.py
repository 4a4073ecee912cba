"""Units are set up, renamed, moved and closed from a day on by an act, many at once."""

import pytest

from tests.api.organisation.documents import (
    ACT,
    CHANGE,
    CLOSE,
    CREATE,
    DAY,
    DAY_BEFORE,
    JUSTICE,
    LEGAL,
    STATES,
    UNIT,
    states,
)
from tests.given import known


async def test_a_list_of_units_is_set_up_each_below_the_one_before(hr, given_by, trail):
    ids = await hr.done(CREATE, input=given_by(JUSTICE, LEGAL))

    justice, legal = [(await hr.ask(UNIT, code=code))["unit"] for code in ("STP", "PC")]
    assert ids == [justice["id"], legal["id"]]
    assert (justice["name"], justice["kind"], justice["holdsFund"]) == ("Sở Tư pháp", "DEPARTMENT", True)
    assert (justice["parent"], legal["parent"]) == ({"code": "T"}, {"code": "STP"})
    (only,) = legal["states"]["nodes"]
    assert only["effectiveFrom"] == DAY
    assert (only["actNumber"], only["actDatedOn"], only["actIssuer"]) == tuple(ACT.values())
    assert await trail() == ["unit.created", "unit.created"]


async def test_the_trail_says_by_which_act(hr, given_by, owner):
    await hr.done(CREATE, input=given_by(JUSTICE))

    event = await owner.fetchrow("select * from audit_event where happened = 'unit.created'")
    assert event["reason"] == "12/QĐ-UBND, 2026-12-15, UBND tỉnh"
    assert '"code":"STP"' in event["after"]
    assert '"effective_from":"2027-02-01"' in event["after"]


async def test_every_fault_of_every_row_is_told_and_nothing_is_written(hr, given_by, owner, trail):
    before = await owner.fetchval(STATES)
    rows = [
        {**JUSTICE, "code": "A"},
        {**JUSTICE, "name": " "},
        {**JUSTICE, "parentCode": "NOWHERE"},
        {"code": "X", "name": "X", "kind": "DIVISION"},
        {**LEGAL, "parentId": "Unit_1", "parentCode": None},
    ]

    told = await hr.problems(CREATE, input=given_by(*rows))

    assert [(each["code"], each["path"][1:]) for each in told] == [
        ("code_taken", ["units", "0", "code"]),
        ("name_missing", ["units", "1", "name"]),
        ("given_twice", ["units", "2", "code"]),
        ("unit_not_found", ["units", "2", "parentCode"]),
        ("parent_missing", ["units", "3", "parentCode"]),
        ("not_an_id", ["units", "4", "parentId"]),
    ]
    assert told[0]["message"] == "A is the code of Commune A. A code names one unit for ever: choose another."
    assert await owner.fetchval(STATES) == before
    assert await owner.fetchval("select count(*) from unit where code in ('STP', 'X', 'PC')") == 0
    assert await trail() == []


async def test_a_unit_has_a_code_and_hangs_under_one_that_has_begun(hr, given_by, trail):
    await hr.done(CREATE, input=given_by(JUSTICE, day="2027-03-01"))

    told = await hr.problems(CREATE, input=given_by({**LEGAL, "code": " "}))

    assert [(each["code"], each["field"]) for each in told] == [
        ("code_missing", "code"),
        ("unit_not_begun", "parentCode"),
    ]
    assert "2027-03-01" in told[1]["message"]
    assert await trail() == ["unit.created"]


async def test_an_act_that_is_not_issued_yet_is_not_cited(hr, given_by, trail):
    act = {**ACT, "datedOn": "2027-01-15", "number": " ", "issuer": " "}

    told = await hr.problems(CREATE, input=given_by(JUSTICE, act=act))

    assert [(each["code"], each["path"]) for each in told] == [
        ("number_missing", ["input", "act", "number"]),
        ("issuer_missing", ["input", "act", "issuer"]),
        ("act_to_come", ["input", "act", "datedOn"]),
    ]
    assert await trail() == []


async def test_a_unit_is_renamed_and_moved_from_the_day_and_was_what_it_was_before(hr, given_by, trail):
    await hr.done(CREATE, input=given_by(LEGAL | {"parentCode": "A"}, day="2027-01-01"))
    (read,) = await states(hr, "PC")
    change = {"unitCode": "PC", "expectedStateId": read["id"], "name": "Phòng Tư pháp", "parentCode": "B"}

    await hr.done(CHANGE, input=given_by(change))

    before, after = [(await hr.ask(UNIT, code="PC", day=day))["unit"] for day in (DAY_BEFORE, DAY)]
    assert (before["name"], before["parent"]) == ("Phòng Pháp chế", {"code": "A"})
    assert (after["name"], after["parent"], after["kind"]) == ("Phòng Tư pháp", {"code": "B"}, "DIVISION")
    assert await trail() == ["unit.created", "unit.changed"]


async def test_a_name_alone_is_a_renaming_and_a_place_alone_a_move(hr, given_by, trail):
    rows = [{"unitCode": "A", "name": "Xã An Hoà"}, {"unitCode": "B", "parentCode": "A"}]

    await hr.done(CHANGE, input=given_by(*rows))

    assert sorted(await trail()) == ["unit.moved", "unit.renamed"]


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ({"unitCode": "T", "parentCode": "A"}, "root_stays", "parentCode"),
        ({"unitCode": "A", "parentCode": "A"}, "unit_under_itself", "parentCode"),
        ({"unitCode": "A", "parentCode": "PC"}, "unit_under_itself", "parentCode"),
        ({"unitCode": "A"}, "nothing_changes", "name"),
        ({"unitCode": "A", "name": "Commune A"}, "nothing_changes", "name"),
        ({"name": "Nobody"}, "unit_missing", "unitCode"),
        ({"unitId": f"Unit_{known('unit', 'A')}", "unitCode": "A", "name": "X"}, "named_twice", "unitCode"),
    ],
)
async def test_a_change_that_cannot_be_is_refused_by_name(hr, given_by, owner, row, code, field):
    await hr.done(CREATE, input=given_by(LEGAL | {"parentCode": "A"}, day="2027-01-01"))
    before = await owner.fetchval(STATES)

    told = await hr.problem(CHANGE, input=given_by(row))

    assert (told["code"], told["row"], told["field"]) == (code, 0, field)
    assert await owner.fetchval(STATES) == before


async def test_two_who_change_one_unit_are_told_of_one_another(hr, given_by, owner):
    (read,) = await states(hr, "A")
    change = {"unitCode": "A", "expectedStateId": read["id"]}
    await hr.done(CHANGE, input=given_by(change | {"name": "Xã An Hoà"}))
    (latest, _) = await states(hr, "A")

    told = await hr.problem(CHANGE, input=given_by(change | {"name": "Xã An Bình"}, day="2027-03-01"))

    assert (told["code"], told["field"]) == ("stale_version", "expectedStateId")
    assert latest["id"] in told["message"]
    assert await owner.fetchval("select count(*) from unit_state where name = 'Xã An Bình'") == 0


async def test_a_day_before_the_latest_state_is_refused_with_the_way_out(hr, given_by):
    await hr.done(CHANGE, input=given_by({"unitCode": "A", "name": "Xã An Hoà"}))

    told = await hr.problem(CHANGE, input=given_by({"unitCode": "A", "name": "Xã B"}, day=DAY_BEFORE))

    assert (told["code"], told["path"]) == ("not_after_the_last", ["input", "effectiveFrom"])
    assert "withdrawUnitState" in told["message"]


async def test_a_unit_with_people_posts_and_units_in_it_is_not_closed_and_each_is_named(
    hr, given_by, owner, trail
):
    await hr.done(CREATE, input=given_by(LEGAL | {"parentCode": "A"}, day="2027-01-01"))

    told = await hr.problems(CLOSE, input=given_by({"unitCode": "A"}))

    assert [each["code"] for each in told] == [
        "unit_has_units",
        "unit_has_positions",
        "unit_has_positions",
        "unit_has_people",
    ]
    assert {each["row"] for each in told} == {0}
    assert told[0]["message"].startswith("PC (Phòng Pháp chế) is below it")
    assert told[3]["message"] == (
        "Posts there are held on that day or later by A1 Người A1, A2 Người A2, A3 Người A3: transfer them first."
    )
    assert await owner.fetchval("select count(*) from unit_state where closed") == 0
    assert await trail() == ["unit.created"]


async def test_an_empty_unit_closes_together_with_what_is_below_it_and_takes_nothing_more(
    hr, given_by, trail
):
    await hr.done(CREATE, input=given_by(JUSTICE, LEGAL, day="2027-01-01"))

    await hr.done(CLOSE, input=given_by({"unitCode": "STP"}, {"unitCode": "PC"}))

    told = await hr.problem(CREATE, input=given_by(LEGAL | {"code": "PC2"}, day="2027-03-01"))
    open_, closed = [(await hr.ask(UNIT, code="STP", day=day))["unit"] for day in (DAY_BEFORE, DAY)]
    assert (open_["closed"], open_["holdsFund"]) == (False, True)
    assert (closed["closed"], closed["holdsFund"]) == (True, False)
    assert (told["code"], told["field"]) == ("unit_closed", "parentCode")
    assert await trail() == ["unit.created"] * 2 + ["unit.closed"] * 2


async def test_the_code_of_a_closed_unit_stays_its_own(hr, given_by):
    await hr.done(CREATE, input=given_by(JUSTICE, day="2027-01-01"))
    await hr.done(CLOSE, input=given_by({"unitCode": "STP"}))

    told = await hr.problem(CREATE, input=given_by(JUSTICE, day="2027-03-01"))

    assert (told["code"], told["field"]) == ("code_taken", "code")


@pytest.mark.parametrize("rows", [0, 1_001])
async def test_a_list_of_none_or_too_many_is_refused_by_its_name(hr, given_by, trail, rows):
    told = await hr.problem(CREATE, input=given_by(*[JUSTICE] * rows))

    assert (told["code"], told["path"]) == ("batch_size", ["input", "units"])
    assert await trail() == []
