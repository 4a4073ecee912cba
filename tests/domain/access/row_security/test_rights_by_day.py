"""Rights, and pay runs, follow the tree of the session's day: a reorganisation to come moves nothing yet."""

from datetime import date

import asyncpg
import pytest

from demo import DEMO_DAY
from domain import clock
from domain.computing import snapshot
from domain.database.tables import new_id
from domain.facts.period import Period
from domain.pay_runs.kinds.bonus import BONUS

MOVED = date(2027, 7, 1)
STATE = "insert into unit_state values ($1, $2, $3, 'X', 'commune', $4, true, false)"


@pytest.fixture
async def neighbour(owner, local, province):
    """Another commune, that will come under the local one."""
    found = await owner.fetchval(
        "select unit_id from unit_state where kind = 'commune' and unit_id <> $1 and parent_id = $2 limit 1",
        local.unit,
        province,
    )
    await owner.execute(STATE, new_id(), MOVED, found, local.unit)
    return found


async def people(attempt, actor, unit):
    rows = await attempt(actor, "select 1 from employee where unit_id = $1", unit)
    return len(rows)


@pytest.mark.parametrize(
    ("day", "reached"),
    [(DEMO_DAY, False), (date(2027, 6, 30), False), (MOVED, True), (date(2090, 1, 1), True)],
)
async def test_a_right_reaches_a_unit_from_the_day_on_which_it_comes_below(
    attempt, local, neighbour, owner, day, reached
):
    clock.set_today(day)
    units = await attempt(local.actor, "select u from meritgrid_units($1, 'people.read') u", local.actor.id)
    there = await owner.fetchval("select count(*) from employee where unit_id = $1", neighbour)

    assert (neighbour in {row["u"] for row in units}) == reached
    assert await people(attempt, local.actor, neighbour) == (there if reached else 0)
    assert there > 0


async def test_a_right_no_longer_reaches_a_unit_that_has_gone_elsewhere(
    attempt, local, neighbour, owner, province
):
    await owner.execute(STATE, new_id(), date(2028, 1, 1), neighbour, province)

    clock.set_today(date(2027, 12, 31))
    assert await people(attempt, local.actor, neighbour) > 0
    clock.set_today(date(2028, 1, 1))
    assert await people(attempt, local.actor, neighbour) == 0


async def test_a_pay_run_takes_the_people_below_the_unit_today(database, mighty, local, neighbour):
    async def paid(day):
        clock.set_today(day)
        async with database.reading(mighty) as session:
            return set((await snapshot.take(session, local.unit, Period.year(2026), BONUS)).units["unit_id"])

    assert await paid(DEMO_DAY) == {str(local.unit)}
    assert await paid(MOVED) == {str(local.unit), str(neighbour)}


async def test_the_root_is_everywhere_on_each_day(attempt, mighty, neighbour, owner):
    for day in (date(2020, 1, 1), DEMO_DAY, date(2090, 1, 1)):
        clock.set_today(day)
        rows = await attempt(mighty, "select count(*) from unit_closure where depth = 0")
        assert rows[0][0] == await owner.fetchval("select count(*) from unit")
    clock.set_today(DEMO_DAY)
    assert (await attempt(mighty, "select meritgrid_everywhere($1, 'people.read')", mighty.id))[0][0]


async def test_a_unit_that_begins_later_is_already_where_it_will_be(attempt, local, owner):
    unit = new_id()
    await owner.execute("insert into unit values ($1, 'NEW-1')", unit)
    await owner.execute(STATE, new_id(), date(2027, 3, 1), unit, local.unit)

    units = await attempt(local.actor, "select u from meritgrid_units($1, 'people.read') u", local.actor.id)
    assert unit in {row["u"] for row in units}


async def test_another_name_does_not_bring_a_planned_move_forward(attempt, local, neighbour, owner, province):
    """A local writer keeps the parent of that day: here the province until 2028, the neighbour from then on."""
    far = date(2028, 1, 1)
    await owner.execute(STATE, new_id(), MOVED.replace(month=8), neighbour, province)
    await owner.execute(STATE, new_id(), far, local.unit, neighbour)

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(local.actor, STATE, new_id(), date(2027, 9, 1), local.unit, neighbour)
    await attempt(local.actor, STATE, new_id(), date(2027, 9, 1), local.unit, province)

    parents = await owner.fetch(
        "select parent_id from unit_state where unit_id = $1 order by effective_from", local.unit
    )
    assert [row[0] for row in parents] == [province, province, neighbour]
