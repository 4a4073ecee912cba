"""Rights are given and ended by others, from a day on, and the trail knows."""

from datetime import date, timedelta

import pytest

from demo import DEMO_DAY
from domain.access import grants
from domain.access.rights import Right
from domain.access.service import holds
from domain.actor import SYSTEM
from domain.database.tables import new_id
from domain.errors import Conflict, Forbidden, Invalid, NotFound

TODAY = DEMO_DAY


@pytest.fixture
async def admin(actor_named):
    return await actor_named("admin")


@pytest.fixture
async def legislator(actor_named):
    return await actor_named("legislator")


def right(account, unit, verb="fund.read", effective_from=TODAY, effective_until=None, passes_on=()):
    return Right(account.id, verb, unit, effective_from, effective_until, list(passes_on))


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
        await end(database, admin, given.id, TODAY + timedelta(8))

    assert refused.value.code == "already_ended"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"verb": "pay_run.aprove"}, ("unknown_verb", "pay_run.approve")),
        ({"effective_from": TODAY - timedelta(1)}, ("in_the_past", f"today ({TODAY})")),
        ({"effective_until": TODAY}, ("ends_before_it_begins", f"after {TODAY}")),
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


@pytest.fixture
async def second(actor_named, admin, database, province):
    """Another person who grants rights, let in by the first while there is no other."""
    hr = await actor_named("hr")
    await give(
        database, admin, right(hr, province, "access.grant", passes_on=["access.grant", "people.read"])
    )
    return hr


async def ask(database, actor, asked):
    async with database.writing(actor) as session:
        return await grants.request(session, actor, asked, "Người thứ ba", TODAY)


async def confirm(database, actor, request_id, today=TODAY):
    async with database.writing(actor) as session:
        return await grants.confirm(session, actor, request_id, "Đồng ý", today)


async def grants_of(owner, account, verb):
    return await owner.fetchval(
        "select count(*) from access_grant where account_id = $1 and verb = $2", account.id, verb
    )


async def test_a_giver_passes_on_no_more_than_they_were_given(database, second, legislator, province, owner):
    given = await give(database, second, right(legislator, province, "people.read"))
    with pytest.raises(Forbidden) as refused:
        await give(database, second, right(legislator, province, "pay_run.read"))

    assert given.verb == "people.read"
    assert refused.value.code == "not_yours_to_pass_on"
    assert await grants_of(owner, legislator, "pay_run.read") == 0


async def test_a_giver_passes_on_below_their_unit_and_until_their_last_day(
    database, admin, second, actor_named, legislator, province, owner
):
    local = await actor_named("auditor")
    commune, other = await owner.fetch("select unit_id from unit_state where kind = 'commune' limit 2")
    until = TODAY + timedelta(30)
    own = right(local, commune["unit_id"], "access.grant", effective_until=until, passes_on=["people.read"])
    await confirm(database, second, (await ask(database, admin, own)).id)

    for unit, end_ in ((other["unit_id"], until), (province, until), (commune["unit_id"], None)):
        with pytest.raises(Forbidden) as refused:
            await give(database, local, right(legislator, unit, "people.read", effective_until=end_))
        assert refused.value.code == "not_yours_to_pass_on"
    assert await grants_of(owner, legislator, "people.read") == 0

    given = await give(
        database, local, right(legislator, commune["unit_id"], "people.read", effective_until=until)
    )
    assert given.effective_until == until


async def test_the_system_takes_no_rights(database, admin, province, owner):
    with pytest.raises(Forbidden) as refused:
        await give(database, admin, right(SYSTEM, province))

    assert refused.value.code == "rights_of_the_system"
    assert await grants_of(owner, SYSTEM, "fund.read") == 0


async def test_a_list_to_pass_on_goes_with_the_right_to_grant_only(database, admin, legislator, province):
    with pytest.raises(Invalid) as refused:
        await give(database, admin, right(legislator, province, passes_on=["fund.read"]))

    assert refused.value.code == "passes_on_nothing"


async def test_one_who_grants_alone_lets_a_second_in_and_then_it_takes_both(
    database, admin, second, actor_named, province, owner, trail
):
    auditor = await actor_named("auditor")
    asked = right(auditor, province, "access.grant", passes_on=["people.read"])

    for giver in (admin, second):
        with pytest.raises(Conflict) as refused:
            await give(database, giver, asked)
        assert refused.value.code == "needs_two_people"
    request = await ask(database, admin, asked)
    with pytest.raises(Forbidden) as own:
        await confirm(database, admin, request.id)
    assert own.value.code == "own_request"
    assert await grants_of(owner, auditor, "access.grant") == 0

    given = await confirm(database, second, request.id)

    assert (given.account_id, given.request_id, given.passes_on) == (auditor.id, request.id, ["people.read"])
    assert await trail() == ["right.granted_alone", "right.requested", "right.granted"]
    with pytest.raises(Conflict) as again:
        await confirm(database, second, request.id)
    assert again.value.code == "already_confirmed"
    assert again.value.message.endswith("the right is given, and ends with revokeRight.")


async def test_a_request_lapses_on_its_first_day(database, admin, second, actor_named, province, owner):
    auditor = await actor_named("auditor")
    request = await ask(database, admin, right(auditor, province, "access.grant", passes_on=["people.read"]))

    with pytest.raises(Invalid) as refused:
        await confirm(database, second, request.id, TODAY + timedelta(1))

    assert refused.value.code == "in_the_past"
    assert await grants_of(owner, auditor, "access.grant") == 0


async def test_nobody_becomes_the_only_one_who_grants_by_ending_the_others_right(
    database, admin, second, actor_named, province, owner
):
    """Within a week, at least: so that the other one, or an auditor, has time to see it."""
    theirs = await owner.fetchval(
        "select id from access_grant where account_id = $1 and verb = 'access.grant'", second.id
    )
    await end(database, admin, theirs)

    with pytest.raises(Conflict) as refused:
        await give(database, admin, right(await actor_named("auditor"), province, "access.grant"))

    assert refused.value.code == "needs_two_people"


async def test_a_request_lapses_with_the_right_of_whoever_asked(
    database, admin, second, actor_named, province, owner
):
    auditor = await actor_named("auditor")
    request = await ask(database, second, right(auditor, province, "access.grant", passes_on=["people.read"]))
    theirs = await owner.fetchval(
        "select id from access_grant where account_id = $1 and verb = 'access.grant'", second.id
    )
    await end(database, admin, theirs)

    with pytest.raises(Forbidden) as refused:
        await confirm(database, admin, request.id)

    assert refused.value.code == "request_lapsed"
    assert await grants_of(owner, auditor, "access.grant") == 0
