"""Only what the trail tells of is erased: a deleted secret is no cover for writing events and lines anew."""

import json
from uuid import UUID

import asyncpg
import pytest

from domain.actor import SYSTEM
from domain.audit import erasure
from domain.database.tables import new_id
from domain.errors import NotFound
from domain.verification.verify import verify
from tests.domain.audit.conftest import differing

GHOST = UUID(int=7)


@pytest.fixture
async def owner(server, books):
    """The owner of these books, with every guard."""
    connection = await asyncpg.connect(server.url(books))
    yield connection
    await connection.close()


@pytest.fixture
async def erased(owner):
    """Somebody erased, whom the closed run pays."""
    person = await owner.fetchval("select employee_id from pay_line order by employee_id limit 1")
    await erasure.erase(owner, person, "Theo yêu cầu")
    return person


async def test_an_erasure_is_told_with_the_administrations_secret_and_verifies(owner, erased):
    told = await owner.fetchrow("select * from audit_event where happened = 'secret.erased'")
    events = await owner.fetchval("select count(*) from audit_event where secret_of = $1", erased)

    assert (told["subject"], told["reason"]) == (f"Employee_{erased}", "Theo yêu cầu")
    assert (told["secret_of"], told["actor_id"]) == (SYSTEM.id, SYSTEM.id)
    assert json.loads(told["after"])["events"] == events
    report = await verify(owner)
    assert (report.difference, report.erased) == (None, events + 2)


async def test_whoever_is_erased_already_is_not_erased_again(owner, erased):
    for person in (erased, GHOST):
        with pytest.raises(NotFound) as refused:
            await erasure.erase(owner, person, "Lần nữa")
        assert refused.value.code == "secret_not_found"

    assert await owner.fetchval("select count(*) from audit_event where happened = 'secret.erased'") == 1


async def test_the_sign_ins_of_somebody_are_erased_with_them(owner):
    person = await owner.fetchval("select employee_id from pay_line order by employee_id limit 1")
    await owner.execute("insert into account (id, subject, name) values ($1, 'demo|lan', 'Lan')", person)
    async with owner.transaction():
        await owner.execute("select set_config('meritgrid.actor', $1, true)", str(person))
        await owner.execute("select begin_session($1, $2, now(), now(), 1800, 43200)", new_id(), bytes(32))
    told = await owner.fetch(
        "select secret_of from audit_event where subject = 'Account_' || $1::uuid", person
    )

    await erasure.erase(owner, person, "Theo yêu cầu")

    assert [row[0] for row in told] == [person, person]
    assert (await verify(owner)).difference is None


async def test_events_under_the_secret_of_a_ghost_are_found(superuser):
    await superuser.execute("insert into secret values ($1, null, null)", GHOST)
    await superuser.execute("update audit_event set secret_of = $1, reason = 'Khác'", GHOST)

    assert await differing(superuser) == (f"Employee_{GHOST}", "the event that tells of their erasure")


async def test_a_ghost_of_whose_erasure_the_trail_tells_is_nobody(superuser, owner):
    await superuser.execute("insert into secret values ($1, '', '')", GHOST)
    await superuser.execute(
        "update audit_event set secret_of = $1 where happened = 'scenario.simulated'", GHOST
    )
    await owner.execute("delete from secret where owner_id = $1", GHOST)

    assert await differing(superuser) == (f"Employee_{GHOST}", "they")


async def test_no_event_is_counted_among_those_of_somebody_erased_before(superuser, erased):
    await superuser.execute(
        "update audit_event set secret_of = $1, reason = 'Khác' where happened = 'pay_run.approved'", erased
    )

    assert await differing(superuser) == (f"Employee_{erased}", "the number of events about them when erased")


async def test_no_event_is_counted_among_those_of_somebody_before_they_are_erased(superuser, owner):
    person = await owner.fetchval("select employee_id from pay_line order by employee_id limit 1")
    forged = await superuser.fetchval(
        "update audit_event set secret_of = $1, reason = 'Khác' where id = (select id from audit_event"
        " where happened = 'scenario.simulated' limit 1) returning id",
        person,
    )
    await erasure.erase(owner, person, "Theo yêu cầu")

    assert await differing(superuser) == (f"AuditEvent_{forged}", "whom it is about")


async def test_a_secret_taken_with_the_triggers_off_is_no_erasure(superuser):
    person = await superuser.fetchval("select employee_id from pay_line limit 1")
    await superuser.execute(
        "update secret set inner_key = null, outer_key = null where owner_id = $1", person
    )

    assert await differing(superuser) == (f"Employee_{person}", "the event that tells of their erasure")


async def test_the_administrations_secret_taken_is_named(superuser):
    await superuser.execute(
        "update secret set inner_key = null, outer_key = null where owner_id = $1", SYSTEM.id
    )

    assert await differing(superuser) == ("The secret of the administration", "it")


FORGED = {
    "amount_vnd": "update pay_line set amount_vnd = amount_vnd + 1 where id = $1",
    "rated": "update pay_line set rated = 'excellent_' where id = $1",
    "position_id": "update pay_line set position_id = gen_random_uuid() where id = $1",
    "steps": "update pay_line_values v set content[l.place + 1] ="
    r" regexp_replace(v.content[l.place + 1], '^\[(\d+)', '[1\1') from pay_line l"
    " where l.id = $1 and v.pay_run_id = l.pay_run_id",
}


@pytest.mark.parametrize("column", FORGED)
async def test_a_line_of_somebody_erased_is_as_the_columns_of_the_run_have_it(superuser, erased, column):
    line = await superuser.fetchval("select id from pay_line where employee_id = $1 limit 1", erased)
    await superuser.execute(FORGED[column], line)

    assert await differing(superuser) == (f"PayLine_{line}", f"its {column}")
