"""Where the database is, and what is said when it is not there."""

from pathlib import Path
from typing import Any

import asyncpg
import pytest

from api import databases
from api.databases import Addresses
from api.settings import Settings
from domain import clock
from domain.errors import Unavailable
from tests.fixtures.server import Server

OWNER = "postgresql://owner:secret@127.0.0.1:1/meritgrid"


def test_the_application_connects_as_the_owner_unless_it_has_a_login_of_its_own() -> None:
    own = "postgresql://app@db/meritgrid"

    assert databases.find(Settings(database_url=OWNER)) == Addresses(OWNER, OWNER)
    assert databases.find(Settings(database_url=OWNER, app_database_url=own)) == Addresses(OWNER, own)


def test_an_embedded_server_that_cannot_start_says_which_folder_and_the_ways_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(databases, "Embedded", refuse)

    with pytest.raises(Unavailable) as caught:
        databases.find(Settings(database_url="", data_folder=tmp_path))

    assert str(tmp_path / "postgresql") in caught.value.message
    assert "MERITGRID_DATA_FOLDER" in caught.value.message
    assert "DATABASE_URL" in caught.value.message


async def test_an_empty_database_is_migrated_and_holds_the_numbers_of_the_law(
    server: Server, worker_id: str
) -> None:
    name = await server.clone("template1", f"{worker_id}_new")
    addresses = Addresses(server.url(name), server.application_url(name))

    for _ in range(2):
        await databases.prepare(addresses)

    connection = await asyncpg.connect(addresses.owner)
    salaries = await connection.fetchval("select count(*) from base_salary")
    people = await connection.fetchval("select count(*) from employee")
    await connection.close()
    await server.drop(name)
    assert salaries > 0
    assert people == 0


async def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(Unavailable) as caught:
        await databases.prepare(Addresses(OWNER, OWNER))

    assert caught.value.message.startswith("No PostgreSQL answers at 127.0.0.1:1/meritgrid. Start it")
    assert "secret" not in caught.value.message


async def test_a_database_that_nobody_created_is_named(server: Server, demo: Any) -> None:
    missing = server.url("nobody_created_this")

    with pytest.raises(Unavailable) as caught:
        await databases.prepare(Addresses(missing, missing))

    assert "/nobody_created_this" in caught.value.message
    assert "create the database" in caught.value.message


async def test_a_wrong_password_is_told_as_that(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(_url: str) -> None:
        raise asyncpg.InvalidPasswordError("password authentication failed")

    monkeypatch.setattr(databases.migrate, "migrate", refuse)

    with pytest.raises(Unavailable) as caught:
        await databases.prepare(Addresses(OWNER, OWNER))

    assert caught.value.message == (
        "The database does not let this server in: check its user and password. It is 127.0.0.1:1/meritgrid."
    )


async def test_a_day_that_was_set_stands_in_the_trail_before_anybody_asks(owner_url: str, owner: Any) -> None:
    await databases.mark_day(Addresses(owner_url, owner_url), "rehearsal")

    marks = await owner.fetch("select happened, after, day::text from audit_event")
    said = '{"mode":"rehearsal","today":"2026-12-31"}'
    assert [tuple(mark) for mark in marks] == [("day.set", said, "2026-12-31")]


async def test_on_the_calendars_day_there_is_nothing_to_say(owner_url: str, owner: Any) -> None:
    clock.set_today(None)

    await databases.mark_day(Addresses(owner_url, owner_url), "production")

    assert await owner.fetchval("select count(*) from audit_event") == 0
