"""The trail tells who signed in, by which provider, and how a session ended; nothing that opens one, and no address."""

import json
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from domain import clock
from domain.access.accounts import sessions
from domain.access.accounts.sessions import End, Limits
from domain.audit import service as audit

LIMITS = Limits(timedelta(minutes=30), timedelta(hours=12))
SECRET_HASH, OTHER_HASH = b"a" * 32, b"b" * 32


@pytest.fixture
def sign_in(database, small):
    """`await sign_in(actor, hashed, now)`: a session of somebody who proved five minutes ago who they are."""

    async def begin(actor, hashed, now):
        async with database.writing(actor) as session:
            await sessions.start(session, hashed, now - timedelta(minutes=5), now, LIMITS)

    return begin


@pytest.fixture
def told(owner):
    """`await told()`: the events of sessions, the oldest first, with what they say afterwards."""

    async def read():
        rows = await owner.fetch(
            "select happened, actor_id, subject, unit_id, reason, before, after, secret_of from audit_event"
            " where happened like 'session.%' order by id"
        )
        return [{**dict(row), "after": json.loads(row["after"])} for row in rows]

    return read


async def test_a_sign_in_is_told_with_its_account_its_provider_and_when_it_was_proven(hr, sign_in, told):
    now = clock.now().replace(microsecond=0)
    await sign_in(hr, SECRET_HASH, now)

    (event,) = await told()

    assert event.pop("after") == {
        "provider": "demo",
        "signed_in_at": (now - timedelta(minutes=5)).isoformat(),
    }
    assert event.pop("secret_of") is not None
    assert event == {
        "happened": "session.started",
        "actor_id": hr.id,
        "subject": f"Account_{hr.id}",
        "unit_id": None,
        "reason": "",
        "before": None,
    }


@pytest.mark.parametrize("how", [End.SIGNED_OUT, End.REPLACED])
async def test_an_end_is_told_once_with_how_it_came_about(database, hr, sign_in, told, how):
    now = clock.now().replace(microsecond=0)
    await sign_in(hr, SECRET_HASH, now)
    for _ in range(2):
        async with database.writing(hr) as session:
            await sessions.end(session, hr, SECRET_HASH, now, how)

    _, *ends = await told()

    assert [(end["happened"], end["actor_id"], end["subject"]) for end in ends] == [
        ("session.ended", hr.id, f"Account_{hr.id}")
    ]
    assert ends[0]["after"] == {
        "how": how.value,
        "sessions": 1,
        "signed_in_at": [(now - timedelta(minutes=5)).isoformat()],
    }


async def test_all_sessions_that_end_together_are_one_event(database, hr, sign_in, told):
    now = clock.now()
    for hashed in (SECRET_HASH, OTHER_HASH):
        await sign_in(hr, hashed, now)
    async with database.writing(hr) as session:
        ended = await sessions.end_all(session, hr, now)

    *_, end = await told()

    assert (ended, end["after"]["how"], end["after"]["sessions"]) == (2, "signed_out_everywhere", 2)


async def test_a_session_that_goes_on_or_runs_out_is_no_event(database, hr, sign_in, told):
    now = clock.now()
    await sign_in(hr, SECRET_HASH, now)
    for minutes in (2, 31, 61, 92):
        await sessions.find(database, SECRET_HASH, now + timedelta(minutes=minutes))

    over = now + timedelta(minutes=92)
    assert await sessions.find(database, SECRET_HASH, over) is None
    async with database.writing(hr) as session:
        assert await sessions.end_all(session, hr, over) == 0
    assert [event["happened"] for event in await told()] == ["session.started"]


async def test_a_sign_in_that_is_undone_is_not_told(database, hr, small, told, owner):
    async def undone():
        async with database.writing(hr) as session:
            await sessions.start(session, SECRET_HASH, clock.now(), clock.now(), LIMITS)
            raise LookupError

    with pytest.raises(LookupError):
        await undone()

    assert await told() == []
    assert await owner.fetchval("select count(*) from account_session") == 0


async def test_nothing_that_opens_a_session_is_in_the_trail(database, hr, sign_in, owner):
    await sign_in(hr, SECRET_HASH, clock.now())
    async with database.writing(hr) as session:
        await sessions.end(session, hr, SECRET_HASH, clock.now(), End.SIGNED_OUT)

    written = await owner.fetch("select to_json(e)::text from audit_event e where happened like 'session.%'")

    assert len(written) == 2
    assert all(SECRET_HASH.hex() not in row[0] for row in written)


@pytest.mark.parametrize("happened", ["session.started", "session.ended"])
async def test_nobody_tells_of_a_session_that_never_was(database, hr, small, told, happened):
    with pytest.raises(DBAPIError, match="may not load"):
        async with database.writing(hr) as session:
            await audit.tell(session, hr, happened, f"Account_{hr.id}", after={"how": "signed_out"})

    assert await told() == []


async def test_who_signs_in_is_salted_as_the_person_whose_account_it_is(database, actor_named, sign_in, told):
    employee = await actor_named("employee")
    await sign_in(employee, SECRET_HASH, clock.now())

    assert [event["secret_of"] for event in await told()] == [employee.id]
