"""The total that a reader is told is what `count(*)` gives them, whatever was written, moved, deleted and undone."""

from domain.actor import Actor
from domain.audit.service import seal
from domain.database.tables import new_id
from tests.domain.counts.conftest import COUNTED
from tests.tiers import examples, thorough


async def test_all_accounts_are_told_what_they_would_count(everybody, granted, totals, owner):
    seen = set()

    for actor in [*everybody, *granted]:
        kept, counted = await totals(actor)
        assert kept == counted, actor
        seen.add(counted["kpi_result"])

    assert len(everybody) >= 8
    assert {0, await owner.fetchval("select count(*) from kpi_result")} < seen
    assert len(seen) > 10


@thorough
async def test_totals_stay_so_whatever_is_written_moved_deleted_undone_and_summed_up(
    everybody, granted, totals, writer, database
):
    told = set()

    for turn in range(examples(30)):
        await writer.write()
        if turn % 7 == 3:
            await seal(database)
        for actor in writer.random.sample([*everybody, *granted], 6):
            kept, counted = await totals(actor)
            assert kept == counted, (turn, actor)
            told.add(tuple(counted.values()))

    assert {
        (table, verb, True) for table in COUNTED for verb in ("insert", "update", "delete")
    } <= writer.written
    assert len(told) > 30


async def test_a_right_over_part_of_the_tree_and_rows_of_ones_own_elsewhere_are_not_counted_twice(
    owner, units, totals
):
    row = await owner.fetchrow(
        "select employee_id, unit_id, count(*) from kpi_result group by 1, 2 order by 3 desc, 1 limit 1"
    )
    actor, elsewhere = (
        Actor(row["employee_id"], "own"),
        next(u for u in reversed(units) if u != row["unit_id"]),
    )
    own_rows = await owner.fetchval("select count(*) from kpi_result where employee_id = $1", actor.id)
    whole = "select count(*) from kpi_result where unit_id = $1"
    give = "insert into access_grant values ($1, $2, 'results.read', $3, '2026-01-01', null)"
    if not await owner.fetchval("select exists (select from account where id = $1)", actor.id):
        await owner.execute("insert into account values ($1, 'own', 'own')", actor.id)

    assert (await totals(actor))[0] == (await totals(actor))[1]
    assert (await totals(actor))[0]["kpi_result"] == own_rows > 0

    await owner.execute(give, new_id(), actor.id, row["unit_id"])

    kept, counted = await totals(actor)
    assert kept == counted
    assert kept["kpi_result"] >= await owner.fetchval(whole, row["unit_id"]) > own_rows

    await owner.execute(give, new_id(), actor.id, elsewhere)
    kept, counted = await totals(actor)
    assert kept == counted
