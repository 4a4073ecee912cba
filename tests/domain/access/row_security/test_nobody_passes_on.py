"""Nobody gives a right that is not theirs to pass on: asked of the database itself, by SQL of one's own."""

import asyncpg
import pytest

from demo import DEMO_DAY
from domain.actor import SYSTEM, Actor
from domain.database.tables import new_id

GRANT = "insert into access_grant values ($1, $2, $3, $4, $5, null, $6, $7)"


async def test_nobody_passes_on_what_they_may_not_by_sql(owner, attempt, mighty, local, stranger, province):
    """Backdated, to the system, beyond one's own list, or the right to grant without a second person."""
    today = DEMO_DAY
    await owner.execute(
        "update access_grant set passes_on = $1 where verb = 'access.grant' and account_id = $2",
        ["access.grant", "people.read"],
        mighty.id,
    )
    before = await owner.fetchval("select count(*) from access_grant")

    for account, verb, day_, passes_on in (
        (stranger.id, "people.read", today.replace(year=2025), []),
        (SYSTEM.id, "people.read", today, []),
        (stranger.id, "pay_run.read", today, []),
        (stranger.id, "no.such", today, []),
        (stranger.id, "access.grant", today, ["pay_run.read"]),
        (stranger.id, "access.grant", today, ["people.read"]),
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await attempt(mighty, GRANT, new_id(), account, verb, province, day_, passes_on, None)

    assert await owner.fetchval("select count(*) from access_grant") == before
    await attempt(mighty, GRANT, new_id(), stranger.id, "people.read", province, today, [], None)
    assert await owner.fetchval("select count(*) from access_grant") == before + 1


async def test_nobody_confirms_their_own_request_or_another_than_was_asked(
    owner, attempt, mighty, hr, stranger, province
):
    today, request = DEMO_DAY, new_id()
    ask = "insert into access_request values ($1, $2, 'access.grant', $3, $4, null, '{people.read}', $5)"
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await attempt(mighty, ask, new_id(), stranger.id, province, today, hr.id)
    await attempt(mighty, ask, request, stranger.id, province, today, mighty.id)
    second = await owner.fetchval("select id from account where subject = 'demo|admin'")
    admin = Actor(second, "admin")

    for actor, passes_on in ((mighty, ["people.read"]), (admin, ["pay_run.read"])):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await attempt(
                actor, GRANT, new_id(), stranger.id, "access.grant", province, today, passes_on, request
            )

    assert await owner.fetchval("select count(*) from access_grant where account_id = $1", stranger.id) == 0
    await attempt(
        admin, GRANT, new_id(), stranger.id, "access.grant", province, today, ["people.read"], request
    )


async def test_nobody_makes_a_right_longer_or_brings_it_back(owner, attempt, mighty, finance):
    change = "update access_grant set effective_until = $1 where account_id = $2"
    end = DEMO_DAY
    await attempt(mighty, change, end, finance.id)

    for longer in (None, end.replace(year=end.year + 1)):
        with pytest.raises(asyncpg.RestrictViolationError):
            await attempt(mighty, change, longer, finance.id)

    ends = await owner.fetch(
        "select distinct effective_until from access_grant where account_id = $1", finance.id
    )
    assert [row[0] for row in ends] == [end]
