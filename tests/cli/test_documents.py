"""`meritgrid documents`: registering what a client asks, and telling which fields it uses."""

import asyncio
import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import Answered

ME = "query Me { me { name } }"
UNITS = "query Units { units(first: 3) { nodes { code } } about { mode } }"


@pytest.fixture
def on_database(meritgrid, owner_url, monkeypatch):
    """Ask the command about this test's database, off the tests' own event loop."""
    monkeypatch.setenv("DATABASE_URL", owner_url)
    monkeypatch.setenv("MERITGRID_MODE", "development")

    async def ask(*arguments: object) -> Answered:
        return await asyncio.to_thread(meritgrid, "documents", *arguments)

    return ask


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def written(folder: Path, documents: dict[str, str]) -> Path:
    """What graphql-codegen writes."""
    file = folder / "persisted-documents.json"
    file.write_text(json.dumps(documents))
    return file


async def kept(owner) -> list[tuple[str, str]]:
    rows = await owner.fetch("select client, text from client_document order by client, text")
    return [(row["client"], row["text"]) for row in rows]


async def test_the_documents_of_graphql_codegen_are_registered_once(on_database, owner, trail, tmp_path):
    file = written(tmp_path, {hashed(ME): ME, f"sha256:{hashed(UNITS)}": UNITS})

    first, second = (
        await on_database("register", "hr-portal", file),
        await on_database("register", "hr-portal", file),
    )

    assert (first.code, first.out) == (0, "hr-portal: 2 registered, 0 were there already.\n")
    assert (second.code, second.out) == (0, "hr-portal: 0 registered, 2 were there already.\n")
    assert await kept(owner) == [("hr-portal", ME), ("hr-portal", UNITS)]
    assert await trail() == ["documents.registered"]


async def test_a_folder_of_documents_is_registered_too(on_database, owner, tmp_path):
    (tmp_path / "deeper").mkdir()
    (tmp_path / "me.graphql").write_text(ME)
    (tmp_path / "deeper" / "units.graphql").write_text(UNITS)

    answered = await on_database("register", "kiosk", tmp_path)

    assert (answered.code, answered.out) == (0, "kiosk: 2 registered, 0 were there already.\n")
    assert await kept(owner) == [("kiosk", ME), ("kiosk", UNITS)]


@pytest.mark.parametrize(
    ("documents", "why"),
    [
        (
            {hashed(ME): ME, hashed("{ nobody }"): "{ nobody }"},
            f"the document {hashed('{ nobody }')} is not valid here: Cannot query field 'nobody' on type 'Query'.",
        ),
        ({hashed("{"): "{"}, f"the document {hashed('{')} is not valid here: Syntax Error: Expected Name, found"),
        ({hashed("fragment A on Account { id }"): "fragment A on Account { id }"}, "It has no operation"),
        ({}, "it holds no document"),
        (["{ me { name } }"], "it must be an object of hashes and documents"),
    ],
)  # fmt: skip
async def test_a_file_with_a_fault_registers_nothing(on_database, owner, trail, tmp_path, documents, why):
    file = written(tmp_path, documents)

    answered = await on_database("register", "hr-portal", file)

    assert answered.code == 1
    assert answered.err.startswith(f"meritgrid: {file}: ")
    assert why in answered.err
    assert answered.err.endswith("Nothing was registered.\n")
    assert await kept(owner) == []
    assert await trail() == []


async def test_an_id_stands_for_one_text_only(on_database, owner, tmp_path):
    await on_database("register", "hr-portal", written(tmp_path, {hashed(ME): ME}))

    answered = await on_database("register", "hr-portal", written(tmp_path, {hashed(ME): UNITS}))

    assert answered.code == 1
    assert answered.err == (
        f"meritgrid: The document with the id {hashed(ME)} has the hash {hashed(UNITS)}: an id stands for one text"
        " only, so that nobody's old page asks something new. Generate ids and documents together. Nothing was"
        " registered.\n"
    )
    assert await kept(owner) == [("hr-portal", ME)]


async def test_an_id_twice_in_a_file_is_refused(on_database, owner, tmp_path):
    file = tmp_path / "documents.json"
    file.write_text(f'{{"{hashed(ME)}": "{ME}", "{hashed(ME)}": "{UNITS}"}}')

    answered = await on_database("register", "hr-portal", file)

    assert (answered.code, "is given twice" in answered.err) == (1, True)
    assert await kept(owner) == []


async def test_the_fields_of_a_client_are_told_with_how_many_documents_use_them(on_database, tmp_path):
    await on_database("register", "hr-portal", written(tmp_path, {hashed(ME): ME, hashed(UNITS): UNITS}))

    answered = await on_database("fields", "hr-portal")

    assert (answered.code, answered.err) == (0, "")
    assert answered.out.splitlines() == [
        "About.mode\t1",
        "Account.name\t1",
        "Query.about\t1",
        "Query.me\t1",
        "Query.units\t1",
        "Unit.code\t1",
        "UnitConnection.nodes\t1",
    ]


async def test_a_document_that_the_schema_has_left_behind_is_told(on_database, owner):
    old = "{ me { nickname } }"
    await owner.execute("insert into client_document values ('kiosk', $1, $2, now())", hashed(old), old)

    answered = await on_database("fields", "kiosk")

    assert (answered.code, answered.out) == (1, "Query.me\t1\n")
    assert answered.err.startswith(
        f"No longer valid: {hashed(old)}: Cannot query field 'nickname' on type 'Account'"
    )


async def test_documents_are_taken_back(on_database, owner, trail, tmp_path):
    await on_database("register", "hr-portal", written(tmp_path, {hashed(ME): ME}))

    removed, again = await on_database("remove", "hr-portal"), await on_database("remove", "hr-portal")

    assert (removed.code, again.code) == (0, 2)
    assert removed.out == "hr-portal: 1 removed. Running servers know it within 30 seconds.\n"
    assert again.err.startswith(
        "meritgrid: No documents of a client “hr-portal” are registered; nobody has any yet."
    )
    assert await kept(owner) == []
    assert await trail() == ["documents.registered", "documents.removed"]


async def test_the_application_itself_registers_nothing(database, owner):
    async with database.engine.connect() as connection:
        for statement in (
            "insert into client_document values ('a', 'b', 'c', now())",
            "delete from client_document",
            "select * from client_document",
        ):
            with pytest.raises(Exception, match="permission denied for table client_document"):
                await connection.exec_driver_sql(statement)
            await connection.rollback()


async def test_the_database_keeps_no_text_under_the_hash_of_another(owner):
    with pytest.raises(Exception, match="ck_client_document_hash_of_the_text"):
        await owner.execute("insert into client_document values ('a', $1, 'other', now())", hashed(ME))
