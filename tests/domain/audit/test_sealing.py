"""Events come with their change or not at all; seals take what was committed, and hold up nobody."""

import asyncio
from datetime import date
from uuid import UUID

import pytest

from domain.actor import SYSTEM, Actor
from domain.audit import seals
from domain.audit.hashing import events, merkle
from domain.audit.service import seal, tell
from domain.database.sessions import owning
from domain.database.tables import new_id
from domain.verification.verify import verify
from tests.domain.audit.conftest import salt

MAI = Actor(UUID("0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000"), "Mai")


async def write(url, *subjects):
    """Events without rows, by a program of the owner's, which needs no right."""
    async with owning(url, MAI) as session:
        return [await tell(session, MAI, "scenario.simulated", subject) for subject in subjects]


async def test_an_event_says_who_did_what_to_what_and_why(database, owner, owner_url):
    async with owning(owner_url, MAI) as session:
        event_id = await tell(
            session,
            MAI,
            "scenario.simulated",
            "Employee_1",
            reason="Nâng bậc",
            before={"step": 3},
            after={"z": 1, "step": 4},
        )

    event = await owner.fetchrow("select * from audit_event")
    assert (event["id"], event["actor_id"], event["happened"]) == (event_id, MAI.id, "scenario.simulated")
    assert (event["subject"], event["reason"], event["unit_id"]) == ("Employee_1", "Nâng bậc", None)
    assert (event["before"], event["after"]) == ('{"step":3}', '{"step":4,"z":1}')
    assert event["leaf"] == events.leaf(event, await salt(owner, event))


async def test_an_event_is_undone_with_its_change(database, owner, owner_url):
    async def fail():
        async with owning(owner_url, MAI) as session:
            await tell(session, MAI, "scenario.simulated", "Employee_1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await owner.fetchval("select count(*) from audit_event") == 0
    assert await owner.fetchval("select count(*) from audit_unsealed") == 0


async def test_a_name_outside_the_grammar_writes_nothing(database, owner, owner_url):
    with pytest.raises(ValueError, match="Grade"):
        async with owning(owner_url, MAI) as session:
            await tell(session, MAI, "Grade.set", "Employee_1")

    assert await owner.fetchval("select count(*) from audit_event") == 0


async def test_nothing_new_makes_no_seal(database, owner, owner_url):
    assert await seal(database) is None
    assert await owner.fetchval("select count(*) from audit_seal") == 0


async def test_seals_are_numbered_and_linked(database, owner, owner_url):
    first_ids = await write(owner_url, "Employee_1", "Employee_2", "Employee_3")
    first = await seal(database)
    second_ids = await write(owner_url, "Employee_4")
    second = await seal(database)

    leaves = dict(await owner.fetch("select id, leaf from audit_event"))
    assert (first.number, first.events, second.number, second.events) == (1, 3, 2, 1)
    assert first.root == merkle.root([leaves[each] for each in first_ids])
    assert first.link == seals.link(bytes(32), first.model_dump())
    assert second.root == leaves[second_ids[0]]
    assert second.link == seals.link(first.link, second.model_dump())
    placed = await owner.fetch("select seal_number, place, event_id from audit_seal_event order by 1, 2")
    assert [tuple(row) for row in placed] == [
        (1, 0, first_ids[0]), (1, 1, first_ids[1]), (1, 2, first_ids[2]), (2, 0, second_ids[0]),
    ]  # fmt: skip
    assert await owner.fetchval("select count(*) from audit_unsealed") == 0


async def test_a_seal_takes_no_more_than_its_share(database, owner, owner_url, monkeypatch):
    monkeypatch.setattr(seals, "LARGEST", 2)
    await write(owner_url, "Employee_1", "Employee_2", "Employee_3")

    assert [(await seal(database)).events, (await seal(database)).events, await seal(database)] == [
        2,
        1,
        None,
    ]
    assert (await verify(owner)).difference is None


async def test_a_writer_waits_for_no_seal_and_a_seal_for_no_writer(database, owner, owner_url):
    await write(owner_url, "Employee_1")
    async with owning(owner_url, MAI) as slow:
        await tell(slow, MAI, "scenario.simulated", "Employee_2")
        first = await asyncio.wait_for(seal(database), 5)
        await asyncio.wait_for(write(owner_url, "Employee_3"), 5)
        second = await asyncio.wait_for(seal(database), 5)
    third = await seal(database)

    assert [first.events, second.events, third.events] == [1, 1, 1]
    assert (await verify(owner)).events == 3


async def test_two_sealers_at_once_seal_each_event_once(database, owner, owner_url):
    await write(owner_url, *(f"Employee_{number}" for number in range(50)))

    sealed = [each for each in await asyncio.gather(*(seal(database) for _ in range(4))) if each]

    assert [each.events for each in sealed] == [50]
    report = await verify(owner)
    assert (report.events, report.seals, report.unsealed, report.difference) == (50, 1, 0, None)


async def test_an_event_loaded_in_bulk_is_sealed_too(database, owner, owner_url):
    """What COPY brings must not stay out of the queue."""
    values = {
        "id": new_id(), "at": await owner.fetchval("select now()"), "actor_id": MAI.id,
        "happened": "scenario.simulated", "subject": "Employee_1", "unit_id": None, "reason": "", "before": None,
        "after": "{}", "day": date(2026, 12, 31), "tables": None, "rows": None, "rows_root": None, "follows": None,
        "secret_of": SYSTEM.id,
    }  # fmt: skip
    row = {**values, "leaf": events.leaf(values, await salt(owner, values))}
    await owner.copy_records_to_table("audit_event", records=[tuple(row.values())], columns=list(row))

    assert (await seal(database)).events == 1
    assert (await verify(owner)).difference is None
