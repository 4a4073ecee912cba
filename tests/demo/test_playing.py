"""The demo's offices bring about the bonus of its year and a quarter's extra income, as far as they are asked to."""

from datetime import date

import pytest

from demo import Until, load
from demo.year import play
from domain import clock
from domain.errors import Conflict

RUNS = """
    select p.kind, p.state, p.people, p.total_vnd, p.title, m.subject as made, r.subject as reviewed,
           a.subject as approved, c.subject as closed
    from pay_run p left join account m on m.id = p.made_by left join account r on r.id = p.reviewed_by
    left join account a on a.id = p.approved_by left join account c on c.id = p.closed_by order by p.kind
"""
DECIDED = """
    select happened from audit_event where happened like 'pay_run.%' or happened like 'regulation.%' order by at, id
"""
PAID = "select kind, count(distinct employee_id) from paid_period group by kind"
HR, PAYROLL, FINANCE = "demo|hr", "demo|payroll", "demo|finance"


async def states(owner):
    """The states of runs of the bonus and of funds, each once."""
    runs = await owner.fetch("select distinct state from pay_run where kind = 'bonus'")
    funds = await owner.fetch("select distinct state from bonus_fund")
    return [{row["state"] for row in rows} for rows in (runs, funds)]


async def test_the_bonus_is_closed_by_four_decisions_of_three_offices(owner_url, owner):
    summary = await load(owner_url, 60, seed=3)

    bonus, _ = await owner.fetch(RUNS)
    assert await states(owner) == [{"closed"}, {"closed"}]
    assert tuple(bonus)[:5] == ("bonus", "closed", 60, summary.bonus_fund_vnd, "Tiền thưởng năm 2026")
    assert tuple(bonus)[5:] == (HR, PAYROLL, FINANCE, FINANCE)
    assert [tuple(row) for row in await owner.fetch(PAID)] == [("bonus", 60)]


async def test_a_commune_s_extra_income_of_a_quarter_is_reviewed_and_waits_for_its_approval(owner_url, owner):
    summary = await load(owner_url, 60, seed=3)

    _, run = await owner.fetch(RUNS)
    unit, period = await owner.fetchrow(
        "select s.kind, concat_ws(' ', r.period, r.period_start) from pay_run r"
        " join unit_state s on s.unit_id = r.unit_id where r.kind = 'extra_income'"
    )
    assert tuple(run)[:2] == ("extra_income", "reviewed")
    assert run["people"] > 3
    assert summary.extra_income_waits
    assert run["total_vnd"] > 0
    assert run["title"] == "Thu nhập tăng thêm quý III năm 2026"
    assert tuple(run)[5:] == (HR, PAYROLL, None, None)
    assert (unit, period) == ("commune", "quarter 2026-07-01")


async def test_every_decision_of_the_year_stands_in_the_trail(owner_url, owner):
    await load(owner_url, 60, seed=3)

    assert [row["happened"] for row in await owner.fetch(DECIDED)] == [
        "regulation.drafted",
        "regulation.published",
        *("pay_run.computed", "pay_run.reviewed"),
        *("pay_run.computed", "pay_run.reviewed", "pay_run.approved", "pay_run.closed"),
    ]


async def test_a_computed_bonus_waits_for_its_review_and_nobody_is_paid(owner_url, owner):
    await load(owner_url, 60, seed=3, until=Until.COMPUTED)

    (run,) = await owner.fetch(RUNS)
    assert await states(owner) == [{"computed"}, {"open"}]
    assert tuple(run)[5:] == (HR, None, None, None)
    assert await owner.fetchval("select count(*) from paid_period") == 0


async def test_an_assessed_year_has_no_run(owner_url, owner):
    await load(owner_url, 60, seed=3, until=Until.ASSESSED)

    assert await owner.fetchval("select count(*) from pay_run") == 0
    assert await states(owner) == [set(), {"open"}]


@pytest.mark.parametrize("until", Until)
async def test_each_step_is_told_before_it_is_taken(owner_url, until):
    told = []

    await load(owner_url, 60, seed=3, progress=lambda *stage: told.append(stage), until=until)

    steps = [*play.STEPS[until], "done"]
    assert [stage for stage, *_ in told[-len(steps) :]] == steps
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
async def test_a_later_year_is_played_on_its_last_day_without_an_income_whose_numbers_nobody_knows(
    owner_url, owner, day
):
    clock.set_today(day)

    told = []

    summary = await load(owner_url, 60, seed=3, year=2027, progress=lambda *stage: told.append(stage))

    assert not summary.extra_income_waits
    assert "computing the extra income of a commune" not in [stage for stage, *_ in told]
    assert told[-1] == ("done", told[-1][2], told[-1][2])
    assert await states(owner) == [{"closed"}, {"closed"}]
    assert await owner.fetchval("select count(*) from pay_run where kind <> 'bonus'") == 0
    assert (clock.today() if clock.is_set() else None) == day
