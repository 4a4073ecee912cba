"""Policy goals are drafted as a tree, published, changed, superseded and closed from a day on by an act."""

import pytest

from domain.actor import Actor
from tests.api.goals.documents import (
    CHANGE_GOALS,
    CLEAN,
    CREATE_GOALS,
    DAY,
    DAY_BEFORE,
    LATER,
    WATER,
    WITHDRAW_GOAL,
    goal,
)
from tests.given import access, known

STATES = "select count(*) from policy_goal_state"
PUBLISHED = {"becomes": "PUBLISHED"}


async def test_a_goal_is_drafted_below_one_earlier_in_the_list(hr, given_by, trail):
    ids = await hr.done(CREATE_GOALS, input=given_by(CLEAN, WATER))

    clean, water = [await goal(hr, code) for code in ("CLEAN", "WATER")]
    assert ids == [clean["id"], water["id"]]
    assert (clean["stage"], clean["startsOn"], clean["endsOn"]) == ("DRAFTED", "2027-01-01", "2030-12-31")
    assert (clean["unit"], water["unit"]) == ({"code": "T"}, {"code": "A"})
    assert (water["parent"], clean["children"]["nodes"]) == ({"code": "CLEAN"}, [{"code": "WATER"}])
    (only,) = water["states"]["nodes"]
    assert (only["effectiveFrom"], only["actNumber"]) == (DAY, "12/QĐ-UBND")
    assert await trail() == ["policy_goal.drafted"] * 2


async def test_a_goal_is_published_from_a_day_and_was_a_draft_before(hr, given_by, trail):
    await hr.done(CREATE_GOALS, input=given_by(CLEAN, day="2027-01-01"))

    await hr.done(CHANGE_GOALS, input=given_by({"goalCode": "CLEAN", **PUBLISHED}))

    stages = [(await goal(hr, "CLEAN", day))["stage"] for day in (DAY_BEFORE, DAY)]
    assert stages == ["DRAFTED", "PUBLISHED"]
    assert await trail() == ["policy_goal.drafted", "policy_goal.published"]


async def test_every_fault_of_every_row_is_told_and_nothing_is_written(hr, given_by, owner, trail):
    before = await owner.fetchval(STATES)
    rows = [
        {**CLEAN, "code": "G-A"},
        {**CLEAN, "title": " ", "document": " "},
        {**WATER, "parentCode": "NOWHERE"},
        {**WATER, "unitCode": "X"},
        {"code": "Z", "title": "Z", "document": "Z"},
        {**CLEAN, "code": "Y", "endsOn": "2026-12-31"},
        {**WATER, "code": "W", "parentId": "PolicyGoal_1", "parentCode": None},
    ]

    told = await hr.problems(CREATE_GOALS, input=given_by(*rows))

    assert [(each["code"], *each["path"][2:]) for each in told] == [
        ("code_taken", "0", "code"),
        ("title_missing", "1", "title"),
        ("blank", "1", "document"),
        ("policy_goal_not_found", "2", "parentCode"),
        ("unit_not_found", "3", "unitCode"),
        ("unit_missing", "4", "unitCode"),
        ("period_ends_before_it_begins", "5", "endsOn"),
        ("not_an_id", "6", "parentId"),
    ]
    assert await owner.fetchval(STATES) == before
    assert await owner.fetchval("select count(*) from policy_goal where code in ('Y', 'WATER')") == 0
    assert await trail() == []


async def test_a_code_is_unique_within_its_owner_and_along_the_line_that_inherits_it(goals, given_by, owner):
    other = {**CLEAN, "unitCode": "B", "code": "WATER"}
    await goals.done(CREATE_GOALS, input=given_by(other))

    below = await goals.problem(CREATE_GOALS, input=given_by({**WATER, "code": "CLEAN", "parentCode": None}))
    above = await goals.problem(CREATE_GOALS, input=given_by({**CLEAN, "code": "WATER"}))
    several = await goals.problem(CHANGE_GOALS, input=given_by({"goalCode": "WATER", **PUBLISHED}))

    assert (below["code"], below["field"]) == ("code_inherited", "code")
    assert (above["code"], above["field"]) == ("code_inherited", "code")
    assert (several["code"], several["field"]) == ("code_of_several", "goalCode")
    assert await owner.fetchval("select count(*) from policy_goal where code = 'WATER'") == 2


async def test_a_commune_has_its_own_goals_and_inherits_those_of_its_province(goals):
    asked = (
        """query ($unit: ID!) { policyGoals(first: 10, filter: {inheritedBy: [$unit]}) { nodes { code } } }"""
    )
    a, b = [
        (await goals.ask("query ($c: String!) { unit(code: $c) { id } }", c=code))["unit"]["id"]
        for code in "AB"
    ]

    seen = [
        [each["code"] for each in (await goals.ask(asked, unit=unit))["policyGoals"]["nodes"]]
        for unit in (a, b)
    ]

    assert [sorted(codes) for codes in seen] == [["CLEAN", "G-A", "G-B", "WATER"], ["CLEAN", "G-A", "G-B"]]


async def test_a_goal_of_another_commune_is_served_by_nobody_here(goals, given_by):
    water = (await goal(goals, "WATER"))["id"]

    told = await goals.problem(
        CREATE_GOALS, input=given_by({**CLEAN, "unitCode": "B", "code": "AIR", "parentId": water})
    )

    assert (told["code"], told["field"]) == ("goal_elsewhere", "parentId")
    assert await goal(goals, "AIR") is None


async def test_a_goal_serves_neither_itself_nor_one_below_it(goals, given_by):
    (lakes,) = await goals.done(
        CREATE_GOALS, input=given_by({**WATER, "code": "LAKES", "parentCode": "WATER"}, day="2027-01-03")
    )

    told = await goals.problem(CHANGE_GOALS, input=given_by({"goalCode": "WATER", "parentCode": "LAKES"}))

    assert lakes.startswith("PolicyGoal_")
    assert (told["code"], told["field"]) == ("goal_under_itself", "parentId")
    assert (await goal(goals, "WATER"))["parent"] == {"code": "CLEAN"}


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"goalCode": "CLEAN", "becomes": "DRAFTED"}, "stage_out_of_order", "becomes"),
        ({"goalCode": "WATER", "becomes": "CLOSED"}, "stage_out_of_order", "becomes"),
        ({"goalCode": "CLEAN", "becomes": "CLOSED"}, "goal_has_goals", "becomes"),
        ({"goalCode": "G-A", "becomes": "CLOSED"}, "goal_has_kpis", "becomes"),
        ({"goalCode": "WATER", "successorCode": "CLEAN"}, "successor_and_superseded", "successorId"),
        ({"goalCode": "CLEAN"}, "nothing_changes", "goalCode"),
        ({"goalCode": "CLEAN", "title": CLEAN["title"]}, "nothing_changes", "goalCode"),
        ({"title": "Nobody's"}, "item_missing", "goalCode"),
        ({"goalCode": "X", "title": "Y"}, "policy_goal_not_found", "goalCode"),
        ({"goalCode": "CLEAN", "goalId": "PolicyGoal_1", "title": "Y"}, "named_twice", "goalCode"),
    ],
)
async def test_a_change_that_cannot_be_is_refused_by_name(goals, given_by, owner, change, code, field):
    before = await owner.fetchval(STATES)

    told = await goals.problem(CHANGE_GOALS, input=given_by(change))

    assert (told["code"], told["row"], told["field"]) == (code, 0, field)
    assert await owner.fetchval(STATES) == before


async def test_a_goal_is_published_after_the_one_that_it_serves(hr, given_by):
    await hr.done(CREATE_GOALS, input=given_by(CLEAN, WATER, day="2027-01-01"))
    first, second = [{"goalCode": code, **PUBLISHED} for code in ("CLEAN", "WATER")]

    told = await hr.problem(CHANGE_GOALS, input=given_by(second))
    await hr.done(CHANGE_GOALS, input=given_by(first, second))

    assert (told["code"], told["field"]) == ("parent_not_published", "becomes")
    assert (await goal(hr, "WATER", DAY))["stage"] == "PUBLISHED"


async def test_another_goal_takes_the_place_of_one(goals, given_by, trail):
    await goals.done(CREATE_GOALS, input=given_by({**CLEAN, "code": "GREEN"}, day="2027-01-03"))
    place = {"goalCode": "CLEAN", "becomes": "SUPERSEDED", "successorCode": "GREEN"}
    green = {"goalCode": "GREEN", **PUBLISHED}

    refused = await goals.problem(
        CHANGE_GOALS, input=given_by({"goalCode": "WATER", "parentCode": "GREEN"}, place)
    )
    await goals.done(CHANGE_GOALS, input=given_by(green, {"goalCode": "WATER", "parentCode": "GREEN"}, place))

    clean = await goal(goals, "CLEAN", DAY)
    assert (refused["code"], refused["row"]) == ("successor_not_published", 1)
    assert (clean["stage"], clean["successor"]) == ("SUPERSEDED", {"code": "GREEN"})
    assert (await trail())[-3:] == ["policy_goal.published", "policy_goal.changed", "policy_goal.superseded"]


async def test_a_goal_that_has_ended_is_served_by_no_other(goals, given_by):
    await goals.done(CHANGE_GOALS, input=given_by({"goalCode": "WATER", **PUBLISHED}, day="2027-01-03"))
    await goals.done(
        CHANGE_GOALS, input=given_by({"goalCode": "WATER", "becomes": "CLOSED"}, day="2027-01-04")
    )

    below = await goals.problem(
        CREATE_GOALS, input=given_by({**WATER, "code": "LAKES", "parentCode": "WATER"})
    )
    again = await goals.problem(CHANGE_GOALS, input=given_by({"goalCode": "WATER", "title": "Nước"}))

    assert (below["code"], below["field"]) == ("goal_ended", "parentCode")
    assert again["code"] == "already_closed"
    assert "2027-01-04" in below["message"]


async def test_two_who_change_one_goal_are_told_of_one_another(goals, given_by):
    read = (await goal(goals, "CLEAN"))["states"]["nodes"][0]["id"]
    change = {"goalCode": "CLEAN", "expectedStateId": read}
    await goals.done(CHANGE_GOALS, input=given_by(change | {"title": "Rác được phân loại"}))

    told = await goals.problem(CHANGE_GOALS, input=given_by(change | {"title": "Rác"}, day=LATER))

    assert (told["code"], told["field"]) == ("stale_version", "expectedStateId")
    assert (await goal(goals, "CLEAN", LATER))["title"] == "Rác được phân loại"


async def test_a_goal_is_named_in_one_row_only_and_from_a_day_after_its_last(goals, given_by):
    rows = [{"goalCode": "CLEAN", "title": "X"}, {"goalCode": "CLEAN", "title": "Y"}]

    told = await goals.problems(CHANGE_GOALS, input=given_by(*rows, day="2027-01-02"))

    assert [(each["code"], each["row"]) for each in told] == [
        ("not_after_the_last", None),
        ("given_twice", 1),
    ]
    assert (await goal(goals, "CLEAN"))["title"] == CLEAN["title"]


async def test_the_latest_state_of_a_goal_is_taken_back_and_a_draft_with_nothing_on_it_too(goals, trail):
    published, drafted = (await goal(goals, "CLEAN"))["states"]["nodes"]
    water = (await goal(goals, "WATER"))["states"]["nodes"][0]
    by_slip = {"reason": "Nhầm", "idempotencyKey": "w1"}

    not_last = await goals.problem(WITHDRAW_GOAL, input={"id": drafted["id"], **by_slip})
    await goals.done(WITHDRAW_GOAL, input={"id": published["id"], **by_slip})
    in_use = await goals.problem(
        WITHDRAW_GOAL, input={"id": drafted["id"], "reason": "Nhầm", "idempotencyKey": "w2"}
    )
    await goals.done(WITHDRAW_GOAL, input={"id": water["id"], "reason": "Nhầm", "idempotencyKey": "w3"})
    await goals.done(WITHDRAW_GOAL, input={"id": drafted["id"], "reason": "Nhầm", "idempotencyKey": "w4"})

    assert (not_last["code"], in_use["code"]) == ("not_the_latest", "policy_goal_in_use")
    assert await goal(goals, "CLEAN") is None
    assert (await trail())[-3:] == ["policy_goal.withdrawn"] * 3


async def test_whoever_may_write_for_a_commune_only_writes_no_other_catalogue(goals, given_by, given):
    hr = goals
    async with given() as session:
        who = await access.account(session, "local", known("unit", "A"))
        admin = Actor(known("account", "admin"), "admin")
        await access.may(session, admin, who, ["goals.write"], known("unit", "A"))
    hr.sign_in("local")

    there = await hr.done(CREATE_GOALS, input=given_by({**WATER, "code": "LAKES"}))
    elsewhere = await hr.problem(CREATE_GOALS, input=given_by({**CLEAN, "code": "AIR"}))
    changed = await hr.problem(CHANGE_GOALS, input=given_by({"goalCode": "CLEAN", "title": "X"}))

    assert len(there) == 1
    assert (elsewhere["code"], elsewhere["field"]) == ("forbidden", "unitCode")
    assert (
        elsewhere["message"]
        == "You lack the right to change goals, KPIs and products on T today. Ask whoever grants rights there."
    )
    assert (changed["code"], changed["field"]) == ("forbidden", "goalCode")
    assert await goal(hr, "AIR") is None
