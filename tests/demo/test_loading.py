"""The demo reaches the database whole or not at all, and leaves every rule of it standing."""

from datetime import date
from functools import partial

import pytest

from demo import Summary, Until, loaded
from demo import load as load_and_play
from domain.actor import SYSTEM
from domain.areas import policies
from domain.computing import snapshot
from domain.computing.calculation import calculate
from domain.database.sessions import owning
from domain.errors import Conflict, Invalid
from domain.facts.period import Period
from domain.pay_runs.kinds.bonus import BONUS
from domain.regulations.in_force import rules_in_force

RULES_OF_TABLES = """
    select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
    from pg_constraint where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public' order by 1
"""
# Rows are what is looked at here; test_playing.py looks at what the demo's offices do with them.
load = partial(load_and_play, until=Until.ASSESSED)
UNITS = "select distinct unit_id from unit_state where holds_fund order by unit_id"


async def rules(owner):
    return [row[0] for row in await owner.fetch(RULES_OF_TABLES)]


async def everything(owner):
    return {table: await owner.fetchval(f"select count(*) from {table}") for table in policies()}


async def test_the_summary_counts_what_is_there(owner_url, owner):
    summary = await load(owner_url, 60, seed=3)

    counts = await everything(owner)
    fund = await owner.fetchrow("select sum(salary_fund_vnd), sum(amount_vnd) from bonus_fund")
    assert summary == Summary(
        60, counts["unit"], counts["position"], counts["kpi_result"], counts["assessment"], *map(int, fund)
    )
    assert counts["employee"] == 60


async def test_every_constraint_and_index_stands_after_the_load(owner_url, owner):
    before = await rules(owner)

    await load(owner_url, 60, seed=3)

    assert await rules(owner) == before


async def test_a_load_that_fails_halfway_leaves_nothing(owner_url, owner):
    before, counts = await rules(owner), await everything(owner)

    def fail(stage, _done, _all):
        if stage == "writing assessment":
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        await load(owner_url, 60, seed=3, progress=fail)

    assert await rules(owner) == before
    assert await everything(owner) == counts
    assert not await loaded(owner_url)


async def test_a_second_administration_is_refused(owner_url, owner):
    await load(owner_url, 60, seed=3)
    counts = await everything(owner)

    with pytest.raises(Conflict) as refused:
        await load(owner_url, 60, seed=4)

    assert refused.value.code == "administration_exists"
    assert await everything(owner) == counts


@pytest.mark.parametrize("employees", [0, 49, 200_001])
async def test_a_size_that_no_province_has_is_refused(owner_url, employees):
    with pytest.raises(Invalid) as refused:
        await load(owner_url, employees, seed=1)

    assert refused.value.code == "employees_out_of_range"
    assert not await loaded(owner_url)


async def test_a_year_before_the_models_begin_is_refused(owner_url):
    with pytest.raises(Invalid) as refused:
        await load(owner_url, 60, seed=1, year=2025)

    assert refused.value.code == "year_without_rules"
    assert not await loaded(owner_url)


async def test_a_later_year_is_drawn_and_paid_by_its_own_numbers(owner_url, owner):
    summary = await load(owner_url, 60, seed=1, year=2027)

    assert await owner.fetchval("select min(month)::text from kpi_result") == "2027-01-01"
    assert summary.bonus_fund_vnd == await owner.fetchval(
        "select sum(amount_vnd) from bonus_fund where year = 2027"
    )


async def test_progress_names_every_stage_and_ends_whole(owner_url):
    told = []

    await load(owner_url, 60, seed=3, progress=lambda *stage: told.append(stage))

    assert told[0][0] == "drawing the province"
    assert [stage for stage, *_ in told[-5:-1]] == [
        "writing kpi_result",
        "writing assessment",
        "checking every reference",
        "gathering statistics",
    ]
    assert [done for _, done, _ in told[1:]] == list(range(len(told) - 1))
    assert told[-1] == ("done", told[-1][2], told[-1][2])
    assert await loaded(owner_url)


async def test_the_trail_says_who_loaded_what(demo, owner):
    event = await owner.fetchrow("select * from audit_event where happened = 'administration.loaded'")

    assert event["actor_id"] == SYSTEM.id
    assert event["reason"] == "demo administration of 2026, seed 1"
    assert '"employees":300' in event["after"]


async def test_a_run_over_the_demo_shares_out_the_funds_that_were_opened(database, owner, actor_named):
    hr = await actor_named("hr")
    root = await owner.fetchval("select id from unit where code = 'LG'")
    async with database.reading(hr) as session:
        taken = await snapshot.take(session, root, Period.year(2026), BONUS)

    computed = calculate(BONUS, taken, date(2026, 1, 1))

    funds = await owner.fetch("select unit_id, amount_vnd from bonus_fund")
    opened = {str(unit): fund for unit, fund in funds}
    assert dict(computed.funds.select("unit_id", "fund_vnd").iter_rows()) == opened
    assert computed.total_vnd == sum(opened.values())
    assert computed.people["employee"].n_unique() == 300


async def test_a_regulation_is_in_force_for_every_unit_and_some_set_their_own_numbers(demo, owner_url, owner):
    units = [row["unit_id"] for row in await owner.fetch(UNITS)]
    async with owning(owner_url, SYSTEM) as session:
        hashes = [(await rules_in_force(session, unit, date(2026, 12, 31))).hash for unit in units]

    assert len(hashes) == len(units) == 4
    assert len(set(hashes)) == 3


async def test_every_account_holds_the_verbs_of_its_work(demo, owner):
    rows = await owner.fetch(
        "select a.subject, string_agg(g.verb, ' ' order by g.verb) as verbs from account a"
        " left join access_grant g on g.account_id = a.id group by a.subject"
    )
    held = {row["subject"]: row["verbs"] for row in rows}

    assert held["demo|legislator"] == "scenario.simulate"
    assert held["demo|assessor"] == "assessment.confirm assessment.read people.read results.read"
    assert held["demo|employee"] is held["meritgrid|system"] is None
    assert {"pay_run.create", "pay_run.review"} <= {*held["demo|hr"].split()}
    assert {"pay_run.approve", "pay_run.close"} <= {*held["demo|finance"].split()}
    assert "pay_run.close" not in held["demo|hr"].split()
    assert "pay_run.create" not in held["demo|finance"].split()
    assert await owner.fetchval("select id from account where subject = 'meritgrid|system'") == SYSTEM.id


async def test_the_employee_who_signs_in_leads_nobody_in_the_commune_of_its_hr(database, owner, actor_named):
    employee, commune = await actor_named("employee"), await actor_named("commune_hr")

    row = await owner.fetchrow(
        "select p.leader, c.ancestor_id, g.unit_id from employee e"
        " join occupancy o on o.employee_id = e.id join position p on p.id = o.position_id"
        " join unit_closure c on c.unit_id = e.unit_id"
        " join access_grant g on g.account_id = $2 and g.unit_id = c.ancestor_id and g.verb = 'people.read'"
        " where e.id = $1",
        employee.id,
        commune.id,
    )

    assert row["leader"] is False
    assert row["ancestor_id"] == row["unit_id"]


async def test_a_renamed_commune_keeps_the_name_it_had(demo, owner):
    rows = await owner.fetch(
        "select effective_from::text, name from unit_state where unit_id in (select unit_id from unit_state"
        " group by unit_id having count(*) > 1) order by effective_from"
    )

    assert [row["effective_from"] for row in rows] == ["2025-07-01", "2026-03-01"]
    assert rows[1]["name"] == f"{rows[0]['name']} Mới"
