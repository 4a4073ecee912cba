"""The generated Python client against the running application, from reading people to a refusal of every row."""

from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from graphql import parse, validate

from api.schema import schema
from api.settings import Settings
from api.sign_in import development_tokens
from tests.house.rules.tree import ROOT

CLIENT = ROOT / "clients" / "python"
DOCUMENTS = sorted((CLIENT / "documents").glob("*.graphql"))
STRANGER = "Employee_0192f7c2-0000-7000-8000-000000000000"
NOTHING = "Product_0192f7c2-0000-7000-8000-000000000000"


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The generated package, imported from where it stands."""
    monkeypatch.syspath_prepend(str(CLIENT))
    import meritgrid_client

    assert Path(str(meritgrid_client.__file__)).is_relative_to(CLIENT)
    return meritgrid_client


@pytest.fixture
def connect(library: Any, address: str, settings: Settings) -> Any:
    """A client of the running application, signed in as somebody of the demo."""

    def connected(name: str, language: str = "en") -> Any:
        token = development_tokens.mint(settings, name)
        return library.MeritgridClient(f"{address}/graphql", token, language)

    return connected


async def test_people_are_read_page_by_page(demo, connect, library):
    wanted = library.input_types.EmployeeFilter(search="nguyễn")

    async with connect("hr") as client:
        first = (await client.people(filter_=wanted, first=2)).employees
        second = (await client.people(filter_=wanted, first=2, after=first.page_info.end_cursor)).employees

    assert first.total_count > 4
    assert [
        person.full_name for person in (*first.nodes, *second.nodes) if "Nguyễn" not in person.full_name
    ] == []
    assert len({person.id for person in (*first.nodes, *second.nodes)}) == 4


async def test_amounts_are_whole_numbers_and_words_are_the_readers(computed_run, connect, library):
    async with connect("finance") as client:
        (run,) = (await client.pay_runs()).pay_runs.nodes
    async with connect("finance", "vi") as client:
        (read,) = (await client.pay_runs()).pay_runs.nodes

    assert run.total.amount == read.total.amount > 10**9
    assert run.total.formatted == f"₫{run.total.amount:,}"
    assert read.total.formatted == f"{run.total.amount:,}\N{NO-BREAK SPACE}₫".replace(",", ".")
    assert (run.state, run.viewer_can_approve.allowed) == (library.PayRunState.COMPUTED, False)


async def test_every_fault_of_a_batch_is_a_problem_with_its_row(demo, connect, library):
    rows = [
        library.input_types.ResultInput(
            employeeId=STRANGER,
            productId=NOTHING,
            month=date(2026, 1, 1),
            assigned=1,
            completed=1,
            sourceSystem="x",
        )
        for _ in range(2)
    ]
    batch = library.input_types.RecordResultsInput(results=rows, idempotencyKey="client")

    async with connect("hr") as client:
        answered = (await client.record_results(input=batch)).record_results

    assert answered.ids is None
    assert {problem.row for problem in answered.problems} == {0, 1}


async def test_a_request_that_is_refused_as_a_whole_raises(demo, library, address):
    async with library.MeritgridClient(f"{address}/graphql") as client:
        with pytest.raises(library.connection.RefusedError) as refused:
            await client.my_pay()

    assert refused.value.errors[0]["extensions"]["code"] == "unauthenticated"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_each_document_of_the_client_fits_the_schema_and_is_generated(path):
    document = parse(path.read_text(encoding="utf-8"))
    client = (CLIENT / "meritgrid_client" / "client.py").read_text(encoding="utf-8")

    assert validate(schema._schema, document) == []
    assert all(f"async def {one.name.value}(" in client for one in document.definitions)


async def test_a_name_that_no_document_has_is_no_silent_filter(demo, connect):
    async with connect("hr") as client:
        with pytest.raises(TypeError, match="search"):
            await client.people(search="nguyễn")
