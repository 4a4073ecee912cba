"""Accounts are opened, renamed, closed and reopened by others, on the record; closing ends sessions and rights."""

import asyncio

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from domain.access.accounts import service
from domain.access.service import account_of
from domain.access.tables import Account
from domain.database.sessions import raw
from domain.errors import Conflict, Forbidden, Invalid, NotFound
from tests.domain.access.accounts.conftest import ISSUER, TODAY, A, changed, granted, opened
from tests.given import known

B = known("unit", "B")
A1 = known("employee", "A1")


async def accounts(owner):
    return await owner.fetchval("select count(*) from account")


async def test_an_account_is_opened_for_a_unit_and_may_do_nothing_yet(database, admin, owner, trail):
    made = await opened(database, admin)

    hoa = await account_of(database, f"{ISSUER}|hoa")
    assert (hoa.id, hoa.name, hoa.is_program) == (made.id, "Lê Thị Hoa", False)
    assert await owner.fetchval("select count(*) from access_grant where account_id = $1", made.id) == 0
    assert await trail() == ["account.opened"]
    event = await owner.fetchrow("select * from audit_event where happened = 'account.opened'")
    assert (event["actor_id"], event["unit_id"], event["reason"]) == (admin.id, A, "Người mới")


async def test_the_account_of_an_employee_has_their_id_and_is_kept_by_their_unit(database, admin, owner):
    before = await accounts(owner)
    with pytest.raises(DBAPIError, match="row-level security"):
        await opened(database, admin, unit_id=B, employee_id=A1)
    assert await accounts(owner) == before

    made = await opened(database, admin, employee_id=A1)

    assert (made.id, made.unit_id) == (A1, A)
    with pytest.raises(Conflict) as refused:
        await opened(database, admin, sub="hoa2", employee_id=A1)
    assert refused.value.code == "has_an_account"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"issuer": f"{ISSUER}/"}, (Invalid, "unknown_issuer", "input.issuer")),
        ({"sub": ""}, (Invalid, "blank", "input.subject")),
        ({"name": " "}, (Invalid, "name_missing", "input.name")),
        ({"unit_id": None}, (Invalid, "unit_missing", "input.unitId")),
        ({"employee_id": A1, "is_program": True}, (Invalid, "program_of_a_person", "input.employeeId")),
    ],
)
async def test_an_account_that_cannot_be_is_refused(database, admin, owner, trail, wrong, refusal):
    before = await accounts(owner)

    with pytest.raises(refusal[0]) as refused:
        await opened(database, admin, **wrong)

    assert (refused.value.code, refused.value.path) == refusal[1:]
    assert (await accounts(owner), await trail()) == (before, [])


async def test_one_subject_has_one_account_whoever_may_see_it(database, admin, local, owner):
    await opened(database, admin, unit_id=B)
    before = await accounts(owner)

    with pytest.raises(Conflict) as refused:
        await opened(database, local)

    assert refused.value.code == "subject_taken"
    assert await accounts(owner) == before


async def test_of_two_who_open_one_account_at_once_one_does(database, admin, owner):
    before = await accounts(owner)

    answers = await asyncio.gather(*(opened(database, admin) for _ in range(3)), return_exceptions=True)

    assert len([each for each in answers if isinstance(each, Account)]) == 1
    assert await accounts(owner) == before + 1


async def test_whoever_grants_in_one_unit_opens_accounts_there_only(database, local, owner, trail):
    await opened(database, local)
    before = await accounts(owner)

    with pytest.raises(Forbidden) as refused:
        await opened(database, local, sub="other", unit_id=B)

    assert refused.value.code == "forbidden"
    assert (await accounts(owner), await trail()) == (before, ["account.opened"])


async def test_nobody_opens_the_account_of_an_employee_beyond_their_units_by_sql(database, local, owner):
    before = await accounts(owner)
    insert = "insert into account (id, subject, name, unit_id) values ($1, 'x|y', 'x', $2)"

    for person, unit in ((known("employee", "B1"), A), (known("employee", "B1"), B), (A1, B)):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.writing(local) as session:
                await (await raw(session)).execute(insert, person, unit)

    assert await accounts(owner) == before


async def test_an_account_is_renamed_at_the_version_that_was_read(database, admin, owner, trail):
    made = await opened(database, admin)
    renamed = await changed(database, admin, service.rename, made, "Lê Thị Hoà", "Sửa tên")

    assert (renamed.name, renamed.version) == ("Lê Thị Hoà", 2)
    with pytest.raises(Conflict) as stale:
        await changed(database, admin, service.rename, made, "Hoa", "Sửa tên")
    assert stale.value.code == "stale_version"
    assert await owner.fetchval("select name from account where id = $1", made.id) == "Lê Thị Hoà"
    assert await trail() == ["account.opened", "account.renamed"]


async def test_nobody_changes_their_own_account_nor_one_elsewhere(database, admin, local, owner):
    made = await opened(database, admin, unit_id=B)
    own = await owner.fetchrow("select * from account where id = $1", admin.id)
    mine = Account(**dict(own))

    for what, given in (
        (service.rename, ("x", "y")),
        (service.close, ("y", TODAY)),
        (service.reopen, ("y",)),
    ):
        with pytest.raises(Forbidden) as refused:
            await changed(database, admin, what, mine, *given)
        assert refused.value.code == "own_account"
        with pytest.raises(NotFound):
            await changed(database, local, what, made, *given)
    rows = await owner.fetch("select name, closed_on from account where id = any($1)", [made.id, admin.id])
    assert {tuple(row) for row in rows} == {("admin", None), ("Lê Thị Hoa", None)}


async def test_the_account_of_a_program_grants_nothing(database, admin, owner):
    made = await opened(database, admin, is_program=True)
    await owner.execute(
        "insert into access_grant (id, account_id, verb, unit_id, effective_from, passes_on)"
        " values (gen_random_uuid(), $1, 'access.grant', $2, '2026-01-01', array['results.read'])",
        made.id,
        A,
    )
    program = await account_of(database, f"{ISSUER}|hoa")
    other = await opened(database, admin, sub="other")

    with pytest.raises(Exception, match="approves nothing"):
        await granted(database, program, other)

    assert await owner.fetchval("select count(*) from access_grant where account_id = $1", other.id) == 0
