"""The values of lines stand in chunks that nobody reads: each opens through a line that its reader may read."""

import json
from pathlib import Path

import asyncpg
import polars as pl
import pytest

import domain.pay_runs
from demo import sources
from domain.audit.hashing import canonical, merkle, tables
from domain.database.sessions import raw
from domain.errors import Conflict, NotFound
from domain.pay_runs.bulk_write import CHUNK
from domain.pay_runs.policies import POLICIES
from domain.pay_runs.proof import columns, sentences

ACCOUNTS = sorted(set(sources.read("rights")["accounts"]) | {"employee"})
SQL = " ".join((Path(domain.pay_runs.__file__).parent / "sql" / "proof.sql").read_text().split())


def test_values_are_opened_by_the_very_question_that_lets_a_line_be_read():
    policy = POLICIES["pay_line"].read

    assert policy is not None
    assert f"from pay_line where id = line and (meritgrid_owning() or {' '.join(policy.sql.split())})" in SQL


def test_the_database_takes_as_many_lines_for_a_chunk_as_are_written():
    assert f"v.content[line.place % {CHUNK} + 1]" in SQL
    assert f"v.chunk = line.place / {CHUNK}" in SQL


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("state", ["computed", "approved"])
async def test_nobody_opens_a_chunk_but_through_a_line_of_theirs(
    owner, small, computed_run, database, actor_named, finance, name, state
):
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update pay_run set state = $1, reviewed_by = $2, approved_by = $2", state, finance.id
    )
    actor = await actor_named(name)
    every = [row["id"] for row in await owner.fetch("select id from pay_line order by id")]

    async with database.reading(actor) as session:
        connection = await raw(session)
        visible = {row["id"] for row in await connection.fetch("select id from pay_line")}
        opened = {
            line for line in every if await connection.fetchval("select values_of_line($1)", line) is not None
        }
        told = {row["pay_line_id"] for row in await connection.fetch("select pay_line_id from pay_line_step")}
        values = await connection.fetchval("select count(*) from pay_line_step where value is not null")

    assert opened == visible >= told
    assert (values > 0) == bool(told)
    if name == "employee":
        assert len(visible) == (state == "approved")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.reading(actor) as session:
            await (await raw(session)).fetch("select * from pay_line_values")


async def test_whoever_verifies_everything_reads_whole_chunks_and_nobody_else(
    owner, small, computed_run, database, actor_named
):
    asked = "select chunk, cardinality(content) from values_of_run($1, 0, 9)"
    async with database.reading(await actor_named("auditor")) as session:
        found = await (await raw(session)).fetch(asked, computed_run)

    assert [tuple(row) for row in found] == [(0, 6)]
    for name in ("hr", "finance", "legislator", "employee"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.reading(await actor_named(name)) as session:
                await (await raw(session)).fetch(asked, computed_run)


async def test_columns_hold_the_value_of_every_step_of_every_line(owner, small, computed_run, database, hr):
    async with database.reading(hr) as session:
        kept = await columns.load(session, computed_run)

    assert kept["line"].to_list() == [0, 1, 2, 3, 4, 5]
    lines = await owner.fetch("select id, rated, amount_vnd from pay_line")
    assert kept["amount_vnd"].sum() == sum(line["amount_vnd"] for line in lines)
    steps = await owner.fetch("select pay_line_id, name, value from pay_line_step order by ordinal")
    told = {
        line["id"]: {
            step["name"]: json.loads(step["value"]) for step in steps if step["pay_line_id"] == line["id"]
        }
        for line in lines
    }
    names = next(iter(told.values())).keys()
    assert {*kept.columns} == {"line", "rules_number", "rated", "amount_vnd", *names}
    rows = sorted(str(row) for row in kept.select(*names).to_dicts())
    assert rows == sorted(str(dict(each)) for each in told.values())


async def test_columns_that_were_changed_are_refused_by_name(owner, small, computed_run, database, hr):
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update pay_run_columns set content = set_byte(content, 99, get_byte(content, 99) # 1)"
    )

    for load in (columns.load, columns.load_to_simulate):
        with pytest.raises(Conflict) as refused:
            async with database.reading(hr) as session:
                await load(session, computed_run)

        assert refused.value.code == "run_columns_changed"
        assert f"PayRun_{computed_run}" in refused.value.message


async def test_columns_are_read_by_whoever_reads_the_lines_and_lent_to_whoever_simulates(
    small, computed_run, database, actor_named
):
    async with database.reading(await actor_named("legislator")) as session:
        assert (await columns.load_to_simulate(session, computed_run)).height == 6
    with pytest.raises(NotFound) as refused:
        async with database.reading(await actor_named("legislator")) as session:
            await columns.load(session, computed_run)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.reading(await actor_named("employee")) as session:
            await (await raw(session)).fetch("select columns_to_simulate($1)", computed_run)

    assert refused.value.code == "run_columns_not_found"


async def test_what_a_step_says_is_written_once_however_many_runs_say_it(owner, make_run):
    await make_run()
    once = await owner.fetchval("select count(*) from step_sentence")
    await make_run()

    assert await owner.fetchval("select count(*) from step_sentence") == once > 40
    assert await owner.fetchval("select count(*) from pay_run_step") > 2 * once
    assert await owner.fetchval("select count(*) from pay_run_step_seen where says is null") == 0


async def test_nobody_writes_another_sentence_under_a_name_that_is_used(owner, small, computed_run):
    with pytest.raises(asyncpg.CheckViolationError, match="named by the hash"):
        await owner.execute(
            "insert into step_sentence select repeat('0', 64), says, certainty, law, agreement, choice, parameters"
            " from step_sentence limit 1"
        )

    assert await owner.fetchval("select count(*) from step_sentence where hash = repeat('0', 64)") == 0


async def test_nobody_writes_a_sentence_who_makes_no_run(owner, small, computed_run, database, hr):
    said = dict.fromkeys(sentences.FIELDS, "x") | {"parameters": "[]", "inputs": "[]"}
    name = merkle.leaf(canonical.record(sentences.KIND, said, sentences.FIELDS)).hex()

    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.writing(hr) as session:
            await (await raw(session)).execute(
                "insert into step_sentence values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", name, *said.values()
            )

    assert await owner.fetchval("select count(*) from step_sentence where hash = $1", name) == 0


def test_a_table_is_hashed_by_its_values_and_not_by_how_they_are_kept():
    table = pl.DataFrame(
        {
            "person": [1, 2, None],
            "name": ["ư", None, ""],
            "day": [None, None, None],
            "yes": [True, False, None],
        }
    )
    table = table.with_columns(pl.col("day").cast(pl.Date))
    narrow = table.with_columns(pl.col("person").cast(pl.Int16), pl.col("name").cast(pl.Categorical))

    assert tables.digest(table) == tables.digest(narrow)
    assert tables.digest(table) != tables.digest(table.with_columns(pl.col("name").fill_null("")))
    with pytest.raises(TypeError, match="Float64"):
        tables.digest(table.with_columns(pl.lit(0.5).alias("share")))
