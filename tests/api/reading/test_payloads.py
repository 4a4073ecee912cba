"""What a mutation returns is read after its transaction, just as a query reads it."""

from typing import Annotated
from uuid import UUID

import orjson
import pytest
import strawberry
from strawberry.schema.config import StrawberryConfig

from api.context import Context, Server
from api.execution import Schema
from api.executor import ReadingExecutor
from api.people.types import Employee
from api.problems import Problem, RefusedAsProblem
from api.reading import read_one
from api.scalars import SCALARS
from api.schema import Query
from domain.errors import Conflict

Moved = Annotated[Employee | Problem, strawberry.union("Moved")]


@strawberry.type
class Both:
    old: Employee
    new: list[Employee]


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def move(self, id: UUID) -> Moved:
        if id.int == 0:
            raise Conflict("standing_still", "Nobody moves nobody.")
        return read_one(Employee, id)

    @strawberry.mutation
    async def swap(self, one: UUID, other: UUID) -> Both:
        return Both(old=read_one(Employee, one), new=[read_one(Employee, other), read_one(Employee, one)])


schema = Schema(
    Query,
    Mutation,
    execution_context_class=ReadingExecutor,
    config=StrawberryConfig(scalar_map=SCALARS),
    exception_handlers=[RefusedAsProblem()],
)
MOVE = """mutation ($id: UUID!, $full: Boolean = true) { move(id: $id) {
    __typename ... on Employee { id code ...More @include(if: $full) } ... on Problem { code message } } }
    fragment More on Employee { unit { code } assessments(first: 1, period: YEAR) { totalCount } }"""


@pytest.fixture
async def ask(database, actor_named):
    """Run a document as HR."""
    context = Context(Server("development", database), await actor_named("hr"))

    async def run(document, **variables):
        result = await schema.execute(document, variables, context)
        return orjson.loads(orjson.dumps(result.data)), result.errors

    return run


@pytest.fixture
async def people(owner):
    """Two employees: id, code, and the code of their unit."""
    return await owner.fetch(
        "select e.id, e.code, u.code as unit from employee e join unit u on u.id = e.unit_id order by e.code limit 2"
    )


async def test_the_part_of_the_union_that_fits_is_read(ask, people):
    answer, errors = await ask(MOVE, id=str(people[0]["id"]))

    assert errors is None
    assert answer["move"] == {
        "__typename": "Employee",
        "id": f"Employee_{people[0]['id']}",
        "code": people[0]["code"],
        "unit": {"code": people[0]["unit"]},
        "assessments": {"totalCount": 1},
    }


async def test_directives_reach_into_payloads(ask, people):
    answer, _ = await ask(MOVE, id=str(people[0]["id"]), full=False)

    assert list(answer["move"]) == ["__typename", "id", "code"]


async def test_a_refusal_takes_the_place_of_the_row(ask):
    answer, errors = await ask(MOVE, id=str(UUID(int=0)))

    assert errors is None
    assert answer == {
        "move": {"__typename": "Problem", "code": "standing_still", "message": "Nobody moves nobody."}
    }


async def test_a_row_that_its_maker_may_not_see_is_told_as_that(ask):
    answer, errors = await ask(MOVE, id=str(UUID(int=7)))

    assert answer is None
    assert [error.original_error.code for error in errors] == ["not_visible"]


async def test_rows_inside_of_a_payload_are_read_too(ask, people):
    answer, errors = await ask(
        "mutation ($a: UUID!, $b: UUID!) { swap(one: $a, other: $b) { old { code } new { c: code unit { code } } } }",
        a=str(people[0]["id"]),
        b=str(people[1]["id"]),
    )

    assert errors is None
    assert answer["swap"] == {
        "old": {"code": people[0]["code"]},
        "new": [{"c": person["code"], "unit": {"code": person["unit"]}} for person in people[::-1]],
    }
