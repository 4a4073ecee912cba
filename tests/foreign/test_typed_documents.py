"""graphql-codegen's typed documents (`clients/typescript`) and the program that asks them, against the application."""

import sys
from pathlib import Path

import pytest

from api.http import persisted_documents
from api.settings import Settings
from api.sign_in import development_tokens
from tests.fixtures.listening import NODE, needs_foreign, run
from tests.house.rules.tree import ROOT

pytestmark = needs_foreign

GENERATE = ("node_modules/.bin/graphql-codegen", "--config", "codegen.ts")
REGISTER = (sys.executable, "-m", "cli", "documents", "register", "front-end")


@pytest.fixture
async def generated(front_end: Path) -> Path:
    """The front-end with its typed documents."""
    assert (await run(front_end, NODE, *GENERATE))[0] == 0
    return front_end


async def found(owner) -> set[str]:
    rows = await owner.fetch("select full_name from employee where full_name like '%Nguyễn%'")
    return {row["full_name"] for row in rows}


async def test_typed_documents_are_asked_by_their_id_alone(
    demo, generated, address, settings: Settings, owner, owner_url, monkeypatch
):
    monkeypatch.setenv("DATABASE_URL", owner_url)
    monkeypatch.setenv("MERITGRID_MODE", "development")
    monkeypatch.setattr(persisted_documents, "UNKNOWN_SECONDS", 0.0)
    token = development_tokens.mint(settings, "hr")
    program = (NODE, "people.ts", f"{address}/graphql", token, "nguyễn", "registered")

    checked = await run(generated, NODE, "node_modules/.bin/tsc")
    before = await run(generated, *program)
    registered = await run(ROOT, *REGISTER, generated / "generated" / "persisted-documents.json")
    code, lines = await run(generated, *program)

    assert checked == (0, [])
    assert before[0] == 1
    assert any("RefusedError: unknown_document" in line for line in before[1]), before[1]
    assert registered == (0, ["front-end: 3 registered, 0 were there already."])
    assert code == 0
    names = [line.partition(" ")[2] for line in lines]
    assert len(names) > 20
    assert set(names) == await found(owner)


async def test_a_variable_that_no_document_has_stops_the_check(generated):
    program = generated / "people.ts"
    program.write_text(program.read_text().replace("filter: { search }", "filter: { named: search }"))

    code, lines = await run(generated, NODE, "node_modules/.bin/tsc")

    assert code != 0
    assert any("'named' does not exist in type 'EmployeeFilter'" in line for line in lines), lines


async def test_a_field_that_the_schema_does_not_have_stops_generation(front_end):
    document = front_end / "documents" / "people.graphql"
    document.write_text(document.read_text().replace("fullName", "fulName"))

    code, lines = await run(front_end, NODE, *GENERATE)

    assert code == 1
    assert any('Cannot query field "fulName" on type "Employee"' in line for line in lines), lines
    assert not (front_end / "generated" / "graphql.ts").exists()
