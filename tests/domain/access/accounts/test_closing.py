"""A closed account is nobody's way in: its sessions and rights have ended, and nothing of it is deleted."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from domain import clock
from domain.access import delegation
from domain.access.accounts import service, sessions
from domain.access.accounts.sessions import Limits
from domain.access.rights import Right
from domain.access.service import account_of, holds
from domain.database.sessions import raw
from domain.errors import Conflict, Forbidden
from tests.domain.access.accounts.conftest import ISSUER, TODAY, A, changed, granted, opened
from tests.given import known

LIMITS = Limits(timedelta(minutes=30), timedelta(hours=12))
B, T = known("unit", "B"), known("unit", "T")


async def test_a_closed_account_is_signed_in_to_by_nobody_and_holds_nothing(database, admin, owner, trail):
    made = await opened(database, admin)
    await granted(database, admin, made)
    hoa = await account_of(database, f"{ISSUER}|hoa")
    async with database.writing(hoa) as session:
        await sessions.start(session, b"a" * 32, clock.now(), clock.now(), LIMITS)

    closed = await changed(database, admin, service.close, made, "Chuyển công tác", TODAY)

    assert (closed.closed_on, closed.version) == (TODAY, 2)
    with pytest.raises(Forbidden) as refused:
        await account_of(database, f"{ISSUER}|hoa")
    assert refused.value.code == "account_closed"
    assert await sessions.find(database, b"a" * 32, clock.now()) is None
    async with database.reading(hoa) as session:
        assert not await holds(session, hoa, "results.read")
    assert await owner.fetchval("select ended_at is not null from account_session")
    assert await trail() == [
        "account.opened", "right.granted", "session.started", "right.revoked", "session.ended", "account.closed",
    ]  # fmt: skip


async def test_nothing_is_given_to_a_closed_account(database, admin, owner, trail):
    made = await opened(database, admin)
    await changed(database, admin, service.close, made, "Chuyển công tác", TODAY)

    with pytest.raises(Conflict) as refused:
        await granted(database, admin, made)

    assert refused.value.code == "account_closed"
    assert await owner.fetchval("select count(*) from access_grant where account_id = $1", made.id) == 0


async def test_an_account_that_is_closed_while_a_right_is_given_holds_none(database, admin, owner):
    made = await opened(database, admin)

    await asyncio.gather(
        changed(database, admin, service.close, made, "Chuyển công tác", TODAY),
        granted(database, admin, made),
        return_exceptions=True,
    )

    state = await owner.fetchrow(
        "select closed_on, (select count(*) from access_grant g where g.account_id = a.id"
        " and g.effective_until is null) as held from account a where id = $1",
        made.id,
    )
    assert tuple(state) in {(TODAY, 0), (None, 1)}


async def test_a_right_on_units_of_others_keeps_an_account_from_being_closed(database, admin, local, owner):
    made = await opened(database, local)
    await granted(database, admin, made, unit=B)

    with pytest.raises(DBAPIError, match="have somebody who grants rights there end them"):
        await changed(database, local, service.close, made, "Chuyển công tác", TODAY)
    await owner.execute(
        "insert into access_grant (id, account_id, verb, unit_id, effective_from)"
        " values (gen_random_uuid(), $1, 'access.read', $2, '2026-01-01')",
        local.id,
        T,
    )
    with pytest.raises(Conflict) as refused:
        await changed(database, local, service.close, made, "Chuyển công tác", TODAY)

    assert refused.value.code == "rights_elsewhere"
    assert "rights on B," in refused.value.message
    assert await owner.fetchval("select closed_on from account where id = $1", made.id) is None


async def test_nobody_closes_an_account_by_sql_that_holds_rights(database, admin, owner):
    made = await opened(database, admin)
    await granted(database, admin, made)

    with pytest.raises(asyncpg.RestrictViolationError, match="end them"):
        async with database.writing(admin) as session:
            await (await raw(session)).execute(
                "update account set closed_on = $1 where id = $2", TODAY, made.id
            )

    assert await owner.fetchval("select closed_on from account where id = $1", made.id) is None


async def test_closing_ends_what_the_account_delegated(database, admin, actor_named, owner, trail):
    made = await opened(database, admin)
    for verb in ("results.read", "access.delegate"):
        await granted(database, admin, made, verb)
    hoa, auditor = await account_of(database, f"{ISSUER}|hoa"), await actor_named("legislator")
    async with database.writing(hoa) as session:
        right = Right(auditor.id, "results.read", A, TODAY, TODAY + timedelta(9))
        await delegation.delegate(session, hoa, right, "Nghỉ phép", TODAY)

    await changed(database, admin, service.close, made, "Chuyển công tác", TODAY)

    running = "select count(*) from access_grant where account_id = any($1) and effective_until > $2"
    assert await owner.fetchval(running, [made.id, auditor.id], TODAY) == 0
    assert (await trail())[-4:] == ["right.revoked"] * 3 + ["account.closed"]


async def test_a_closed_account_opens_again_without_its_rights(database, admin, owner, trail):
    made = await opened(database, admin)
    await granted(database, admin, made)
    closed = await changed(database, admin, service.close, made, "Nhầm người", TODAY)
    for again in (closed, closed):
        with pytest.raises(Conflict) as refused:
            await changed(database, admin, service.close, again, "Nhầm người", TODAY)
        assert refused.value.code == "already_closed"

    await changed(database, admin, service.reopen, closed, "Nhầm người")

    hoa = await account_of(database, f"{ISSUER}|hoa")
    async with database.reading(hoa) as session:
        assert not await holds(session, hoa, "results.read")
    assert (await trail())[-1] == "account.reopened"


async def test_an_open_account_is_not_reopened(database, admin, trail):
    made = await opened(database, admin)

    with pytest.raises(Conflict) as refused:
        await changed(database, admin, service.reopen, made, "Nhầm")

    assert refused.value.code == "not_closed"
    assert await trail() == ["account.opened"]
