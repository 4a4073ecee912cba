"""A right of one's own is used by somebody else for a time, never longer than oneself holds it."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from demo import DEMO_DAY
from domain.access import delegation, grants
from domain.access.rights import Right
from domain.access.service import holds
from domain.database.sessions import raw
from domain.database.tables import new_id
from domain.errors import Conflict, Forbidden, Invalid, NotFound
from tests.given import known

TODAY = DEMO_DAY
SOON = TODAY + timedelta(14)
A, B, T = (known("unit", code) for code in "ABT")


@pytest.fixture
async def admin(small, actor_named):
    return await actor_named("admin")


@pytest.fixture
async def finance(small, actor_named, owner):
    """Who approves pay runs everywhere, and may have somebody else do it on commune A."""
    found = await actor_named("finance")
    await owner.execute(
        "insert into access_grant (id, account_id, verb, unit_id, effective_from)"
        " values (gen_random_uuid(), $1, 'access.delegate', $2, '2026-01-01')",
        found.id,
        A,
    )
    return found


@pytest.fixture
async def deputy(small, actor_named):
    return await actor_named("legislator")


def right(account, verb="pay_run.approve", unit=A, since=TODAY, until=SOON):
    return Right(account.id, verb, unit, since, until)


async def delegated(database, actor, asked, today=TODAY):
    async with database.writing(actor) as session:
        return await delegation.delegate(session, actor, asked, "Nghỉ phép", today)


async def ended(database, actor, grant_id, today=TODAY):
    async with database.writing(actor) as session:
        return await delegation.end(session, actor, grant_id, "Về sớm", today)


async def revoked(database, actor, grant_id, today=TODAY):
    async with database.writing(actor) as session:
        return await grants.revoke(session, actor, grant_id, "Hết phân công", today)


async def may(database, actor, verb="pay_run.approve"):
    async with database.reading(actor) as session:
        return await holds(session, actor, verb)


async def own(owner, account, verb="pay_run.approve"):
    return await owner.fetchval(
        "select id from access_grant where account_id = $1 and verb = $2", account.id, verb
    )


async def held(owner, _account):
    return await owner.fetchval("select count(*) from access_grant where delegates_id is not null")


async def test_what_is_delegated_is_held_until_its_day_and_the_trail_names_both(
    database, finance, deputy, owner, trail
):
    given = await delegated(database, finance, right(deputy))

    assert await may(database, deputy)
    assert (given.given_by, given.delegates_id, given.effective_until) == (
        finance.id, await own(owner, finance), SOON,
    )  # fmt: skip
    assert await trail() == ["right.delegated"]
    event = await owner.fetchrow("select * from audit_event where happened = 'right.delegated'")
    assert (event["actor_id"], event["reason"], event["unit_id"]) == (finance.id, "Nghỉ phép", A)
    assert str(deputy.id) in event["after"]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"unit": B}, (Forbidden, "forbidden")),
        ({"verb": "results.record"}, (Forbidden, "not_yours")),
        ({"verb": "access.grant"}, (Forbidden, "not_delegable")),
        ({"verb": "access.delegate"}, (Forbidden, "not_delegable")),
        ({"verb": "pay_run.aprove"}, (Invalid, "unknown_verb")),
        ({"since": TODAY - timedelta(1)}, (Invalid, "in_the_past")),
        ({"until": TODAY}, (Invalid, "ends_before_it_begins")),
        ({"unit": new_id()}, (NotFound, "unit_not_found")),
    ],
)
async def test_a_delegation_that_cannot_be_is_refused(
    database, finance, deputy, owner, trail, wrong, refusal
):
    with pytest.raises(refusal[0]) as refused:
        await delegated(database, finance, right(deputy, **wrong))

    assert refused.value.code == refusal[1]
    assert (await held(owner, deputy), await trail()) == (0, [])


async def test_nobody_delegates_to_themselves_or_without_the_right_to(
    database, finance, deputy, actor_named, owner
):
    with pytest.raises(Forbidden) as oneself:
        await delegated(database, finance, right(finance))
    hr = await actor_named("hr")
    with pytest.raises(Forbidden) as without:
        await delegated(database, hr, right(deputy, "pay_run.create"))

    assert (oneself.value.code, without.value.code) == ("own_rights", "forbidden")
    assert await held(owner, deputy) == 0


async def test_nobody_delegates_beyond_the_end_of_their_own_right(database, finance, deputy, owner):
    await owner.execute(
        "update access_grant set effective_until = $1 where account_id = $2", SOON, finance.id
    )

    with pytest.raises(Conflict) as refused:
        await delegated(database, finance, right(deputy, until=SOON + timedelta(1)))

    assert refused.value.code == "beyond_own_right"
    assert str(SOON) in refused.value.message
    assert await held(owner, deputy) == 0
    await delegated(database, finance, right(deputy))
    assert await held(owner, deputy) == 1


async def test_what_was_delegated_is_not_delegated_further(database, finance, deputy, actor_named, owner):
    await delegated(database, finance, right(deputy))
    await owner.execute(
        "insert into access_grant (id, account_id, verb, unit_id, effective_from)"
        " values (gen_random_uuid(), $1, 'access.delegate', $2, '2026-01-01')",
        deputy.id,
        A,
    )

    with pytest.raises(Forbidden) as refused:
        await delegated(database, deputy, right(await actor_named("auditor")))

    assert refused.value.code == "not_yours"
    assert await held(owner, deputy) == 1


async def test_who_delegated_ends_it_and_nobody_else_does_so(database, finance, deputy, admin, owner, trail):
    given = await delegated(database, finance, right(deputy))
    for other in (deputy, admin):
        with pytest.raises(Forbidden) as refused:
            await ended(database, other, given.id)
        assert refused.value.code == "not_yours"
    assert await may(database, deputy)

    back = await ended(database, finance, given.id)

    assert back.effective_until == TODAY
    assert not await may(database, deputy)
    assert await trail() == ["right.delegated", "right.returned"]
    with pytest.raises(Conflict) as again:
        await ended(database, finance, given.id, TODAY + timedelta(1))
    assert again.value.code == "already_ended"


async def test_whoever_grants_rights_there_ends_it_too(database, finance, deputy, admin, trail):
    given = await delegated(database, finance, right(deputy))

    await revoked(database, admin, given.id)

    assert not await may(database, deputy)
    assert await trail() == ["right.delegated", "right.revoked"]


async def test_it_ends_with_the_right_that_it_delegates(database, finance, deputy, admin, owner, trail):
    await delegated(database, finance, right(deputy))

    await revoked(database, admin, await own(owner, finance))

    assert not await may(database, deputy)
    assert not await may(database, finance)
    assert await trail() == ["right.delegated", "right.revoked", "right.revoked"]


async def test_no_right_ends_by_sql_before_what_is_delegated_of_it(database, finance, deputy, admin, owner):
    await delegated(database, finance, right(deputy))

    with pytest.raises(asyncpg.RestrictViolationError, match="uses this right for a time") as refused:
        async with database.writing(admin) as session:
            await (await raw(session)).execute(
                "update access_grant set effective_until = $1 where id = $2", TODAY, await own(owner, finance)
            )

    assert refused.value.constraint_name == "delegated_on"
    assert await may(database, finance)


async def test_a_right_that_ends_while_it_is_delegated_is_outlasted_by_nothing(
    database, finance, deputy, admin, owner
):
    await asyncio.gather(
        delegated(database, finance, right(deputy)),
        revoked(database, admin, await own(owner, finance)),
        return_exceptions=True,
    )

    outlasting = await owner.fetchval(
        "select count(*) from access_grant d join access_grant g on g.id = d.delegates_id"
        " where d.effective_until > coalesce(g.effective_until, 'infinity')"
    )
    assert outlasting == 0


DELEGATE = (
    "insert into access_grant (id, account_id, verb, unit_id, effective_from, effective_until, delegates_id)"
    " values (gen_random_uuid(), $1, $2, $3, $4, $5, $6)"
)


async def test_nobody_delegates_by_sql_what_is_not_theirs_or_longer_than_it(
    database, finance, deputy, admin, actor_named, owner
):
    mine, theirs = await own(owner, finance), await own(owner, await actor_named("hr"), "pay_run.approve")
    granting = await own(owner, admin, "access.grant")
    await owner.execute("update access_grant set effective_until = $1 where id = $2", SOON, mine)
    tried = [
        ("pay_run.approve", A, SOON, theirs),
        ("pay_run.approve", B, SOON, mine),
        ("pay_run.create", A, SOON, mine),
        ("pay_run.approve", A, SOON + timedelta(1), mine),
        ("access.grant", A, SOON, granting),
    ]

    for verb, unit, until, delegates in tried:
        for actor in (finance, admin):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with database.writing(actor) as session:
                    await (await raw(session)).execute(
                        DELEGATE, deputy.id, verb, unit, TODAY, until, delegates
                    )

    assert await held(owner, deputy) == 0


async def test_nobody_gives_a_right_in_anothers_name(database, admin, finance, deputy, owner):
    async with database.writing(admin) as session:
        given = await grants.grant(
            session, admin, Right(deputy.id, "results.read", A, TODAY, None), "Phân công", TODAY
        )
    await owner.execute("alter table audit_set disable trigger audit_set_told")
    async with database.writing(admin) as session:
        await (await raw(session)).execute(
            "insert into access_grant (id, account_id, verb, unit_id, effective_from, given_by)"
            " values (gen_random_uuid(), $1, 'fund.read', $2, $3, $4)",
            deputy.id,
            A,
            TODAY,
            finance.id,
        )

    givers = await owner.fetch("select distinct given_by from access_grant where account_id = $1"
                               " and unit_id = $2", deputy.id, A)  # fmt: skip
    assert [row["given_by"] for row in givers] == [admin.id]
    assert given.given_by == admin.id
