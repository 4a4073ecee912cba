"""A decision that is sent twice is taken once, also when both arrive at the same moment."""

import asyncio

import pytest

from domain.access.idempotency import gone, once
from domain.actor import Actor
from domain.audit import service as audit
from domain.database.tables import new_id
from domain.errors import Conflict, Invalid

SENT = {"unit_id": "Unit_1", "year": 2026}


@pytest.fixture
async def mai(owner):
    return await _simulating(owner, "Mai")


async def _simulating(owner, name):
    """An account that may simulate on a unit of the same id, which is the root of a tree."""
    actor = Actor(new_id(), name)
    await owner.execute("set session_replication_role = replica")
    await owner.execute("insert into account values ($1, $2, $2)", actor.id, name)
    await owner.execute("insert into unit values ($1, $2)", actor.id, name)
    await owner.execute("insert into unit_ancestor values ($1, $1, '-infinity', 'infinity', 0)", actor.id)
    await owner.execute(
        "insert into access_grant (id, account_id, verb, unit_id, effective_from)"
        " values ($1, $1, 'scenario.simulate', $1, '2026-01-01')",
        actor.id,
    )
    await owner.execute("set session_replication_role = origin")
    return actor


def decide(database, actor, key="k", operation="closePayRun", sent=SENT, fails=None):
    """One request as the API runs it; its work writes one event."""

    async def request():
        async with database.writing(actor) as session:

            async def work():
                await audit.tell(session, actor, "scenario.simulated", f"Unit_{actor.id}", unit_id=actor.id)
                if fails:
                    fails.set()
                await asyncio.sleep(0.05)
                if fails:
                    raise Conflict("not_possible", "No.")
                return str(new_id())

            return await once(session, actor, key, operation, sent, work)

    return request()


async def test_the_same_key_with_the_same_input_gives_the_same_answer(database, mai, trail):
    first = await decide(database, mai)

    assert await decide(database, mai, sent={"year": 2026, "unit_id": "Unit_1"}) == first
    assert await trail() == ["scenario.simulated"]


async def test_two_at_once_are_one(database, mai, trail, owner):
    answers = await asyncio.gather(*(decide(database, mai) for _ in range(4)))

    assert len(set(answers)) == 1
    assert await trail() == ["scenario.simulated"]
    assert await owner.fetchval("select count(*) from answered_request") == 1


@pytest.mark.parametrize("other", [{"sent": {**SENT, "year": 2025}}, {"operation": "approvePayRun"}])
async def test_the_same_key_for_something_else_is_refused(database, mai, trail, other):
    await decide(database, mai)

    with pytest.raises(Conflict) as refused:
        await decide(database, mai, **other)

    assert refused.value.code == "idempotency_key_reused"
    assert await trail() == ["scenario.simulated"]


async def test_a_refused_request_leaves_its_key_free(database, mai, trail, owner):
    with pytest.raises(Conflict, match="No"):
        await decide(database, mai, fails=asyncio.Event())
    assert await owner.fetchval("select count(*) from answered_request") == 0

    await decide(database, mai, sent={"year": 1})

    assert await trail() == ["scenario.simulated"]


async def test_when_the_first_of_two_fails_the_second_is_done(database, mai, trail):
    begun = asyncio.Event()
    failing = asyncio.create_task(decide(database, mai, fails=begun))
    await begun.wait()

    answer = await decide(database, mai)

    with pytest.raises(Conflict, match="No"):
        await failing
    assert await decide(database, mai) == answer
    assert await trail() == ["scenario.simulated"]


async def test_keys_of_two_people_have_nothing_to_do_with_one_another(database, mai, owner, trail):
    nam = await _simulating(owner, "Nam")

    assert await decide(database, mai) != await decide(database, nam)
    assert await trail() == ["scenario.simulated", "scenario.simulated"]


@pytest.mark.parametrize("key", ["", "x" * 201])
async def test_a_key_is_neither_empty_nor_endless(database, mai, trail, key):
    with pytest.raises(Invalid) as refused:
        await decide(database, mai, key=key)

    assert refused.value.code == "idempotency_key"
    assert await trail() == []


async def test_only_its_maker_is_told_that_a_row_is_gone(database, owner, mai):
    lan = await _simulating(owner, "Lan")
    gone_id, there = f"Unit_{new_id()}", f"Unit_{mai.id}"
    for key, made in (("gone", gone_id), ("there", there)):
        await owner.execute(
            "insert into answered_request (account_id, key, operation, input_hash, answer, answered_at)"
            " values ($1, $2, 'x', '', to_jsonb($3::text), now())",
            mai.id,
            key,
            made,
        )

    told = {}
    for actor in (mai, lan):
        async with database.reading(actor) as session:
            told[actor.name] = [await gone(session, made, "unit") for made in (gone_id, there)]

    assert told == {"Mai": [True, False], "Lan": [False, False]}
