"""A reform to two tiers: two districts and their eight communes become two communes in the middle of a year.

Months and scores go over with the people, rights follow on the day and not before, and last year's run stays.
"""

from datetime import date

import pytest
from sqlalchemy import text

from domain import clock
from domain.actor import Actor
from domain.computing import snapshot
from domain.facts.period import Period
from domain.pay_runs.kinds.bonus import BONUS
from domain.pay_runs.proof import reproduction
from tests.api.organisation.documents import CHANGE, CREATE, GROUPS, POSTS, UNIT, post
from tests.given import access, known, pay_runs

ACT = {"number": "1/NQ-HĐND", "datedOn": "2027-06-10", "issuer": "HĐND tỉnh"}
SET_UP, EVE, REFORM = date(2027, 6, 15), date(2027, 6, 30), date(2027, 7, 1)
MERGE = """mutation ($input: MergeUnitsInput!) {
  mergeUnits(input: $input) { ids problems { code message path row field } } }"""
PEOPLE = """query { employees(first: 100, orderBy: {field: CODE}) { nodes {
  code unit { code closed successors(first: 2) { nodes { code } } } position { code }
  assessments(first: 100) { totalCount } results(first: 100) { totalCount } } } }"""
DISTRICTS = ("HX", "HY")
EMPTY = [f"X{number}" for number in range(1, 7)]
OLD = ("A", "B", *EMPTY)
PAIRS = [{"oldCode": f"{code}-{post}", "newCode": f"N1-{post}"} for code in "AB" for post in "LC"]


def unit(code, parent, kind="COMMUNE", **more):
    return {"code": code, "name": f"Đơn vị {code}", "kind": kind, "parentCode": parent, **more}


@pytest.fixture
async def reform(hr, given_by, given, database):
    """HR on 15 June 2027, where last year is paid, the new communes are ready for July, and A and B have people."""
    actor, finance = [Actor(known("account", name), name) for name in ("hr", "finance")]
    run = await pay_runs.approved(
        database, actor, finance, await pay_runs.computed(database, actor, known("unit", "T"))
    )
    await hr.done(
        CREATE, input=given_by(*[unit(code, "T", "DEPARTMENT") for code in DISTRICTS], day="2027-01-01")
    )
    await hr.done(CREATE, input=given_by(*[unit(code, "HX") for code in EMPTY], day="2027-01-02"))
    moves = [
        {"unitCode": code, "parentCode": district} for code, district in zip("AB", DISTRICTS, strict=True)
    ]
    await hr.done(CHANGE, input=given_by(*moves, day="2027-01-02"))
    clock.set_today(SET_UP)
    new = [unit(code, "T", holdsFund=True) for code in ("N1", "N2")]
    await hr.done(CREATE, input=given_by(*new, day="2027-07-01", act=ACT))
    group = {"unitCode": "N1", "code": "CV", "name": "Công chức"}
    await hr.done(GROUPS, input=given_by(group, day="2027-07-01", act=ACT, of="peerGroups"))
    posts = [
        {"unitCode": "N1", "code": "N1-L", "title": "Chủ tịch", "leadershipCode": "commune.chair.other"},
        {"unitCode": "N1", "code": "N1-C", "title": "Công chức"},
    ]
    rows = [{**each, "peerGroupCode": "CV"} for each in posts]
    await hr.done(POSTS, input=given_by(*rows, day="2027-07-01", act=ACT, of="positions"))
    return run


@pytest.fixture
def merged(given_by):
    """What merges communes into one from July."""

    def made(*codes, into="N1", pairs=PAIRS):
        rows = [{"unitCode": code} for code in codes]
        return {**given_by(*rows, day="2027-07-01", act=ACT), "intoCode": into, "posts": pairs}

    return made


async def test_communes_become_one_with_their_people_months_and_scores(
    hr, reform, merged, given_by, database, trail
):
    before = (await hr.ask(PEOPLE))["employees"]["nodes"]

    await hr.done(MERGE, input=merged(*OLD))
    await hr.done(MERGE, input=merged(*DISTRICTS, into="N2", pairs=[]))

    clock.set_today(EVE)
    assert (await hr.ask(PEOPLE))["employees"]["nodes"] == before
    clock.set_today(REFORM)
    after = (await hr.ask(PEOPLE))["employees"]["nodes"]
    assert [each["position"]["code"] for each in after] == ["N1-L", "N1-C", "N1-C"] * 2
    assert {each["unit"]["code"] for each in after} == {"N1"}
    for name in ("assessments", "results"):
        assert [each[name] for each in after] == [each[name] for each in before]
    old = [(await hr.ask(UNIT, code=code))["unit"] for code in (*OLD, *DISTRICTS)]
    assert {(each["closed"], each["parent"]["code"]) for each in old} == {(True, "N1"), (True, "N2")}
    assert (await post(hr, "A-C"))["closed"] is True
    actor = Actor(known("account", "hr"), "hr")
    async with database.reading(actor) as session:
        taken = await snapshot.take_pay(session, known("unit", "T"), Period.year(2027), BONUS)
        again = await reproduction.reproduce(session, reform.id)
    people = taken.people.select("months_worked", "elsewhere").unique()
    assert people.rows() == [(12, False)]
    assert set(taken.units["unit_code"].to_list()) == {"N1", "N2"}
    assert (again.lines, again.same, again.same_values) == (6, 6, True)
    assert (await trail()).count("unit.merged") == 10


async def test_rights_follow_on_the_day_and_not_before(hr, reform, merged, given):
    async with given() as session:
        admin = Actor(known("account", "admin"), "admin")
        for name, place in (("new", "N1"), ("old", "HX")):
            where = await session.scalar(text("select id from unit where code = :code"), {"code": place})
            who = await access.account(session, name, where)
            await access.may(session, admin, who, ["people.read", "assessment.read", "results.read"], where)
    await hr.done(MERGE, input=merged(*OLD))

    async def seen(name, day):
        clock.set_today(day)
        hr.sign_in(name)
        return [each["code"] for each in (await hr.ask(PEOPLE))["employees"]["nodes"]]

    assert (await seen("new", EVE), await seen("old", EVE)) == ([], ["A1", "A2", "A3"])
    assert (await seen("new", REFORM), await seen("old", REFORM)) == (
        ["A1", "A2", "A3", "B1", "B2", "B3"],
        [],
    )


async def test_the_old_code_names_the_successor_once_it_is_merged(hr, reform, merged, given_by):
    await hr.done(MERGE, input=merged(*OLD))

    told = [
        await hr.problem(CREATE, input=given_by(unit("A", "T"), day="2027-09-01", act=ACT)),
        await hr.problem(CREATE, input=given_by(unit("A1", "A"), day="2027-09-01", act=ACT)),
        await hr.problem(CHANGE, input=given_by({"unitCode": "A", "name": "X"}, day="2027-09-01", act=ACT)),
    ]

    assert [each["code"] for each in told] == ["code_taken", "unit_closed", "unit_closed"]
    assert all("N1" in each["message"] for each in told)


async def test_what_stands_in_the_way_of_a_merger_is_named_and_nothing_is_written(
    hr, reform, merged, owner, trail
):
    before = await trail()
    pairs = [*PAIRS[:3], {"oldCode": "N1-L", "newCode": "A-C"}, {"oldCode": "NONE"}]

    told = await hr.problems(MERGE, input=merged("A", "B", "A", pairs=pairs))

    assert [(each["code"], each["path"][1:]) for each in told] == [
        ("unit_has_people", ["units", "1", "unitCode"]),
        ("given_twice", ["units", "2", "unitId"]),
        ("position_elsewhere", ["posts", "3", "oldCode"]),
        ("position_elsewhere", ["posts", "3", "newCode"]),
        ("position_not_found", ["posts", "4", "oldCode"]),
        ("position_missing", ["posts", "4", "newCode"]),
    ]
    assert await trail() == before
    assert await owner.fetchval("select count(*) from occupancy where effective_from = '2027-07-01'") == 0


@pytest.mark.parametrize(
    ("into", "code"), [("A", "unit_under_itself"), ("NOWHERE", "unit_not_found"), (None, "unit_missing")]
)
async def test_a_unit_is_merged_into_another_that_is_there(hr, reform, merged, into, code):
    told = await hr.problems(MERGE, input=merged("A", "B", into=into))

    assert code in {each["code"] for each in told}
    assert (await hr.ask(UNIT, code="A", day="2027-07-01"))["unit"]["closed"] is False


async def test_a_post_that_begins_later_takes_nobody_over(hr, reform, merged, given_by):
    later = {"unitCode": "N1", "code": "N1-X", "title": "X", "peerGroupCode": "CV"}
    await hr.done(POSTS, input=given_by(later, day="2027-08-01", act=ACT, of="positions"))

    told = await hr.problem(
        MERGE, input=merged("A", "B", pairs=[*PAIRS[:3], {**PAIRS[3], "newCode": "N1-X"}])
    )

    assert (told["code"], told["field"]) == ("position_not_open", "newCode")


async def test_a_post_that_is_named_by_id_and_by_code_is_refused(hr, reform, merged):
    both = {**PAIRS[3], "oldId": f"Position_{known('position', 'A-C')}"}

    told = await hr.problems(MERGE, input=merged("A", "B", pairs=[*PAIRS[:3], both]))

    assert ("named_twice", ["input", "posts", "3", "oldCode"]) in [(one["code"], one["path"]) for one in told]
    assert (await hr.ask(UNIT, code="A", day="2027-07-01"))["unit"]["closed"] is False


async def test_a_merger_into_a_period_that_is_paid_is_refused(hr, reform, merged, given_by, trail):
    before = await trail()
    sent = {**merged("A", "B"), "effectiveFrom": "2026-07-01"}

    told = await hr.problems(MERGE, input=sent)

    assert "already_paid" in {each["code"] for each in told}
    assert await trail() == before


async def test_somebody_who_comes_later_stands_in_the_way(hr, reform, merged, owner):
    await owner.execute(
        "insert into occupancy (id, effective_from, employee_id, unit_id, position_id, share_bp, acting)"
        " select gen_random_uuid(), '2027-07-15', $1, unit_id, id, 10000, false from position where code = 'B-C'",
        known("employee", "A2"),
    )

    told = await hr.problems(MERGE, input=merged("A", "B"))

    assert [(each["code"], each["path"]) for each in told] == [("moves_later", ["input", "effectiveFrom"])]
    assert "2027-07-15" in told[0]["message"]
