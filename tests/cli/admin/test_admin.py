"""`meritgrid admin`: begins an empty production, once; puts a subject right; lets somebody in again."""

import asyncio

import asyncpg
import pytest

from tests.fixtures.tokens import NAME

FIRST = ("--issuer", NAME, "--subject", "8f1c", "--name", "Trần Thị Lan", "--root-code", "LG")
ROOT = ("--root-name", "Tỉnh Lâm Giang")


@pytest.fixture
def admin(meritgrid, owner_url, monkeypatch):
    """Ask the command about this test's empty database in production, off the tests' own event loop."""
    monkeypatch.setenv("DATABASE_URL", owner_url)
    monkeypatch.setenv("MERITGRID_OIDC_ISSUER", NAME)
    monkeypatch.setenv("MERITGRID_OIDC_JWKS_URL", f"{NAME}/keys")

    async def ask(*arguments):
        return await asyncio.to_thread(meritgrid, "admin", *arguments)

    return ask


async def test_an_empty_production_begins_once(admin, owner):
    answers = [await admin("first", *FIRST, *ROOT) for _ in range(2)]

    assert [one.code for one in answers] == [0, 1]
    assert answers[0].err.startswith(
        f"The unit LG is there, and the account {NAME}|8f1c, who may grant every right"
    )
    assert answers[1].err.startswith(
        "meritgrid: This administration has begun: Trần Thị Lan may grant rights"
    )
    assert await owner.fetchval("select count(*) from unit") == 1


async def test_a_database_that_was_never_migrated_begins_too(admin, server, monkeypatch):
    name = f"{server.folder.name}_never_migrated"
    await server.execute(f"create database {name}")
    monkeypatch.setenv("DATABASE_URL", server.url(name))

    answer = await admin("first", *FIRST, *ROOT, "--root-kind", "commune", "--since", "2025-07-01")

    connection = await asyncpg.connect(server.url(name))
    state = await connection.fetchrow("select kind, holds_fund, effective_from::text from unit_state")
    await connection.close()
    await server.drop(name)
    assert answer.code == 0
    assert tuple(state) == ("commune", True, "2025-07-01")


async def test_the_command_refuses_in_the_language_of_the_terminal(admin, owner, monkeypatch):
    await admin("first", *FIRST, *ROOT)
    monkeypatch.setenv("LANGUAGE", "vi")

    answer = await admin("first", *FIRST, *ROOT)

    assert answer.code == 1
    assert answer.err.startswith("meritgrid: Hệ thống này đã được khởi tạo: Trần Thị Lan")
    assert await owner.fetchval("select count(*) from unit") == 1


async def test_an_issuer_that_the_server_does_not_trust_begins_nothing(admin, owner):
    answer = await admin("first", "--issuer", f"{NAME}/", *FIRST[2:], *ROOT)

    assert answer.code == 1
    assert f"this server takes the tokens of {NAME} only, not of {NAME}/" in answer.err
    assert await owner.fetchval("select count(*) from unit") == 0


async def test_a_mistyped_subject_is_put_right_with_a_reason(admin, owner):
    await admin("first", *FIRST, *ROOT)
    new = ("--issuer", NAME, "--subject", "8f1d", "--reason", "Gõ nhầm")

    answers = [await admin("subject", "--account", f"{NAME}|8f1c", *new) for _ in range(2)]

    assert [one.code for one in answers] == [0, 2]
    assert answers[0].err.startswith(f"The account of Trần Thị Lan is {NAME}|8f1d from now on")
    assert "No account has the subject" in answers[1].err
    assert await owner.fetchval("select count(*) from account where subject = $1", f"{NAME}|8f1d") == 1


async def test_somebody_is_let_in_again_where_nobody_grants(admin, owner):
    await admin("first", *FIRST, *ROOT)
    whom = ("restore", "--account", f"{NAME}|8f1c", "--reason", "Không còn ai")
    refused = await admin(*whom)
    await owner.execute("update access_grant set effective_until = effective_from")

    done = await admin(*whom)

    assert (refused.code, done.code) == (1, 0)
    assert "Trần Thị Lan may grant rights on everything: ask them" in refused.err
    assert await owner.fetchval("select count(*) from access_grant where effective_until is null") == 1
