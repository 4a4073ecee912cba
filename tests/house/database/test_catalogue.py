"""What guards the database is declared in one file that verification compares with."""

import asyncpg
import pytest

from domain.verification.catalogue import DECLARED, check_catalogue
from domain.verification.report import Difference, Report
from tests.house.rules import catalogue


async def test_the_declared_guards_are_those_of_a_fresh_database(owner_url):
    made = await catalogue.of(owner_url)

    assert made == DECLARED.read_text(), "run: .venv/bin/python -m tests.house.rules.catalogue"


async def test_a_guard_that_is_not_declared_is_found(owner, owner_url):
    await owner.execute("create policy planted on pay_line using (true)")

    made = await catalogue.of(owner_url)

    assert set(made.splitlines()) - set(DECLARED.read_text().splitlines()) == {
        line for line in made.splitlines() if line.endswith(" policy pay_line.planted")
    }


async def test_what_the_database_knows_of_kinds_is_compared_with_the_kinds_in_the_code(owner_url):
    connection = await asyncpg.connect(owner_url)
    try:
        async with connection.transaction():
            await check_catalogue(connection, report := Report(), lambda _: None)
            said = await connection.fetchval("select pg_get_functiondef('pay_kind(text)'::regprocedure)")
            await connection.execute(said.replace("'fund_vnd'", "null::text"))
            with pytest.raises(Difference, match="pay_kind"):
                await check_catalogue(connection, Report(), lambda _: None)
            await connection.execute(said)
    finally:
        await connection.close()

    assert report.guards > 900
