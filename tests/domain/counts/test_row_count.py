"""Kept counts are written with the rows that they count, seen by whoever sees these, and summed up by seals."""

import asyncio

import asyncpg
import pytest

from domain.areas import VIEWS, policies
from domain.audit.service import seal
from domain.database import migrate
from domain.database.sessions import raw
from domain.database.state.policy import Rule, holds, own
from domain.verification.verify import verify
from tests.domain.counts.conftest import ADDED, COUNTED, all_of

SUMMED = """
    select table_name, unit_id, sum(delta) as n from row_count group by 1, 2 having sum(delta) <> 0 order by 1, 2
"""


async def test_nobody_sees_a_count_of_rows_that_they_do_not_see(database, owner, actor_named):
    for name in ("employee", "legislator", "admin", "commune_hr"):
        async with database.reading(await actor_named(name)) as session:
            connection = await raw(session)
            for table in COUNTED:
                counts = await connection.fetch(
                    "select distinct unit_id from row_count where table_name = $1", table
                )
                rows = await connection.fetch(f"select distinct unit_id from {table}")
                # Of rows that are seen for being one's own no count is seen.
                expected = set(rows) if name == "commune_hr" else set()
                assert set(counts) == expected, (name, table)

    assert await owner.fetchval("select count(distinct unit_id) from row_count") > 10


async def test_only_a_total_without_filters_is_kept(owner, demo):
    assert "row_count" in all_of("KpiResult").sql
    assert "row_count" in all_of("Assessment").sql
    for name, view in VIEWS.items():
        if not view.counted_by:
            assert "row_count" not in all_of(name).sql, name
        for argument in view.filters:
            assert "row_count" not in all_of(name, **{argument: 0}).sql, (name, argument)


async def test_a_load_is_counted_as_it_is_written(owner, demo):
    for table in COUNTED:
        kept = await owner.fetch(
            "select unit_id, sum(delta) as n from row_count where table_name = $1 group by 1 order by 1",
            table,
        )
        assert kept == await owner.fetch(f"select unit_id, count(*) as n from {table} group by 1 order by 1")
        assert len(kept) > 10


async def test_a_seal_sums_up_what_has_gathered(owner, writer, database):
    for _ in range(8):
        await writer.write()
    before, gathered = await owner.fetch(SUMMED), await owner.fetchval("select count(*) from row_count")

    assert await seal(database) is not None

    assert await owner.fetch(SUMMED) == before
    assert await owner.fetchval("select count(*) from row_count") == len(before) < gathered


async def test_writers_of_one_unit_and_a_seal_wait_for_nobody(owner, owner_url, units, writer, database):
    kept = "select coalesce(sum(delta), 0) from row_count where table_name = 'assessment' and unit_id = $1"
    other = await asyncpg.connect(owner_url)
    before = await owner.fetchval(kept, units[0])
    sql = ADDED.format(table="assessment", day="period_start").replace("|| $2", "|| $2::int")

    first, second = owner.transaction(), other.transaction()
    await first.start()
    await owner.execute(sql, units[0], 50, 3)
    await second.start()
    await asyncio.wait_for(other.execute(sql, units[0], 51, 4), 5)
    sealed = await asyncio.wait_for(seal(database), 5)
    await first.commit()
    await second.rollback()

    assert sealed is not None
    assert await other.fetchval(kept, units[0]) == before + 3
    await other.close()


async def test_a_counted_table_is_not_truncated(owner, demo):
    for table in COUNTED:
        with pytest.raises(asyncpg.RestrictViolationError, match="counted as it is written"):
            await owner.execute(f"truncate {table} cascade")

        assert await owner.fetchval(f"select count(*) from {table}") > 0


async def test_the_revision_counts_what_is_there(owner, owner_url, units, writer):
    await writer.write()
    before = await owner.fetch(SUMMED)

    await migrate.downgrade(owner_url, "0008")
    await migrate.migrate(owner_url)

    assert await owner.fetch(SUMMED) == before


async def test_whoever_verifies_finds_a_count_that_is_not_that_of_the_rows(owner, units):
    assert (await verify(owner)).difference is None
    there = await owner.fetchval("select count(*) from kpi_result where unit_id = $1", units[-1])
    await owner.execute(
        "insert into row_count (table_name, unit_id, delta) values ('kpi_result', $1, 2)", units[-1]
    )

    found = (await verify(owner)).difference

    assert (found.what, found.part) == (f"Unit_{units[-1]}", "the count of its rows in kpi_result")
    assert (found.expected, found.found) == (str(there), str(there + 2))


def test_what_is_counted_is_read_by_the_verb_that_the_view_says():
    counted = {table: rule.counted for table, rule in policies().items() if rule.counted}

    assert {table: view.counted_by for table, view in COUNTED.items()} == counted
    assert counted == {"kpi_result": "results.read", "assessment": "assessment.read"}


def test_a_table_that_is_read_on_another_ground_is_not_counted():
    with pytest.raises(ValueError, match="read by own"):
        Rule(holds("results.read"), counted="results.read")

    assert Rule(own("results.read"), counted="results.read").counted == "results.read"
