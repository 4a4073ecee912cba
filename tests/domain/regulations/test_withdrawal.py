"""A draft that is to bind nobody is taken back; what is published stays, and the trail keeps both."""

import json
from datetime import date
from uuid import uuid4

import asyncpg
import pytest

from domain.clock import now
from domain.database.errors import refusal_from
from domain.errors import Conflict, NotFound
from domain.regulations import service, withdrawal

FROM = date(2026, 11, 1)
DRAFTS = "select count(*) from regulation where published_by is null"


@pytest.fixture
async def draft(database, hr, province, owner):
    """Drafts a regulation of the province for one day and gives its id."""

    async def write(title="Regulation 12"):
        models = await owner.fetchval("select models::text from regulation limit 1")
        async with database.writing(hr) as session:
            return (await service.draft(session, hr, province, FROM, title, json.loads(models), {})).id

    return write


@pytest.fixture
def publish(database, finance):
    """Publishes a draft."""

    async def put_in_force(regulation):
        async with database.writing(finance) as session:
            return await service.publish(session, finance, regulation, 1, now())

    return put_in_force


@pytest.fixture
def withdraw(database):
    """Withdraws a draft as somebody."""

    async def take_back(actor, regulation, reason="Another one begins that day"):
        async with database.writing(actor) as session:
            return await withdrawal.withdraw(session, actor, regulation, reason)

    return take_back


async def test_a_draft_that_cannot_be_published_is_taken_back_and_another_day_published(
    draft, publish, withdraw, hr, province, owner, trail
):
    first, second = await draft(), await draft("Regulation 13")
    await publish(first)
    with pytest.raises(Conflict, match="withdrawRegulation"):
        await publish(second)

    assert await withdraw(hr, second) == province

    assert await owner.fetchval(DRAFTS) == 0
    assert await trail() == [
        "regulation.drafted", "regulation.drafted", "regulation.published", "regulation.withdrawn",
    ]  # fmt: skip


async def test_the_trail_keeps_what_a_draft_said_and_why_it_was_withdrawn(draft, withdraw, hr, owner):
    drafted = await draft()

    await withdraw(hr, drafted, "a slip")

    event = await owner.fetchrow("select * from audit_event where happened = 'regulation.withdrawn'")
    assert (event["actor_id"], event["subject"]) == (hr.id, f"Regulation_{drafted}")
    assert (event["reason"], event["after"]) == ("a slip", None)
    assert '"title":"Regulation 12"' in event["before"]
    assert f'"drafted_by":"Account_{hr.id}"' in event["before"]
    assert '"effective_from":"2026-11-01"' in event["before"]


async def test_a_published_regulation_is_not_withdrawn(draft, publish, withdraw, hr, owner, trail):
    drafted = await draft()
    await publish(drafted)
    before = await trail()

    with pytest.raises(Conflict) as refused:
        await withdraw(hr, drafted)

    assert refused.value.code == "already_published"
    assert await owner.fetchval("select published_by is not null from regulation where id = $1", drafted)
    assert await trail() == before


async def test_who_may_not_draft_withdraws_nothing(draft, withdraw, finance, owner, trail):
    drafted = await draft()

    with pytest.raises(Exception, match="the actor may not regulation") as refused:
        await withdraw(finance, drafted)

    assert refusal_from(refused.value).code == "forbidden"
    assert await owner.fetchval(DRAFTS) == 1
    assert await trail() == ["regulation.drafted"]


async def test_what_is_not_there_is_not_withdrawn(draft, withdraw, hr, owner, trail):
    await draft()

    with pytest.raises(NotFound) as absent:
        await withdraw(hr, uuid4())

    assert absent.value.code == "regulation_not_found"
    assert await owner.fetchval(DRAFTS) == 1
    assert await trail() == ["regulation.drafted"]


async def test_the_database_withdraws_no_published_one_either(draft, publish, database, hr, owner):
    drafted = await draft()
    await publish(drafted)

    with pytest.raises(Exception, match="a regulation that is published stays"):
        async with database.writing(hr) as session:
            await (await session.connection()).exec_driver_sql(f"select withdraw_regulation('{drafted}')")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await owner.execute(f"set role meritgrid_app; delete from regulation where id = '{drafted}'")

    await owner.execute("reset role")
    assert await owner.fetchval("select count(*) from regulation where id = $1", drafted) == 1
