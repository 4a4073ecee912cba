import pytest

from domain.errors import Invalid, NotFound
from domain.pay_runs import snapshot
from domain.pay_runs.calculation import calculate
from domain.pay_runs.tables import PayRun
from domain.regulations.rules import Change
from domain.scenarios import service
from domain.tables import new_id

QUOTA = Change("vn.classes_2026", "quota_bp", 2_500)
EXCELLENT = Change("vn.bonus_fund_2026", "excellent_coefficient_hundredths", 120)


async def _simulate(database, actor, run: PayRun, *changes: Change):
    async with database.reading(actor) as session:
        return await service.simulate(session, run.id, changes)


async def test_a_change_of_nothing_gives_the_run_itself(database, make_run, actor_named):
    run = await make_run()

    same = await _simulate(database, await actor_named("legislator"), run)

    assert same.reproduces
    assert same.baseline_root == same.scenario_root == run.lines_root
    assert same.effects.baseline_vnd == same.effects.scenario_vnd == run.total_vnd


async def test_more_places_for_excellent_make_winners_and_losers_but_cost_nothing(
    database, make_run, actor_named
):
    run = await make_run()

    changed = await _simulate(database, await actor_named("legislator"), run, QUOTA, EXCELLENT)

    outcomes = {row["outcome"]: row for row in changed.effects.outcomes.iter_rows(named=True)}
    assert not changed.reproduces
    assert changed.effects.scenario_vnd == run.total_vnd
    assert outcomes["losers"]["people"] > 200
    assert outcomes["losers"]["difference_vnd"] < 0
    # The few who win are fewer than ten, or would follow from the total.
    assert outcomes["winners"]["hidden"]
    assert changed.effects.by_unit["baseline_vnd"].equals(changed.effects.by_unit["scenario_vnd"])


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

    assert not changed.reproduces
    assert changed.baseline_root == run.lines_root


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
    async with database.reading(await actor_named("legislator")) as session:
        taken = await snapshot.load(session, run.snapshot_hash)
    baseline = calculate(taken, run.year, validate=False)

    changed = calculate(taken, run.year, [change], validate=False, before=baseline)
    anew = calculate(taken, run.year, [change], validate=False)

    assert changed.people.equals(anew.people)
    assert changed.rules_hash == anew.rules_hash != baseline.rules_hash
    for one, other in zip(changed.parts, anew.parts, strict=True):
        assert one.people.equals(other.people)


async def test_who_may_neither_read_nor_simulate_sees_no_run(database, make_run, actor_named):
    run = await make_run()

    with pytest.raises(NotFound):
        await _simulate(database, await actor_named("admin"), run)
    with pytest.raises(NotFound):
        await _simulate(database, await actor_named("legislator"), PayRun(id=new_id()))
