"""What a real PostgreSQL refuses, as the sentence that a person reads; bugs stay bugs."""

import errno
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.actor import SYSTEM
from domain.database.errors import refusal_from
from domain.database.sessions import Database, owning
from domain.errors import Conflict, Forbidden, Invalid, Unavailable

UNIT = "insert into unit (id, code) values ('00000000-0000-7000-8000-0000000000aa', 'X')"


async def refused(url: str, *statements: str) -> Any:
    """The refusal for the last statement, as a service would see it: through SQLAlchemy."""
    with pytest.raises(DBAPIError) as caught:
        await done(url, *statements)
    return refusal_from(caught.value)


async def done(url: str, *statements: str) -> None:
    """Carry the statements out in one transaction of the owner."""
    async with owning(url, SYSTEM) as session:
        for statement in statements:
            await session.execute(text(statement))


async def test_what_is_there_already_is_a_conflict(owner_url: str, owner: Any) -> None:
    found = await refused(owner_url, UNIT, UNIT)

    assert (type(found), found.code) == (Conflict, "already_exists")
    assert await owner.fetchval("select count(*) from unit") == 0


async def test_what_refers_to_nothing_is_said_so(owner_url: str) -> None:
    grant = (
        "insert into access_grant (id, account_id, verb, unit_id, effective_from) select gen_random_uuid(),"
        " gen_random_uuid(), 'x', gen_random_uuid(), '2026-01-01'"
    )

    found = await refused(owner_url, grant)

    assert (type(found), found.code, found.path) == (Invalid, "account_not_found", "accountId")


async def test_what_no_caller_named_refers_to_nothing_in_particular(owner_url: str, owner: Any) -> None:
    suits = "insert into position_kpi (position_id, kpi_id) select gen_random_uuid(), gen_random_uuid()"

    found = await refused(owner_url, suits)

    assert (type(found), found.code, found.path) == (Invalid, "refers_to_nothing", "")
    assert await owner.fetchval("select count(*) from position_kpi") == 0


async def test_a_broken_rule_is_read_out(owner_url: str) -> None:
    grant = (
        "insert into access_grant (id, account_id, verb, unit_id, effective_from, effective_until)"
        " select gen_random_uuid(), gen_random_uuid(), 'x', gen_random_uuid(), '2026-02-01', '2026-01-01'"
    )

    found = await refused(owner_url, grant)

    assert found.code == "rule_broken"
    assert found.message == "It breaks the rule: ends no sooner than it begins. Nothing was written."


async def test_the_guards_of_the_trail_speak_for_themselves(owner_url: str) -> None:
    found = await refused(owner_url, "delete from pay_line")

    assert (type(found), found.code) == (Conflict, "not_possible_now")
    assert found.message.startswith("Pay_line is append-only: delete is refused")


async def test_a_table_without_a_privilege_is_forbidden(database: Database) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with database.engine.begin() as connection:
            await connection.execute(text("delete from unit"))

    found = refusal_from(caught.value)
    assert (type(found), found.code) == (Forbidden, "forbidden")


async def test_a_statement_that_is_stopped_says_that_it_took_too_long(owner_url: str) -> None:
    found = await refused(owner_url, "set local statement_timeout = 1", "select pg_sleep(1)")

    assert found.code == "took_too_long"


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("53100", "no_disk_space"),
        ("53300", "database_busy"),
        ("55P03", "locked"),
        ("40001", "changed_meanwhile"),
        ("40P01", "changed_meanwhile"),
        ("57P01", "database_unavailable"),
        ("08006", "database_unavailable"),
        ("28P01", "database_unavailable"),
    ],
)
async def test_what_an_operator_must_see_to_has_its_own_code(owner_url: str, state: str, code: str) -> None:
    found = await refused(owner_url, f"do $$ begin raise exception 'x' using errcode = '{state}'; end $$")

    assert found.code == code


async def test_a_server_that_is_not_there_is_unavailable(tmp_path: Any) -> None:
    with pytest.raises(OSError, match="No such file") as caught:
        await asyncpg.connect(f"postgresql://postgres@/x?host={tmp_path}")

    found = refusal_from(caught.value)
    assert (type(found), found.code) == (Unavailable, "database_unavailable")


async def test_a_connection_that_was_closed_is_unavailable(owner: Any) -> None:
    await owner.close()
    with pytest.raises(asyncpg.InterfaceError) as caught:
        await owner.fetchval("select 1")

    assert refusal_from(caught.value).code == "database_unavailable"


def test_a_full_disk_of_this_server_is_told_too() -> None:
    assert refusal_from(OSError(errno.ENOSPC, "no space left")).code == "no_disk_space"


@pytest.mark.parametrize("bug", [ValueError("x"), KeyError("x"), OSError(errno.EACCES, "x"), RuntimeError()])
def test_a_bug_is_not_made_into_a_refusal(bug: Exception) -> None:
    assert refusal_from(bug) is None


async def test_a_statement_that_we_wrote_wrong_is_a_bug(owner_url: str) -> None:
    assert await refused(owner_url, "select nothing") is None


def test_errors_that_cause_one_another_in_a_circle_end() -> None:
    one, other = ValueError(), ValueError()
    one.__cause__, other.__cause__ = other, one

    assert refusal_from(one) is None
