"""`meritgrid sessions end`: a lost computer is nobody's any more."""

import asyncio
from datetime import timedelta

import pytest

from domain import clock
from domain.access.accounts import sessions
from domain.access.accounts.sessions import Limits
from domain.actor import SYSTEM

LIMITS = Limits(timedelta(minutes=30), timedelta(hours=12))


@pytest.fixture
def on_database(meritgrid, owner_url, monkeypatch):
    """Ask the command about this test's database, off the tests' own event loop."""
    monkeypatch.setenv("DATABASE_URL", owner_url)
    monkeypatch.setenv("MERITGRID_MODE", "development")

    async def ask(*arguments):
        return await asyncio.to_thread(meritgrid, "sessions", *arguments)

    return ask


async def started(database, actor, *hashes):
    for hashed in hashes:
        async with database.writing(actor) as session:
            await sessions.start(session, hashed, clock.now(), clock.now(), LIMITS)


async def test_all_sessions_of_an_account_end_and_no_others(on_database, database, demo, actor_named, owner):
    lost, other = (b"a" * 32, b"b" * 32), b"c" * 32
    await started(database, await actor_named("hr"), *lost)
    await started(database, await actor_named("finance"), other)

    answers = [await on_database("end", "--account", "demo|hr") for _ in range(2)]

    assert [(one.code, one.out) for one in answers] == [
        (0, "demo|hr: 2 sessions ended.\n"),
        (0, "demo|hr: 0 sessions ended.\n"),
    ]
    assert [await sessions.find(database, each, clock.now()) for each in lost] == [None, None]
    assert await sessions.find(database, other, clock.now()) is not None
    (told,) = await owner.fetch(
        "select actor_id, subject, after from audit_event where happened = 'session.ended'"
    )
    hr = await actor_named("hr")
    assert (told["actor_id"], told["subject"]) == (SYSTEM.id, f"Account_{hr.id}")
    assert '"how" : "by_administrator", "sessions" : 2' in told["after"]


async def test_an_account_that_is_not_there_has_none(on_database, database, demo, actor_named):
    await started(database, await actor_named("hr"), b"a" * 32)

    answer = await on_database("end", "--account", "hr")

    assert (answer.code, answer.err) == (
        2,
        "meritgrid: No account has the subject hr: it is <issuer>|<sub>.\n",
    )
    assert await sessions.find(database, b"a" * 32, clock.now()) is not None
