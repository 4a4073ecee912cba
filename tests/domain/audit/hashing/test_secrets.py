"""Each employee has a secret, which salts what is recorded of them; who deletes it erases them, and no proof breaks."""

import hmac
from uuid import UUID

import asyncpg
import pytest

from domain.audit import service as audit
from domain.audit.hashing import events
from domain.database.sessions import raw
from domain.verification.verify import verify
from tests.domain.audit.conftest import salt

ADMINISTRATION = UUID("00000000-0000-7000-8000-000000000001")
KEYS = "select inner_key, outer_key from secret where owner_id = $1"


def key_of(secret) -> bytes:
    """The key of HMAC-SHA256 that was padded."""
    return bytes(byte ^ 0x36 for byte in secret["inner_key"][:32])


async def test_everybody_has_a_secret_of_their_own_and_so_has_the_administration(owner, small):
    owners = {row["owner_id"] for row in await owner.fetch("select owner_id from secret")}

    people = {row["id"] for row in await owner.fetch("select id from employee")}
    assert owners == {*people, ADMINISTRATION}
    assert len(people) == 6
    assert await owner.fetchval("select count(distinct inner_key) from secret") == 7
    widths = await owner.fetch("select distinct octet_length(inner_key), octet_length(outer_key) from secret")
    assert [tuple(row) for row in widths] == [(64, 64)]


async def test_a_salt_is_the_hmac_of_what_is_salted(owner, small):
    person = await owner.fetchval("select id from employee limit 1")
    key = key_of(await owner.fetchrow(KEYS, person))

    salts = await owner.fetchval(
        "select event_salts(array[$1, $2, null]::uuid[], array[$1, $1, $1]::uuid[])", person, ADMINISTRATION
    )

    administrations = key_of(await owner.fetchrow(KEYS, ADMINISTRATION))
    assert salts == [
        hmac.digest(key, b"event\0" + person.bytes, "sha256"),
        hmac.digest(administrations, b"event\0" + person.bytes, "sha256"),
        b"",
    ]


async def test_an_event_about_a_person_is_salted_with_their_secret_any_other_with_the_administrations(
    owner, small
):
    told = await owner.fetch("select * from audit_event")

    of_people = {event["happened"] for event in told if event["secret_of"] != ADMINISTRATION}
    assert of_people >= {"assessment.confirmed", "grade.set"}
    assert {"regulation.published", "funds.opened"} <= {
        event["happened"] for event in told if event["secret_of"] == ADMINISTRATION
    }
    for event in told:
        if event["happened"] == "assessment.confirmed":
            row = UUID(event["subject"].removeprefix("Assessment_"))
            assert event["secret_of"] == await owner.fetchval(
                "select employee_id from assessment where id = $1", row
            )
        if event["subject"].startswith("Employee_"):
            assert event["subject"] == f"Employee_{event['secret_of']}"
        assert event["leaf"] == events.leaf(event, await salt(owner, event))


@pytest.mark.parametrize(
    "statement",
    [
        "update secret set inner_key = outer_key",
        "update secret set owner_id = gen_random_uuid()",
        "truncate secret",
        f"delete from secret where owner_id = '{ADMINISTRATION}'",
    ],
)
async def test_not_even_the_owner_changes_a_secret(owner, small, statement):
    before = await owner.fetch("select * from secret order by owner_id")

    with pytest.raises(asyncpg.RestrictViolationError):
        await owner.execute(statement)

    assert await owner.fetch("select * from secret order by owner_id") == before


async def test_whoever_deletes_a_secret_erases_a_person_and_no_proof_breaks(
    owner, small, computed_run, database
):
    await audit.seal(database)
    person = await owner.fetchval("select employee_id from pay_line limit 1")
    of_them = await owner.fetchval("select count(*) from audit_event where secret_of = $1", person)

    await owner.execute("delete from secret where owner_id = $1", person)

    report = await verify(owner)
    assert report.difference is None
    assert report.erased == of_them + 1 > 1
    assert report.lines == 6
    assert tuple(await owner.fetchrow(KEYS, person)) == (None, None)


async def test_a_secret_that_is_taken_away_behind_our_back_is_no_erasure(owner, small, computed_run):
    person = await owner.fetchval("select employee_id from pay_line limit 1")
    await owner.execute("set session_replication_role = replica")
    await owner.execute("delete from secret where owner_id = $1", person)

    difference = (await verify(owner)).difference

    assert difference is not None
    assert difference.part == "the hash of what it says"


async def test_what_happens_to_somebody_erased_is_told_with_the_administrations_secret(
    owner, small, database, finance
):
    person = await owner.fetchval("select id from employee limit 1")
    await owner.execute("delete from secret where owner_id = $1", person)

    async with database.writing(finance) as session:
        unit = await (await raw(session)).fetchval("select unit_id from employee where id = $1", person)
        told = await audit.tell(session, finance, "scenario.simulated", f"Employee_{person}", unit_id=unit)

    assert await owner.fetchval("select secret_of from audit_event where id = $1", told) == ADMINISTRATION
    assert (await verify(owner)).difference is None


async def test_nobody_reads_a_secret_or_asks_for_salts_without_a_right(
    owner, small, computed_run, database, actor_named
):
    person = await owner.fetchval("select employee_id from pay_line limit 1")
    admin = await actor_named("admin")

    for statement, *binds in (
        ("select * from secret",),
        ("select line_salts($1, array[$2]::uuid[])", computed_run, person),
        ("select event_salts(array[$1]::uuid[], array[$1]::uuid[])", person),
        ("select meritgrid_salts(array[$1]::uuid[], 'line', array[$1]::uuid[])", person),
        ("insert into secret (owner_id) values (gen_random_uuid())",),
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.writing(admin) as session:
                await (await raw(session)).fetch(statement, *binds)

    assert await owner.fetchval("select count(*) from secret") == 7
