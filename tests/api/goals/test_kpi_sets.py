"""The three principles are a gate: a set is active once each KPI is suited, tied to a published goal, measurable."""

import asyncpg
import pytest

from tests.api.goals.documents import (
    ACTIVATE,
    BIND,
    BINS,
    CHANGE_GOALS,
    CHANGE_KPIS,
    CREATE_KPIS,
    DAY,
    DAY_BEFORE,
    LATER,
    WHOLE,
    WITHDRAW_KPI,
    WITHDRAW_SET,
    gate,
    kpi,
)
from tests.api.organisation.documents import CHANGE_POSTS, GROUPS, POSTS
from tests.given import known

PAIR = {"positionCode": "A-C", "kpiCode": "BINS"}
SETS = "select count(*) from kpi_set"


@pytest.fixture
async def bound(bins, bindings):
    """HR, where the KPI that nobody can measure is bound to a post beside one that is whole."""
    await bins.done(BIND, input=bindings(PAIR))
    return bins


@pytest.fixture
async def whole(bound, kpis):
    """The same, where it can be measured from March on."""
    await bound.done(CHANGE_KPIS, input=kpis({"kpiCode": "BINS", **WHOLE}, day=LATER))
    return bound


async def test_a_kpi_is_bound_from_its_month_on_and_taken_again(bound, bindings, trail):
    await bound.done(BIND, input=bindings(PAIR | {"ends": True}, day=LATER))

    seen = [
        [each["code"] for each in (await gate(bound, "A-C", day))["kpis"]["nodes"]]
        for day in (DAY_BEFORE, DAY, LATER)
    ]
    assert seen == [["A"], ["A", "BINS"], ["A"]]
    assert (await trail())[-2:] == ["kpi.bound", "kpi.unbound"]


async def test_the_gate_refuses_with_all_that_is_missing_and_names_principle_and_article(bound, sets, owner):
    told = await bound.problems(ACTIVATE, input=sets("A-C"))

    assert [(each["code"], each["law"]) for each in told] == [
        ("not_measurable", "Decree 335/2025 art. 14")
    ] * 4
    assert [each["message"].split(":")[0] for each in told] == [
        "BINS has no closing time",
        "BINS names no source of its numbers",
        "BINS has no denominator",
        "BINS has no formula",
    ]
    assert {tuple(each["path"]) for each in told} == {("input", "positionCode")}
    assert await owner.fetchval(SETS) == 0


async def test_what_is_missing_is_read_as_of_any_day(whole):
    before, after = [(await gate(whole, "A-C", day))["kpiGate"] for day in (DAY, LATER)]

    assert before["missing"] == [
        {"kpiCode": "BINS", "principle": "MEASURABLE", "lacks": lacks}
        for lacks in ("CLOSING_TIME", "DATA_SOURCE", "DENOMINATOR", "FORMULA")
    ]
    assert after == {"active": False, "missing": [], "set": None}


async def test_a_kpi_that_leads_to_a_draft_is_not_tied_to_a_goal(goals, kpis, bindings, sets, given_by):
    await goals.done(CREATE_KPIS, input=kpis({**BINS, **WHOLE, "unitCode": "A", "goalCode": "WATER"}))
    await goals.done(BIND, input=bindings(PAIR))

    told = await goals.problem(ACTIVATE, input=sets("A-C"))
    await goals.done(
        CHANGE_GOALS, input=given_by({"goalCode": "WATER", "becomes": "PUBLISHED"}, day="2027-01-20")
    )
    await goals.done(ACTIVATE, input=sets("A-C"))

    assert (told["code"], told["law"]) == ("not_tied_to_a_goal", "Decree 335/2025 art. 26")
    assert (await gate(goals, "A-C", DAY))["kpiGate"]["active"] is True


async def test_a_set_is_active_from_its_month_on_with_the_kpis_of_that_day(whole, sets, bindings, trail):
    made = await whole.done(ACTIVATE, input=sets("A-C", LATER))
    await whole.done(BIND, input=bindings(PAIR | {"ends": True}, day="2027-04-01"))

    before, after, later = [
        (await gate(whole, "A-C", day))["kpiGate"] for day in ("2027-02-28", LATER, "2027-04-01")
    ]
    assert [each["code"] for each in made["kpis"]["nodes"]] == ["A", "BINS"]
    assert (before["active"], after["active"]) == (False, True)
    assert [each["code"] for each in later["set"]["kpis"]["nodes"]] == ["A", "BINS"]
    assert (await trail())[-2:] == ["kpi_set.activated", "kpi.unbound"]


async def test_a_set_without_any_kpi_is_not_suited(goals, bindings, sets, owner):
    await goals.done(BIND, input=bindings({"positionCode": "A-C", "kpiCode": "A", "ends": True}))

    told = await goals.problem(ACTIVATE, input=sets("A-C"))
    shown = (await gate(goals, "A-C", DAY))["kpiGate"]["missing"]

    assert (told["code"], told["law"]) == ("not_suited", "Decree 335/2025 art. 13")
    assert shown == [{"kpiCode": None, "principle": "SUITED", "lacks": "ANY_KPI"}]
    assert await owner.fetchval(SETS) == 0


async def test_nothing_is_bound_to_a_closed_position_and_no_set_of_it_becomes_active(
    bins, bindings, sets, given_by, owner
):
    made = {"unitCode": "T", "code": "T-X", "title": "X", "peerGroupCode": "P"}
    await bins.done(
        GROUPS, input=given_by({"unitCode": "T", "code": "P", "name": "P"}, of="peerGroups", day="2027-01-01")
    )
    await bins.done(POSTS, input=given_by(made, of="positions", day="2027-01-01"))
    await bins.done(CHANGE_POSTS, input=given_by({"positionCode": "T-X", "closes": True}, of="positions"))

    told = await bins.problem(BIND, input=bindings({"positionCode": "T-X", "kpiCode": "BINS"}, day=LATER))
    activated = await bins.problem(ACTIVATE, input=sets("T-X", LATER))

    assert (told["code"], told["field"], told["law"]) == (
        "position_closed", "positionCode", "Decree 335/2025 art. 13",
    )  # fmt: skip
    assert activated["code"] == "position_closed"
    assert await owner.fetchval("select count(*) from position_kpi_state") == 0


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ({"positionCode": "A-C", "kpiCode": "A"}, "nothing_changes", "kpiCode"),
        ({**PAIR, "ends": True}, "nothing_changes", "kpiCode"),
        ({"positionCode": "A-C", "kpiCode": "NONE"}, "kpi_not_found", "kpiCode"),
        ({"positionCode": "NONE", "kpiCode": "BINS"}, "position_not_found", "positionCode"),
        ({"kpiCode": "BINS"}, "position_missing", "positionCode"),
        ({"positionCode": "A-C"}, "kpi_missing", "kpiCode"),
    ],
)
async def test_a_pair_that_cannot_be_is_refused_by_name(bins, bindings, owner, row, code, field):
    told = await bins.problem(BIND, input=bindings(row))

    assert (told["code"], told["row"], told["field"]) == (code, 0, field)
    assert await owner.fetchval("select count(*) from position_kpi_state") == 0


async def test_a_pair_is_named_once_and_from_a_month_after_its_last(bound, bindings):
    ends = PAIR | {"ends": True}

    twice = await bound.problem(BIND, input=bindings(ends, ends, day=LATER))
    early = await bound.problem(BIND, input=bindings(ends))

    assert (twice["code"], twice["row"]) == ("given_twice", 1)
    assert early["code"] == "not_after_the_last"
    assert [each["code"] for each in (await gate(bound, "A-C", LATER))["kpis"]["nodes"]] == ["A", "BINS"]


async def test_a_kpi_that_is_closed_is_bound_to_nothing(bins, kpis, bindings):
    await bins.done(CHANGE_KPIS, input=kpis({"kpiCode": "BINS", "closes": True}, day=LATER))

    told = await bins.problem(BIND, input=bindings(PAIR, day=LATER))

    assert (told["code"], told["field"]) == ("kpi_closed", "kpiCode")


async def test_a_set_is_taken_back_and_nothing_under_an_active_one(whole, sets, goals, trail):
    made = await whole.done(ACTIVATE, input=sets("A-C", LATER))
    again = await whole.problem(ACTIVATE, input=sets("A-C", LATER))
    latest = (await kpi(whole, "BINS", LATER))["states"]["nodes"][0]["id"]

    in_use = await whole.problem(WITHDRAW_KPI, input={"id": latest, "reason": "Nhầm", "idempotencyKey": "w1"})
    await whole.done(WITHDRAW_SET, input={"id": made["id"], "reason": "Nhầm", "idempotencyKey": "w2"})
    await whole.done(WITHDRAW_KPI, input={"id": latest, "reason": "Nhầm", "idempotencyKey": "w3"})

    assert (again["code"], in_use["code"]) == ("not_after_the_last", "kpi_in_use")
    assert (await gate(whole, "A-C", LATER))["kpiGate"]["active"] is False
    assert (await trail())[-2:] == ["kpi_set.withdrawn", "kpi.withdrawn"]


async def test_no_sql_activates_a_set_that_lacks_something(bound, owner):
    with pytest.raises(asyncpg.RestrictViolationError) as refused:
        await owner.execute(
            "insert into kpi_set (id, effective_from, position_id, unit_id)"
            " values (gen_random_uuid(), $1::text::date, $2, $3)",
            DAY,
            known("position", "A-C"),
            known("unit", "A"),
        )

    assert refused.value.constraint_name == "set_incomplete"
    assert await owner.fetchval(SETS) == 0
