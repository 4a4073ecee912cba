"""Rights are given and ended by others, from a day on, and the trail knows."""

from datetime import date

import pytest

from domain.access import grants
from domain.access.grants import Right
from domain.access.service import holds
from domain.errors import Conflict, Forbidden, Invalid, NotFound
from domain.tables import new_id

TODAY = date(2026, 11, 23)


@pytest.fixture
async def admin(actor_named):
    return await actor_named("admin")


@pytest.fixture
async def legislator(actor_named):
    return await actor_named("legislator")


def right(account, unit, verb="fund.read", effective_from=TODAY, effective_until=None):
    return Right(account.id, verb, unit, effective_from, effective_until)


async def give(database, actor, asked):
    async with database.writing(actor) as session:
        return await grants.grant(session, actor, asked, "Theo phân công", TODAY)


async def end(database, actor, grant_id, today=TODAY):
    async with database.writing(actor) as session:
        return await grants.revoke(session, actor, grant_id, "Hết phân công", today)


async def may(database, actor, verb):
    async with database.reading(actor) as session:
        return await holds(session, actor, verb)


async def rows(owner):
    return await owner.fetchval("select count(*) from access_grant where verb = 'fund.read'")


async def test_a_right_that_is_granted_is_held(database, admin, legislator, province, owner, trail):
    given = await give(database, admin, right(legislator, province))

    assert await may(database, legislator, "fund.read")
    event = await owner.fetchrow("select * from audit_event where happened = 'right.granted'")
    assert (event["subject"], event["actor_id"], event["unit_id"]) == (
        f"AccessGrant_{given.id}",
        admin.id,
        province,
    )
    assert event["reason"] == "Theo phân công"
    assert await trail() == ["right.granted"]


async def test_a_right_that_is_ended_is_not_held_the_same_day(
    database, admin, legislator, province, owner, trail
):
    given = await give(database, admin, right(legislator, province))

    ended = await end(database, admin, given.id)

    assert ended.effective_until == TODAY
    assert not await may(database, legislator, "fund.read")
    assert await owner.fetchval("select effective_until from access_grant where id = $1", given.id) == TODAY
    assert await trail() == ["right.granted", "right.revoked"]


async def test_a_right_that_has_not_begun_never_does(database, admin, legislator, province):
    given = await give(database, admin, right(legislator, province, effective_from=date(2027, 1, 1)))

    ended = await end(database, admin, given.id)

    assert (ended.effective_from, ended.effective_until) == (date(2027, 1, 1), date(2027, 1, 1))


async def test_nobody_grants_a_right_to_themselves(database, admin, province, owner, trail):
    before = await rows(owner)

    with pytest.raises(Forbidden) as refused:
        await give(database, admin, right(admin, province))

    assert refused.value.code == "own_rights"
    assert (await rows(owner), await trail()) == (before, [])


async def test_nobody_ends_their_own_right(database, admin, owner, trail):
    own = await owner.fetchval(
        "select id from access_grant where account_id = $1 and verb = 'access.grant'", admin.id
    )

    with pytest.raises(Forbidden) as refused:
        await end(database, admin, own)

    assert refused.value.code == "own_rights"
    assert await owner.fetchval("select effective_until from access_grant where id = $1", own) is None
    assert await trail() == []


async def test_whoever_only_sees_a_right_does_not_end_it(
    database, admin, actor_named, legislator, province, trail
):
    given = await give(database, admin, right(legislator, province))

    with pytest.raises(Forbidden) as refused:
        await end(database, await actor_named("auditor"), given.id)

    assert refused.value.code == "forbidden"
    assert await may(database, legislator, "fund.read")
    assert await trail() == ["right.granted"]


async def test_a_right_that_one_may_not_see_is_not_there(database, admin, legislator, province, actor_named):
    given = await give(database, admin, right(await actor_named("hr"), province))

    for grant_id in (given.id, new_id()):
        with pytest.raises(NotFound):
            await end(database, legislator, grant_id)


async def test_a_right_ends_once(database, admin, legislator, province):
    given = await give(database, admin, right(legislator, province))
    await end(database, admin, given.id)

    with pytest.raises(Conflict) as refused:
        await end(database, admin, given.id, date(2026, 12, 1))

    assert refused.value.code == "already_ended"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"verb": "pay_run.aprove"}, ("unknown_verb", "pay_run.approve")),
        ({"effective_from": date(2026, 11, 22)}, ("in_the_past", "today (2026-11-23)")),
        ({"effective_until": TODAY}, ("ends_before_it_begins", "after 2026-11-23")),
    ],
)
async def test_a_right_that_cannot_be_is_refused(
    database, admin, legislator, province, owner, trail, wrong, refusal
):
    before = await rows(owner)

    with pytest.raises(Invalid) as refused:
        await give(database, admin, right(legislator, province, **wrong))

    assert refused.value.code == refusal[0]
    assert refusal[1] in refused.value.message
    assert (await rows(owner), await trail()) == (before, [])
