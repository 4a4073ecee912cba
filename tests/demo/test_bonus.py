"""The demo's offices bring about the bonus of its year, as far as they are asked to."""

from datetime import date

import pytest

from demo import Until, load
from demo.year import bonus
from domain import clock
from domain.errors import Conflict

WHO = """
    select m.subject as made, r.subject as reviewed, a.subject as approved, c.subject as closed
    from pay_run p left join account m on m.id = p.made_by left join account r on r.id = p.reviewed_by
    left join account a on a.id = p.approved_by left join account c on c.id = p.closed_by
"""
DECIDED = """
    select e.happened from audit_event e where e.happened like 'pay_run.%' order by at, id
"""
MADE, REVIEWED, DECIDED_BY = "demo|hr", "demo|payroll", "demo|finance"


async def states(owner):
    """The states of runs and of funds, each once."""
    return [
        {row[0] for row in await owner.fetch(f"select distinct state from {table}")}
        for table in ("pay_run", "bonus_fund")
    ]


async def test_the_bonus_is_closed_by_four_decisions_of_three_offices(owner_url, owner):
    summary = await load(owner_url, 60, seed=3)

    (run,) = await owner.fetch("select people, total_vnd, title from pay_run")
    assert await states(owner) == [{"closed"}, {"closed"}]
    assert tuple(run) == (60, summary.bonus_fund_vnd, "Tiền thưởng năm 2026")
    assert tuple(*await owner.fetch(WHO)) == (MADE, REVIEWED, DECIDED_BY, DECIDED_BY)
    told = [row["happened"] for row in await owner.fetch(DECIDED)]
    assert told == ["pay_run.computed", "pay_run.reviewed", "pay_run.approved", "pay_run.closed"]
    paid = "select count(*) from paid_period where kind = 'bonus' and period_start = '2026-01-01'"
    assert await owner.fetchval(paid) == 60


async def test_a_computed_bonus_waits_for_its_review_and_nobody_is_paid(owner_url, owner):
    await load(owner_url, 60, seed=3, until=Until.COMPUTED)

    assert await states(owner) == [{"computed"}, {"open"}]
    assert tuple(*await owner.fetch(WHO)) == (MADE, None, None, None)
    assert await owner.fetchval("select count(*) from paid_period") == 0


async def test_an_assessed_year_has_no_run(owner_url, owner):
    await load(owner_url, 60, seed=3, until=Until.ASSESSED)

    assert await states(owner) == [set(), {"open"}]


async def test_each_decision_is_told_before_it_is_made(owner_url):
    told = []

    await load(owner_url, 60, seed=3, progress=lambda *stage: told.append(stage))

    assert [stage for stage, *_ in told[-5:]] == [*bonus.STEPS, "done"]
    assert [done for _, done, _ in told[1:]] == list(range(len(told) - 1))
    assert told[-1] == ("done", told[-1][2], told[-1][2])


async def test_a_demo_that_ends_while_it_is_played_leaves_the_year_as_it_then_stands(owner_url, owner):
    def fail(stage, _done, _all):
        if stage == "approving the bonus":
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        await load(owner_url, 60, seed=3, progress=fail)

    assert await states(owner) == [{"reviewed"}, {"open"}]
    with pytest.raises(Conflict) as refused:
        await load(owner_url, 60, seed=3)
    assert refused.value.code == "administration_exists"
    assert await states(owner) == [{"reviewed"}, {"open"}]


@pytest.mark.parametrize("day", [None, date(2025, 3, 1)])
async def test_a_year_is_played_on_its_last_day_whatever_the_day_is(owner_url, owner, day):
    clock.set_today(day)

    await load(owner_url, 60, seed=3, year=2027)

    assert await states(owner) == [{"closed"}, {"closed"}]
    assert (clock.today() if clock.is_set() else None) == day
