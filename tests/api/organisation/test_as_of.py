"""Units and people as of a day: a unit that was renamed and moved, somebody who changed posts."""

from datetime import date

import pytest

from domain.organisation.tables import UnitState
from tests.given import known, organisation, people

BEFORE, AFTER = "2026-06-30", "2026-07-01"
UNIT = 'query ($day: Date) { unit(code: "C", asOf: $day) { name kind effectiveFrom parent { code name } } }'
UNITS = """query ($filter: UnitFilter, $day: Date) {
  units(first: 100, filter: $filter, asOf: $day, orderBy: {field: CODE}) { totalCount nodes { code name } } }"""
PEOPLE = """query ($filter: EmployeeFilter, $day: Date) {
  employees(first: 100, filter: $filter, asOf: $day, orderBy: {field: CODE}) {
    totalCount nodes { code position { code unit { name } } occupancy { effectiveFrom } } } }"""
POSITIONS = """query ($filter: PositionFilter, $day: Date) {
  positions(first: 100, filter: $filter, asOf: $day, orderBy: {field: CODE}) {
    totalCount nodes { code unit { name } } } }"""
A, B, C, T = [f"Unit_{known('unit', code)}" for code in "ABCT"]


@pytest.fixture
async def hr(client, small, given):
    """HR, in a province where division C belonged to commune A and belongs to B, under another name, since July."""
    async with given() as session:
        unit = await organisation.unit(session, "C", "division", known("unit", "A"))
        session.add(
            UnitState(
                unit_id=unit,
                effective_from=date(2026, 7, 1),
                name="Division of the new name",
                kind="division",
                parent_id=known("unit", "B"),
                holds_fund=False,
            )
        )
        await session.flush()
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), date(2026, 7, 1))
    client.sign_in("hr")
    return client


async def codes(client, document, day, **filters):
    """What is found on a day."""
    (found,) = (await client.ask(document, filter=filters, day=day)).values()
    assert found["totalCount"] == len(found["nodes"])
    return [each["code"] for each in found["nodes"]]


async def test_a_unit_is_called_and_stands_as_on_the_day(hr):
    before, after, now = [(await hr.ask(UNIT, day=day))["unit"] for day in (BEFORE, AFTER, None)]

    assert (before["name"], before["parent"]["code"]) == ("Division C", "A")
    assert (after["name"], after["parent"]["code"]) == ("Division of the new name", "B")
    assert after["effectiveFrom"] == AFTER
    assert now == after


async def test_a_subtree_is_that_of_the_day(hr):
    assert await codes(hr, UNITS, BEFORE, subtreeOf=A) == ["A", "C"]
    assert await codes(hr, UNITS, BEFORE, subtreeOf=B) == ["B"]
    assert await codes(hr, UNITS, AFTER, subtreeOf=A) == ["A"]
    assert await codes(hr, UNITS, AFTER, subtreeOf=B) == ["B", "C"]
    assert await codes(hr, UNITS, None, subtreeOf=B) == ["B", "C"]
    for day in (BEFORE, AFTER):
        assert await codes(hr, UNITS, day, subtreeOf=T) == ["A", "B", "C", "T"]


async def test_children_and_parents_in_a_filter_are_those_of_the_day(hr):
    assert await codes(hr, UNITS, BEFORE, parentIds=[A]) == ["C"]
    assert await codes(hr, UNITS, AFTER, parentIds=[A]) == []
    assert await codes(hr, UNITS, AFTER, parentIds=[A, B]) == ["C"]


async def test_a_unit_that_has_not_begun_on_the_day_is_told_with_the_day_on_which_it_does(hr):
    unit = (await hr.ask(UNIT, day="2010-01-01"))["unit"]

    assert (unit["name"], unit["effectiveFrom"]) == ("Division C", "2018-03-01")
    assert await codes(hr, UNITS, "2010-01-01", subtreeOf=A) == ["A", "C"]


async def test_a_person_holds_the_post_of_the_day(hr):
    read = {}
    for day in (BEFORE, AFTER):
        (read[day],) = (await hr.ask(PEOPLE, filter={"codes": ["A2"]}, day=day))["employees"]["nodes"]

    assert read[BEFORE]["position"] == {"code": "A-C", "unit": {"name": "Commune A"}}
    assert read[AFTER]["position"] == {"code": "B-C", "unit": {"name": "Commune B"}}
    assert read[AFTER]["occupancy"] == {"effectiveFrom": AFTER}
    clerks = {"positionIds": [f"Position_{known('position', 'B-C')}"]}
    assert await codes(hr, PEOPLE, BEFORE, **clerks) == ["B2", "B3"]
    assert await codes(hr, PEOPLE, AFTER, **clerks) == ["A2", "B2", "B3"]


async def test_a_position_is_in_the_subtree_of_the_day_and_its_unit_is_called_as_on_it(hr, given):
    async with given() as session:
        peers = await organisation.peer_group(session, "C", known("unit", "C"))
        await organisation.position(session, "C-C", known("unit", "C"), peers)
    asked = {"codes": ["C-C"]}

    (before,) = (await hr.ask(POSITIONS, filter=asked, day=BEFORE))["positions"]["nodes"]
    (after,) = (await hr.ask(POSITIONS, filter=asked, day=AFTER))["positions"]["nodes"]
    assert before == {"code": "C-C", "unit": {"name": "Division C"}}
    assert after == {"code": "C-C", "unit": {"name": "Division of the new name"}}
    assert await codes(hr, POSITIONS, BEFORE, subtreeOf=A, codePrefix="C-") == ["C-C"]
    assert await codes(hr, POSITIONS, AFTER, subtreeOf=A, codePrefix="C-") == []


async def test_a_position_is_vacant_on_the_day(hr):
    clerks = {"codes": ["A-C", "B-C"], "vacant": True}
    everyone = {"codes": ["A-C", "B-C"], "vacant": False}

    assert await codes(hr, POSITIONS, BEFORE, **clerks) == []
    assert await codes(hr, POSITIONS, "2010-01-01", **clerks) == ["A-C", "B-C"]
    assert await codes(hr, POSITIONS, AFTER, **everyone) == ["A-C", "B-C"]


async def test_rights_are_those_of_today_whatever_day_is_read(hr):
    hr.sign_in("employee")

    assert await codes(hr, PEOPLE, BEFORE) == ["A2"]
    hr.sign_in("legislator")
    assert await codes(hr, PEOPLE, BEFORE) == []
