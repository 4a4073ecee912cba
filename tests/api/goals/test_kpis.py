"""KPIs are set up in the catalogue of a unit and versioned from the first of a month on by an act."""

import pytest

from tests.api.goals.documents import (
    BINS,
    CHANGE_GOALS,
    CHANGE_KPIS,
    CREATE_KPIS,
    DAY,
    DAY_BEFORE,
    LATER,
    WHOLE,
    WITHDRAW_KPI,
    kpi,
)

STATES = "select count(*) from kpi_state"


async def test_a_kpi_leads_to_a_goal_and_says_how_it_is_measured(goals, kpis, trail):
    more = {"unitOfMeasure": "tuyến", "direction": "HIGHER", "missingData": "ZERO", "evidence": "Biên bản"}

    (made,) = await goals.done(CREATE_KPIS, input=kpis(BINS | WHOLE | more))

    found = await kpi(goals, "BINS")
    assert (found["id"], found["unit"], found["policyGoal"]) == (made, {"code": "T"}, {"code": "CLEAN"})
    assert (found["formula"], found["denominator"]) == ("Số tuyến đạt chia số tuyến giao", "Số tuyến giao")
    assert (found["dataSource"], found["closesOnDay"]) == ("Sổ vệ sinh môi trường", 5)
    assert (found["unitOfMeasure"], found["direction"]) == ("tuyến", "HIGHER")
    assert (found["missingData"], found["evidence"]) == ("ZERO", "Biên bản")
    (only,) = found["states"]["nodes"]
    assert (only["effectiveFrom"], only["actNumber"]) == (DAY, "12/QĐ-UBND")
    assert (await trail())[-1] == "kpi.created"


async def test_a_change_holds_from_its_month_on_and_the_past_stays(bins, kpis, trail):
    await bins.done(CHANGE_KPIS, input=kpis({"kpiCode": "BINS", "formula": "a / b"}, day=LATER))

    before, after = [await kpi(bins, "BINS", day) for day in ("2027-02-28", LATER)]
    assert (before["formula"], after["formula"], after["title"]) == (None, "a / b", BINS["title"])
    assert [each["effectiveFrom"] for each in after["states"]["nodes"]] == [LATER, DAY]
    assert (await trail())[-1] == "kpi.changed"


async def test_a_change_in_the_middle_of_a_month_is_refused_with_the_way_out(bins, kpis, owner):
    before = await owner.fetchval(STATES)

    told = await bins.problem(CHANGE_KPIS, input=kpis({"kpiCode": "BINS", "title": "X"}, day="2027-03-15"))

    assert (told["code"], told["path"]) == ("within_a_month", ["input", "effectiveFrom"])
    assert "choose 2027-03-01 or 2027-04-01" in told["message"]
    assert await owner.fetchval(STATES) == before


async def test_a_change_never_scores_anew_what_is_recorded(goals, kpis, owner):
    before = await owner.fetchval(STATES)

    told = await goals.problem(
        CHANGE_KPIS, input=kpis({"kpiCode": "A", "formula": "b / a"}, day="2026-11-01")
    )

    assert (told["code"], told["path"]) == ("already_counted", ["input", "effectiveFrom"])
    assert told["message"].startswith("A counts results of 2026-12")
    assert await owner.fetchval(STATES) == before
    await goals.done(CHANGE_KPIS, input=kpis({"kpiCode": "A", "formula": "b / a"}, day="2027-01-01"))


async def test_every_fault_of_every_row_is_told_and_nothing_is_written(goals, kpis, owner):
    before = await owner.fetchval(STATES)
    rows = [
        {**BINS, "title": " "},
        {**BINS, "code": "A"},
        {**BINS, "code": "B1", "goalCode": "NOWHERE"},
        {**BINS, "code": "B2", "goalCode": None},
        {**BINS, "code": "B3", "closesOnDay": 29},
        {**BINS, "code": "B4", "formula": " "},
        {**BINS, "code": "B5", "goalCode": "WATER"},
    ]

    told = await goals.problems(CREATE_KPIS, input=kpis(*rows))

    assert [(each["code"], each["row"], each["field"]) for each in told] == [
        ("title_missing", 0, "title"),
        ("code_taken", 1, "code"),
        ("policy_goal_not_found", 2, "goalCode"),
        ("goal_missing", 3, "goalCode"),
        ("closing_day_out_of_range", 4, "closesOnDay"),
        ("blank", 5, "formula"),
        ("policy_goal_not_found", 6, "goalCode"),
    ]
    assert await owner.fetchval(STATES) == before


async def test_a_kpi_closes_and_is_changed_no_more(bins, kpis, trail):
    await bins.done(CHANGE_KPIS, input=kpis({"kpiCode": "BINS", "closes": True}, day=LATER))

    told = await bins.problem(CHANGE_KPIS, input=kpis({"kpiCode": "BINS", "title": "X"}, day="2027-04-01"))

    assert told["code"] == "already_closed"
    assert [(await kpi(bins, "BINS", day))["closed"] for day in (DAY, LATER)] == [False, True]
    assert (await trail())[-1] == "kpi.closed"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"kpiCode": "BINS"}, "nothing_changes", "kpiCode"),
        ({"kpiCode": "BINS", "title": BINS["title"]}, "nothing_changes", "kpiCode"),
        ({"kpiCode": "NONE", "title": "X"}, "kpi_not_found", "kpiCode"),
        ({"title": "X"}, "item_missing", "kpiCode"),
    ],
)
async def test_a_change_that_cannot_be_is_refused_by_name(bins, kpis, owner, change, code, field):
    before = await owner.fetchval(STATES)

    told = await bins.problem(CHANGE_KPIS, input=kpis(change, day=LATER))

    assert (told["code"], told["row"], told["field"]) == (code, 0, field)
    assert await owner.fetchval(STATES) == before


async def test_a_kpi_keeps_its_goal_open(bins, given_by):
    water = {"goalCode": "WATER", "becomes": "PUBLISHED"}

    told = await bins.problems(
        CHANGE_GOALS, input=given_by(water, {"goalCode": "CLEAN", "becomes": "CLOSED"}, day=LATER)
    )

    assert [each["code"] for each in told] == ["goal_has_goals", "goal_has_kpis"]
    assert told[1]["message"].startswith("The KPI BINS leads to CLEAN")


async def test_what_was_dated_by_slip_is_taken_back_while_nothing_counts_by_it(bins, kpis, trail):
    await bins.done(CHANGE_KPIS, input=kpis({"kpiCode": "BINS", "title": "X"}, day=LATER))
    latest, first = (await kpi(bins, "BINS", LATER))["states"]["nodes"]
    a = (await kpi(bins, "A"))["states"]["nodes"][0]

    counted = await bins.problem(
        WITHDRAW_KPI, input={"id": a["id"], "reason": "Nhầm", "idempotencyKey": "w0"}
    )
    early = await bins.problem(
        WITHDRAW_KPI, input={"id": first["id"], "reason": "Nhầm", "idempotencyKey": "w1"}
    )
    for key, one in enumerate((latest, first)):
        await bins.done(WITHDRAW_KPI, input={"id": one["id"], "reason": "Nhầm", "idempotencyKey": f"x{key}"})

    assert (counted["code"], early["code"]) == ("already_counted", "not_the_latest")
    assert await kpi(bins, "BINS") is None
    assert (await trail())[-2:] == ["kpi.withdrawn"] * 2
    assert await kpi(bins, "A", DAY_BEFORE) is not None
