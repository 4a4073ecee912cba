"""Chunks of values stand as they are opened line by line: otherwise each would be told somebody else's steps."""

import asyncpg
import pytest

from domain.clock import now
from domain.funds import service as funds
from domain.pay_runs import bulk_write
from domain.pay_runs import service as pay_runs
from tests.domain.audit.conftest import differing

RUN = "(select id from pay_run where state = 'closed')"
FORGED = {
    "shifted": "update pay_line_values set content = ('[0:59]=' || content::text)::text[]",
    "two-dimensional": "update pay_line_values set content = array[content]",
    "split": "insert into pay_line_values select pay_run_id, 1, content[31:] from pay_line_values;"
    "update pay_line_values set content = content[:30] where chunk = 0",
    "before the first": "insert into pay_line_values select pay_run_id, -1, content from pay_line_values",
    "after the last": "insert into pay_line_values select pay_run_id, 200, content from pay_line_values",
    "without a value": "update pay_line_values set content[1] = null",
    "no JSON": "update pay_line_values set content[1] = 'x'",
    "no array": "update pay_line_values set content[1] = '{}'",
}


NO_JSON = """
    insert into pay_line_values select $1, $2, array_fill('x'::text, array[cardinality($3::text[])])
"""


@pytest.mark.parametrize("how", FORGED)
async def test_a_chunk_that_opens_otherwise_than_it_was_written_is_named(superuser, how):
    await superuser.execute("alter table pay_line_values drop constraint ck_pay_line_values_in_order")
    await superuser.execute(f"delete from pay_line_values where pay_run_id <> {RUN}")
    await superuser.execute(f"delete from pay_line where pay_run_id <> {RUN}")
    await superuser.execute(f"delete from pay_run where id <> {RUN}")
    await superuser.execute(FORGED[how])
    run = await superuser.fetchval("select id from pay_run")

    what, part = await differing(superuser)

    number = {"before the first": -1, "after the last": 200}.get(how, 0)
    assert (what, part) == (f"PayRun_{run}", f"chunk {number} of its lines' values")


@pytest.mark.parametrize(
    "content",
    [
        *("('[0:1]={[],[]}')::text[]", "array[array['[]']]", "array[null]::text[]", "'{}'"),
        "array_fill('[]'::text, array[501])",
    ],
)
async def test_a_chunk_is_a_row_of_values_from_one_to_five_hundred(owner, small, computed_run, content):
    await owner.execute("set session_replication_role = replica")

    with pytest.raises(asyncpg.CheckViolationError, match="ck_pay_line_values_in_order"):
        await owner.execute(f"insert into pay_line_values values ($1, 7, {content})", computed_run)

    assert await owner.fetchval("select count(*) from pay_line_values") == 1


@pytest.mark.parametrize(("name", "other"), [("CHUNK", 4), ("_VALUES", NO_JSON)])
async def test_a_run_whose_values_do_not_stand_in_their_places_is_never_computed(
    owner, small, database, hr, monkeypatch, name, other
):
    monkeypatch.setattr(bulk_write, name, other)
    unit = await owner.fetchval("select unit_id from unit_state where kind = 'province'")

    with pytest.raises(Exception, match="do not stand in their places"):
        async with database.writing(hr) as session:
            await pay_runs.create(session, hr, unit, 2026, "Thưởng", now(), funds.check)

    assert await owner.fetchval("select count(*) from pay_run") == 0
