from datetime import date

import orjson
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.computing import snapshot
from domain.computing.calculation import calculate
from domain.computing.rules import Change
from domain.database.tables import new_id
from domain.errors import Conflict, Invalid, NotFound
from domain.pay_runs.kinds.bonus import BONUS
from domain.pay_runs.tables import PayRun
from domain.scenarios import service

QUOTA = Change("vn.classes_2026", "quota_bp", 2_500)
EXCELLENT = Change("vn.bonus_fund_2026", "excellent_coefficient_hundredths", 120)


async def _simulate(database, actor, run: PayRun, *changes: Change):
    async with database.writing(actor) as session:
        asked = await service.ask(session, actor, run.id, [changes])
    return await service.simulate(asked)


async def test_a_change_of_nothing_gives_the_run_itself(database, make_run, actor_named):
    run = await make_run()

    same = await _simulate(database, await actor_named("legislator"), run)

    assert same.scenarios[0].reproduces
    assert same.root == same.scenarios[0].root == run.lines_root
    assert same.scenarios[0].effects.baseline_vnd == same.scenarios[0].effects.scenario_vnd == run.total_vnd


async def test_more_places_for_excellent_make_winners_and_losers_but_cost_nothing(
    database, make_run, actor_named
):
    run = await make_run()

    changed = await _simulate(database, await actor_named("legislator"), run, QUOTA, EXCELLENT)

    outcomes = {row["outcome"]: row for row in changed.scenarios[0].effects.outcomes.iter_rows(named=True)}
    assert not changed.scenarios[0].reproduces
    assert changed.scenarios[0].effects.scenario_vnd == run.total_vnd
    # The few who win are fewer than ten, and what the losers lose is what they win.
    assert outcomes["winners"]["hidden"]
    assert outcomes["losers"]["hidden"]
    assert (
        changed.scenarios[0]
        .effects.by_unit["baseline_vnd"]
        .equals(changed.scenarios[0].effects.by_unit["scenario_vnd"])
    )


@pytest.mark.parametrize(
    "change",
    [
        Change("vn.kpi_score_2026", "failure_deduction_bp", 5_000),
        Change("vn.grade_pay", "base_salary_vnd", 2_600_000),
        Change("vn.classes_2026", "good_from_hundredths", 7_500),
        Change("vn.bonus_fund_2026", "completed_coefficient_hundredths", 50),
    ],
)
async def test_a_number_of_any_stage_can_be_changed(database, make_run, actor_named, change):
    run = await make_run()

    changed = await _simulate(database, await actor_named("legislator"), run, change)

    assert not changed.scenarios[0].reproduces
    assert (changed.root, changed.scenarios[0].root) == (run.lines_root, None)
    assert changed.scenarios[0].effects.baseline_vnd == run.total_vnd


async def test_a_changed_file_of_stored_columns_is_refused_by_name_and_nothing_is_computed(
    database, make_run, actor_named, owner, monkeypatch
):
    run, legislator = await make_run(), await actor_named("legislator")
    await _simulate(database, legislator, run, QUOTA)
    computed = []
    monkeypatch.setattr(service, "calculate", lambda *args, **_: computed.append(args))
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update pay_run_columns set content = set_byte(content, 99, get_byte(content, 99) # 1)"
    )

    # though the baseline is kept
    with pytest.raises(Conflict) as refused:
        await _simulate(database, legislator, run, QUOTA)

    assert refused.value.code == "run_columns_changed"
    assert f"PayRun_{run.id}" in refused.value.message
    assert computed == []


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (Change("vn.classes_2026", "quota", 2_500), "unknown_parameter", "quota_bp"),
        (Change("vn.classes_2026", "quota_bp", 9_000), "outside_legal_range", "2500"),
        (Change("vn.taxes", "rate", 1), "unknown_model", "vn.classes_2026"),
    ],
)
async def test_a_change_that_the_law_leaves_no_room_for_is_refused(
    database, make_run, actor_named, change, code, says
):
    run = await make_run()

    with pytest.raises(Invalid) as refused:
        await _simulate(database, await actor_named("legislator"), run, change)

    assert refused.value.code == code
    assert says in refused.value.message


@pytest.mark.parametrize("change", [QUOTA, EXCELLENT, Change("vn.grade_pay", "base_salary_vnd", 2_600_000)])
async def test_what_is_computed_from_the_baseline_is_what_is_computed_anew(
    database, make_run, actor_named, change
):
    run = await make_run()
    async with database.reading(await actor_named("finance")) as session:
        taken = await snapshot.load(session, run.snapshot_hash)
    start = date(run.year, 1, 1)
    baseline = calculate(BONUS, taken, start, validate=False)

    changed = calculate(BONUS, taken, start, [change], validate=False, before=[baseline])
    anew = calculate(BONUS, taken, start, [change], validate=False)

    assert changed.people.equals(anew.people)
    assert changed.rules_hash == anew.rules_hash != baseline.rules_hash


async def test_who_may_neither_read_nor_simulate_sees_no_run(database, make_run, actor_named):
    run = await make_run()

    with pytest.raises(NotFound):
        await _simulate(database, await actor_named("admin"), run)
    with pytest.raises(NotFound):
        await _simulate(database, await actor_named("legislator"), PayRun(id=new_id()))


async def test_each_question_is_in_the_trail(database, make_run, actor_named, owner):
    run, legislator = await make_run(), await actor_named("legislator")

    await _simulate(database, legislator, run, QUOTA)

    event = await owner.fetchrow("select * from audit_event where happened = 'scenario.simulated'")
    assert (event["actor_id"], event["subject"], event["unit_id"]) == (
        legislator.id,
        f"PayRun_{run.id}",
        run.unit_id,
    )
    assert orjson.loads(event["after"])["changes"] == [
        {"model": "vn.classes_2026", "parameter": "quota_bp", "value": 2_500}
    ]


async def _spend(owner, account, run):
    await owner.execute(
        "insert into asked_scenario select $1, $2, 'scenario ' || n from generate_series(1, 40) n",
        account.id,
        run.snapshot_hash,
    )


async def test_whoever_may_not_read_the_rows_has_forty_different_questions(
    database, make_run, actor_named, owner, trail
):
    run, legislator = await make_run(), await actor_named("legislator")
    await _simulate(database, legislator, run, QUOTA)
    await _simulate(database, legislator, run, Change("vn.classes_2026", "quota_bp", "2500"))
    assert await owner.fetchval("select count(*) from asked_scenario") == 1
    await _spend(owner, legislator, run)

    with pytest.raises(Conflict) as refused:
        await _simulate(database, legislator, run, EXCELLENT)

    assert refused.value.code == "scenario_budget_spent"
    assert (await trail())[-2:] == ["scenario.simulated", "scenario.simulated"]
    assert (await _simulate(database, legislator, run)).scenarios[0].reproduces


async def test_whoever_reads_the_rows_anyway_has_no_budget(database, make_run, actor_named, owner):
    run, finance = await make_run(), await actor_named("finance")
    await _spend(owner, finance, run)

    changed = await _simulate(database, finance, run, EXCELLENT)

    assert not changed.scenarios[0].reproduces
    assert await owner.fetchval("select count(*) from asked_scenario") == 40


async def test_the_database_itself_gives_no_inputs_beyond_the_budget(database, make_run, actor_named, owner):
    run, legislator, admin = await make_run(), await actor_named("legislator"), await actor_named("admin")
    ask = text("select name from frames_to_simulate(:run, :scenarios)")
    async with database.writing(legislator) as session:
        names = (await session.scalars(ask, {"run": run.id, "scenarios": ["a"]})).all()
        assert sorted(names) == ["items", "months", "people", "units"]
    await _spend(owner, legislator, run)

    for actor in (legislator, admin):
        with pytest.raises(DBAPIError):
            async with database.writing(actor) as session:
                await session.execute(ask, {"run": run.id, "scenarios": ["b"]})

    async with database.reading(legislator) as session:
        assert (await session.scalars(text("select 1 from snapshot_frame"))).all() == []
        with pytest.raises(NotFound):
            await snapshot.load(session, run.snapshot_hash)
