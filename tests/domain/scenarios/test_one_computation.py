"""Several scenarios of a request are one computation over one reading, and one answer or none."""

import orjson
import pytest

from domain.computing import snapshot
from domain.computing.chain import model_run
from domain.computing.rules import Change
from domain.errors import Conflict, Invalid
from domain.scenarios import service
from domain.scenarios.baselines import Baselines

QUOTA = Change("vn.classes_2026", "quota_bp", 2_500)
EXCELLENT = Change("vn.bonus_fund_2026", "excellent_coefficient_hundredths", 120)
HIGHER = Change("vn.bonus_fund_2026", "excellent_coefficient_hundredths", 140)
TOO_FINE = Change("vn.classes_2026", "quota_bp", 2_001)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Each test begins with an empty store."""
    store = Baselines()
    monkeypatch.setattr(service, "BASELINES", store)
    return store


async def ask(database, actor, run, *scenarios):
    async with database.writing(actor) as session:
        asked = await service.ask(session, actor, run.id, scenarios)
    return await service.simulate(asked)


def told(simulation):
    effects = simulation.effects
    tables = (effects.by_unit, effects.by_class, effects.moves, effects.outcomes)
    return simulation.reproduces, effects.scenario_vnd, [table.rows() for table in tables]


@pytest.fixture
def computed(monkeypatch):
    """The changes of each calculation, in their order."""
    calculate, done = service.calculate, []

    def counted(kind, taken, start, changes=(), **named):
        done.append(tuple(changes))
        return calculate(kind, taken, start, changes, **named)

    monkeypatch.setattr(service, "calculate", counted)
    return done


async def test_nothing_beside_a_change_is_the_run_beside_what_the_change_does(
    database, make_run, actor_named
):
    run, legislator = await make_run(), await actor_named("legislator")

    both = await ask(database, legislator, run, (), (EXCELLENT,))
    alone = await ask(database, legislator, run, (EXCELLENT,))

    same, changed = both.scenarios
    assert (same.reproduces, same.root) == (True, run.lines_root)
    assert both.root == run.lines_root
    assert same.effects.difference_vnd == 0
    assert (changed.reproduces, changed.root) == (False, None)
    assert told(changed) == told(alone.scenarios[0])


async def test_three_equal_ones_are_one_question_and_one_calculation(
    database, make_run, actor_named, owner, trail, computed
):
    run, legislator = await make_run(), await actor_named("legislator")
    spelled = Change("vn.classes_2026", "quota_bp", " 2500")

    found = await ask(database, legislator, run, (QUOTA, EXCELLENT), (EXCELLENT, QUOTA), (spelled, EXCELLENT))

    assert computed == [(), (QUOTA, EXCELLENT)]
    assert len(found.scenarios) == 3
    assert found.scenarios[0] is found.scenarios[1] is found.scenarios[2]
    assert await owner.fetchval("select count(*) from asked_scenario") == 1
    assert (await trail()).count("scenario.simulated") == 1


async def test_scenarios_stand_in_the_order_of_the_request_and_each_in_the_trail(
    database, make_run, actor_named, owner
):
    run, legislator = await make_run(), await actor_named("legislator")

    found = await ask(database, legislator, run, (HIGHER,), (), (HIGHER,))

    assert [one.reproduces for one in found.scenarios] == [False, True, False]
    events = await owner.fetch(
        "select after from audit_event where happened = 'scenario.simulated' order by id"
    )
    assert [[each["value"] for each in orjson.loads(event["after"])["changes"]] for event in events] == [
        [140],
        [],
    ]


async def test_a_fault_in_the_second_names_it_and_nothing_is_answered_or_counted(
    database, make_run, actor_named, owner, trail, computed
):
    run, legislator = await make_run(), await actor_named("legislator")
    before = await trail()

    with pytest.raises(Invalid) as refused:
        await ask(database, legislator, run, (EXCELLENT,), (HIGHER, TOO_FINE), (QUOTA,))

    assert (refused.value.code, refused.value.path) == ("step_too_fine", "scenarios.1.changes.1.value")
    assert await owner.fetchval("select count(*) from asked_scenario") == 0
    assert await trail() == before
    assert computed == []


@pytest.mark.parametrize("number", [0, 4])
async def test_no_scenario_and_four_are_refused_before_anything_is_read(
    database, make_run, actor_named, owner, number, monkeypatch
):
    run, legislator = await make_run(), await actor_named("legislator")
    read = []
    monkeypatch.setattr(snapshot, "load_to_simulate", lambda *args: read.append(args))

    with pytest.raises(Invalid) as refused:
        await ask(database, legislator, run, *[(EXCELLENT,)] * number)

    assert (refused.value.code, refused.value.path) == ("scenarios_number", "scenarios")
    assert f"not {number}:" in refused.value.message
    assert read == []
    assert await owner.fetchval("select count(*) from asked_scenario") == 0


@pytest.mark.parametrize(("spent", "answered"), [(38, True), (39, False)])
async def test_each_scenario_counts_and_all_of_them_fit_or_none(
    database, make_run, actor_named, owner, spent, answered
):
    run, legislator = await make_run(), await actor_named("legislator")
    await owner.execute(
        "insert into asked_scenario select $1, $2, 'scenario ' || n from generate_series(1, $3::int) n",
        legislator.id, run.snapshot_hash, spent,
    )  # fmt: skip

    if answered:
        await ask(database, legislator, run, (EXCELLENT,), (HIGHER,), (EXCELLENT,))
    else:
        with pytest.raises(Conflict) as refused:
            await ask(database, legislator, run, (EXCELLENT,), (HIGHER,), (EXCELLENT,))
        assert refused.value.code == "scenario_budget_spent"

    assert await owner.fetchval("select count(*) from asked_scenario") == spent + 2 * answered


async def test_what_scenarios_share_is_computed_once(database, make_run, actor_named, monkeypatch):
    """Both move the quota: classes are computed anew for the first, and taken from it for the second."""
    run, legislator = await make_run(), await actor_named("legislator")
    again, kept = model_run.again, []

    def watched(before, changes, **named):
        found = again(before, changes, **named)
        same = all(frame is before.frames[name] for name, frame in found.frames.items())
        kept.append((before.model.id, same))
        return found

    monkeypatch.setattr(model_run, "again", watched)

    await ask(database, legislator, run, (QUOTA,), (QUOTA, EXCELLENT))

    assert [same for model, same in kept if model == "vn.classes_2026"] == [False, True]


async def test_each_scenario_beside_others_is_what_it_is_alone(database, make_run, actor_named):
    run, finance = await make_run(), await actor_named("finance")
    scenarios = [(QUOTA,), (QUOTA, EXCELLENT), (Change("vn.grade_pay", "base_salary_vnd", 2_600_000),)]

    async with database.writing(finance) as session:
        asked = await service.ask(session, finance, run.id, scenarios)
    baseline, _ = service._baseline(asked)
    beside: list = []
    for changes in asked.scenarios:
        beside.append(service._scenario(asked, changes, [*beside, baseline]))
    alone = [service._scenario(asked, changes, [baseline]) for changes in asked.scenarios]

    for one, other in zip(beside, alone, strict=True):
        assert one.people.equals(other.people)
        assert one.rules_hash == other.rules_hash


async def test_a_baseline_that_begins_earlier_serves_whatever_begins_later(
    database, make_run, actor_named, computed
):
    run, legislator = await make_run(), await actor_named("legislator")

    await ask(database, legislator, run, (QUOTA,))
    await ask(database, legislator, run, (EXCELLENT,), (HIGHER,))

    assert computed == [(), (QUOTA,), (EXCELLENT,), (HIGHER,)]
