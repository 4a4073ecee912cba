"""What-ifs start from what the run stored: proven when it is read, and nobody's by being kept."""

import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy.exc import DBAPIError

import pay_models
from demo import sources
from domain.computing import rules, snapshot
from domain.computing.rules import Change, Rules
from domain.errors import Conflict, NotFound
from domain.scenarios import service
from domain.scenarios.baselines import Baselines
from pay_models.kernel.declare.parameters import Dated

ACCOUNTS = sources.read("rights")["accounts"]
SIMULATES = {name for name, own in ACCOUNTS.items() if "scenario.simulate" in own["verbs"]}
QUOTA = Change("vn.classes_2026", "quota_bp", 2_500)
EXCELLENT = Change("vn.bonus_fund_2026", "excellent_coefficient_hundredths", 120)
SALARY = Change("vn.grade_pay", "base_salary_vnd", 2_600_000)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Each test begins with an empty store."""
    store = Baselines()
    monkeypatch.setattr(service, "BASELINES", store)
    return store


async def ask(database, actor, run_id, *changes):
    async with database.writing(actor) as session:
        asked = await service.ask(session, actor, run_id, [changes])
    return await service.simulate(asked)


def tables(simulation):
    effects = simulation.scenarios[0].effects
    frames = (effects.by_unit, effects.by_class, effects.moves, effects.outcomes)
    return effects.scenario_vnd, [frame.rows() for frame in frames]


@pytest.mark.parametrize("changes", [(), (EXCELLENT,), (SALARY,)])
async def test_a_changed_file_of_columns_is_refused_by_name(
    owner, small, computed_run, database, finance, changes
):
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update pay_run_columns set content = set_byte(content, 99, get_byte(content, 99) # 1)"
    )

    with pytest.raises(Conflict) as refused:
        await ask(database, finance, computed_run, *changes)

    assert refused.value.code == "run_columns_changed"
    assert f"PayRun_{computed_run}" in refused.value.message


@pytest.mark.parametrize("name", snapshot.NAMES)
async def test_a_changed_frame_of_the_inputs_is_refused_by_name(
    owner, small, computed_run, database, finance, name
):
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update snapshot_frame set content = set_byte(content, 99, get_byte(content, 99) # 1) where name = $1",
        name,
    )

    with pytest.raises(Conflict) as refused:
        await ask(database, finance, computed_run, EXCELLENT)

    assert refused.value.code == "snapshot_changed"


@pytest.mark.parametrize("changes", [(), (EXCELLENT, QUOTA), (SALARY,)])
async def test_a_run_of_before_is_computed_and_gives_the_same(
    owner, small, computed_run, database, finance, changes
):
    stored = await ask(database, finance, computed_run, *changes)
    await owner.execute("set session_replication_role = replica")
    await owner.execute("delete from pay_run_columns")

    computed = await ask(database, finance, computed_run, *changes)

    assert tables(computed) == tables(stored)
    assert computed.root == stored.root == stored.run.lines_root
    assert computed.scenarios[0].reproduces == stored.scenarios[0].reproduces == (not changes)


async def test_what_is_another_number_for_nobody_gives_the_run_itself(small, computed_run, database, finance):
    same = await ask(database, finance, computed_run, Change("vn.classes_2026", "quota_bp", 2_000))

    assert same.scenarios[0].reproduces
    assert same.root == same.run.lines_root


async def test_a_change_of_nothing_gives_the_run_whatever_code_and_later_numbers_are(
    small, computed_run, database, finance, monkeypatch, tmp_path
):
    folder = shutil.copytree(Path(pay_models.__file__).parent / "vn" / "grade_pay", tmp_path / "grade_pay")
    file = folder / "parameters.yaml"
    later = "    - {from: 2027-07-01, value: 2700000}\nover_frame_first_bp:"
    file.write_text(file.read_text().replace("over_frame_first_bp:", later, 1))
    known = rules.model

    def with_later_salary(name):
        found = known(name)
        if name != "vn.grade_pay":
            return found
        return replace(found, parameters=Dated.beside(str(folder / "model.py"), found.parameters.shape))

    monkeypatch.setattr(rules, "model", with_later_salary)
    monkeypatch.setattr(
        Rules, "versions", property(lambda rules: dict.fromkeys(rules.ids.values(), "planted"))
    )

    same = await ask(database, finance, computed_run)
    changed = await ask(database, finance, computed_run, EXCELLENT)

    assert same.scenarios[0].reproduces
    assert same.root == same.scenarios[0].root == same.run.lines_root == changed.root


async def test_a_value_that_moved_is_found_by_a_change_of_nothing_and_by_any_other(
    small, computed_run, database, finance, monkeypatch
):
    calculate = service.calculate

    def moved(*args, **named):
        computed = calculate(*args, **named)
        return replace(computed, people=computed.people.with_columns(pl.col("unit_quota") + 1))

    monkeypatch.setattr(service, "calculate", moved)
    for changes in ((), (EXCELLENT,)):
        with pytest.raises(Conflict) as refused:
            await ask(database, finance, computed_run, *changes)

        assert refused.value.code == "run_not_reproduced"


async def test_a_change_of_nothing_of_somebody_erased_is_the_run(
    owner, small, computed_run, database, finance
):
    await owner.execute("delete from secret where owner_id = (select employee_id from pay_line limit 1)")

    assert (await ask(database, finance, computed_run)).scenarios[0].reproduces


@pytest.mark.parametrize("state", ["computed", "approved"])
async def test_what_is_kept_answers_nobody_without_the_right(
    owner, database, make_run, actor_named, finance, nothing_kept, state
):
    run = await make_run()
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update pay_run set state = $1, reviewed_by = $2, approved_by = $2", state, finance.id
    )
    await ask(database, await actor_named("legislator"), run.id, QUOTA)
    assert nothing_kept.held_bytes > 0
    questions = "select count(*) from audit_event where happened = 'scenario.simulated'"

    for name in ACCOUNTS:
        actor = await actor_named(name)
        before = await owner.fetchval(questions)
        if name in SIMULATES:
            assert not (await ask(database, actor, run.id, QUOTA)).scenarios[0].reproduces
            continue
        with pytest.raises((NotFound, DBAPIError)):
            await ask(database, actor, run.id, QUOTA)
        assert await owner.fetchval(questions) == before

    assert {"finance", "legislator"} == SIMULATES


async def test_the_database_counts_questions_of_what_is_kept(
    owner, database, make_run, actor_named, monkeypatch
):
    """Also when the service forgets to."""
    run, legislator = await make_run(), await actor_named("legislator")
    await ask(database, legislator, run.id, QUOTA)
    await owner.execute(
        "insert into asked_scenario select $1, $2, 'scenario ' || n from generate_series(1, 39) n",
        legislator.id,
        run.snapshot_hash,
    )

    async def forgets(*_args):
        return None

    monkeypatch.setattr(service, "_refuse_spent", forgets)

    with pytest.raises(DBAPIError):
        await ask(database, legislator, run.id, EXCELLENT)

    assert await owner.fetchval("select count(*) from asked_scenario") == 40
    assert not (await ask(database, legislator, run.id, QUOTA)).scenarios[0].reproduces
