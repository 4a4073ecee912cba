"""Sessions are kept for a while, and are nobody's but their own account's and the owner's to end."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from domain import clock
from domain.access.accounts import sessions
from domain.access.accounts.sessions import End, Limits

LIMITS = Limits(timedelta(minutes=30), timedelta(hours=12))


async def test_old_sessions_of_an_account_go_when_it_signs_in(database, owner, hr, small):
    long_ago = datetime.fromisoformat("2026-01-01T08:00:00+07:00")
    for hashed, at in ((b"a" * 32, long_ago), (b"b" * 32, long_ago + timedelta(days=60))):
        async with database.writing(hr) as session:
            await sessions.start(session, hashed, at, at, LIMITS)

    assert [row[0] for row in await owner.fetch("select secret_hash from account_session")] == [b"b" * 32]


async def test_nobody_ends_or_prolongs_the_session_of_somebody_else(database, hr, finance, small):
    at = clock.now()
    async with database.writing(hr) as session:
        await sessions.start(session, b"a" * 32, at, at, LIMITS)

    async with database.writing(finance) as session:
        await sessions.end(session, finance, b"a" * 32, at, End.SIGNED_OUT)
        assert await sessions.end_all(session, finance, at) == 0
    with pytest.raises(DBAPIError, match="only the owner ends"):
        async with database.writing(finance) as session:
            await sessions.end(session, hr, b"a" * 32, at, End.SIGNED_OUT)

    found = await sessions.find(database, b"a" * 32, at)
    assert found is not None
    assert found.actor.id == hr.id
