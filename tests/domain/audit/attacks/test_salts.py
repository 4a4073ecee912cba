"""Whoever may ask for the salts of lines learns nothing that salts an event, nor of whom the run is not about."""

from uuid import UUID

import pytest

from domain.database.sessions import raw
from domain.pay_runs.proof import salts
from tests.domain.audit.conftest import salt

COPY = """
    insert into pay_run select (jsonb_populate_record(r, jsonb_build_object(
        'id', $1::text, 'state', 'computing', 'made_by', $2::text))).* from pay_run r limit 1
"""


@pytest.fixture
async def named_like_an_event(owner, small, computed_run, hr):
    """A run in the making whose id is that of an event about a person."""
    event = await owner.fetchrow("select * from audit_event where happened = 'assessment.confirmed' limit 1")
    await owner.execute("set session_replication_role = replica")
    await owner.execute(COPY, str(event["id"]), str(hr.id))
    return event


async def test_a_run_named_like_an_event_salts_its_lines_otherwise(owner, named_like_an_event, database, hr):
    event = named_like_an_event
    async with database.reading(hr) as session:
        (found,) = await salts.of_lines(session, event["id"], [str(event["secret_of"])])

    assert found != await salt(owner, event)
    assert len(found) == 32


async def test_of_whom_a_run_is_not_about_nobody_is_told_a_salt(owner, small, computed_run, database, hr):
    first, *others = [
        row["id"] for row in await owner.fetch("select employee_id as id from pay_line order by 1")
    ]
    await owner.execute("set session_replication_role = replica")
    await owner.execute("delete from pay_line where employee_id = $1", first)

    async with database.reading(hr) as session:
        found = await salts.of_lines(session, computed_run, [str(first), *map(str, others), str(UUID(int=7))])

    assert [len(each) for each in found] == [0, *(32 for _ in others), 0]


async def test_whoever_makes_a_run_of_one_unit_is_told_no_salt_of_another(
    owner, named_like_an_event, database, hr
):
    run = named_like_an_event["id"]
    person = await owner.fetchrow("select id, unit_id from employee limit 1")
    other = await owner.fetchrow(
        "select id, unit_id from employee e where not exists (select from occupancy o"
        " where o.employee_id = e.id and o.unit_id = $1) and unit_id <> $1 limit 1",
        person["unit_id"],
    )
    await owner.execute("update pay_run set unit_id = $2 where id = $1", run, person["unit_id"])

    async with database.reading(hr) as session:
        asked = "select line_salts($1, array[$2, $3]::uuid[])"
        found = await (await raw(session)).fetchval(asked, run, person["id"], other["id"])

    assert [len(each) for each in found] == [32, 0]
