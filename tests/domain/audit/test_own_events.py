"""What somebody did stays known to them; what it said goes with the right to read it."""

import orjson
import pytest

from domain.database.tables import new_id

SEEN = "select happened, reason, before, after from {} where actor_id = $1 order by id"


@pytest.fixture
async def hr_did(owner, hr, province):
    """Events of HR, each of which says something of others."""
    await owner.execute("set session_replication_role = replica")
    for happened in ("grade.set", "assessment.confirmed", "results.recorded", "pay_run.computed", "odd.one"):
        await owner.execute(
            "insert into audit_event (id, at, day, actor_id, happened, subject, unit_id, reason, before, after, leaf)"
            " values ($1, now(), '2026-12-31', $2, $3, 'Employee_1', $4, 'Theo quyết định', $5, $6, '')",
            new_id(),
            hr.id,
            happened,
            province,
            orjson.dumps({"step": 3}).decode(),
            orjson.dumps({"step": 4}).decode(),
        )


async def rows(database, actor, relation):
    async with database.pool.acquire() as connection, connection.transaction():
        await connection.execute(
            "select set_config('meritgrid.actor', $1, true), set_config('meritgrid.day', '2026-12-31', true)",
            str(actor.id),
        )
        return [tuple(row) for row in await connection.fetch(SEEN.format(relation), actor.id)]


async def test_own_events_say_what_they_said_while_the_right_is_held(database, hr, hr_did):
    seen = await rows(database, hr, "audit_event_seen")

    assert [row[0] for row in seen] == [
        "grade.set", "assessment.confirmed", "results.recorded", "pay_run.computed", "odd.one"
    ]  # fmt: skip
    assert [row[1:] for row in seen[:4]] == [
        ("Theo quyết định", orjson.dumps({"step": 3}).decode(), orjson.dumps({"step": 4}).decode())
    ] * 4
    # What nobody's right is known to reach is for those who read the trail.
    assert seen[4][1:] == ("", None, None)


async def test_own_events_say_nothing_when_the_right_has_gone(database, hr, hr_did, owner):
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update access_grant set effective_until = '2026-12-31' where account_id = $1", hr.id)

    assert await rows(database, hr, "audit_event") == []
    seen = await rows(database, hr, "audit_event_seen")
    assert [row[0] for row in seen] == [
        "grade.set", "assessment.confirmed", "results.recorded", "pay_run.computed", "odd.one"
    ]  # fmt: skip
    assert {row[1:] for row in seen} == {("", None, None)}


async def test_each_right_opens_its_own_events_only(database, hr, hr_did, owner):
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update access_grant set effective_until = '2026-12-31' where account_id = $1 and verb <> 'results.read'",
        hr.id,
    )

    seen = await rows(database, hr, "audit_event")
    assert [row[0] for row in seen] == ["results.recorded"]


async def test_nobody_sees_the_events_of_others_without_the_right(database, hr, hr_did, actor_named, owner):
    legislator, auditor = await actor_named("legislator"), await actor_named("auditor")
    everything = "select happened from audit_event_seen where actor_id <> $1"

    for actor, most in ((legislator, 0), (auditor, 5)):
        async with database.pool.acquire() as connection, connection.transaction():
            await connection.execute(
                "select set_config('meritgrid.actor', $1, true), set_config('meritgrid.day', '2026-12-31', true)",
                str(actor.id),
            )
            assert len(await connection.fetch(everything, actor.id)) >= most
            assert most or await connection.fetch(everything, actor.id) == []
