"""A run tells what stood in for facts that no table records."""

from dataclasses import replace
from datetime import date

import orjson

from domain.computing.calculation import calculate
from domain.computing.chain.assumptions import assumed
from domain.pay_runs.kinds.bonus import BONUS
from domain.pay_runs.kinds.extra_income import EXTRA_INCOME
from pay_models.kernel import model
from tests.given import YEAR, known
from tests.given.pay_runs import computed
from tests.given.snapshots import by_chance

NATIONAL = {
    *("outstanding_unit", "organisation_class", "ad_hoc_paid_vnd", "period_paid_vnd"),
    *("excused_failures", "excused_delays"),
}


def test_the_stand_ins_of_a_run_are_those_that_its_models_take():
    run = calculate(replace(BONUS, preconditions=frozenset()), by_chance(1), date(YEAR, 1, 1))

    behind = [one.column for one in run.stand_ins]

    assert {*behind} == NATIONAL
    assert len(behind) == len(NATIONAL)


def test_a_model_that_takes_facts_and_earlier_steps_alone_names_none():
    last = EXTRA_INCOME.stages[-1]

    assert assumed(replace(EXTRA_INCOME, stages=(last,)), {last.name: model(last.example)}) == ()


async def test_the_event_of_a_run_names_them(small, database, actor_named, owner):
    run = await computed(database, await actor_named("hr"), known("unit", "T"))

    after = await owner.fetchval(
        "select after from audit_event where happened = 'pay_run.computed' and subject = $1",
        f"PayRun_{run.id}",
    )
    named = orjson.loads(after)["stand_ins"]
    assert {one["column"] for one in named} == NATIONAL
    assert named == run.stand_ins
