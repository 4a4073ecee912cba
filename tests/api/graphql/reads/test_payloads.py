"""What a mutation returns is read after its transaction, just as a query reads it."""

from typing import Any
from uuid import UUID

import orjson
import pytest
import strawberry
from strawberry.schema.config import StrawberryConfig

from api.graphql.context import Context, Server
from api.graphql.engine.schema import Schema
from api.graphql.mutations.decisions import RefusedAsProblems
from api.graphql.mutations.payloads import Answer, payload_type
from api.graphql.reads.read_field import read_one
from api.graphql.scalars import SCALARS
from api.people.types import Employee
from api.schema import Query
from domain.database.sessions import Database
from domain.errors import Conflict
from domain.reading.ids import global_id

moved: list[UUID] = []
Moved = payload_type("move", Answer(Employee, "employee", "The person"))


SAYS = "Somebody else changed the same thing just now. Nothing was written; send it again."


@strawberry.type
class Both:
    old: Employee
    new: list[Employee]


@strawberry.type
class Mutation:
    @strawberry.mutation(graphql_type=Moved | None, extensions=[RefusedAsProblems(Moved)])
    async def move(self, id: UUID) -> Any:
        moved.append(id)
        if id.int == 0:
            raise Conflict("changed_meanwhile", SAYS)
        return Moved(employee=read_one(global_id("Employee", id)))

    @strawberry.mutation
    async def swap(self, one: UUID, other: UUID) -> Both | None:
        moved.extend((one, other))
        return Both(
            old=read_one(global_id("Employee", one)),
            new=[read_one(global_id("Employee", other)), read_one(global_id("Employee", one))],
        )


UNSEEN = {"code": "NOT_VISIBLE", "message": "It is done, but you may not see the result."}
schema = Schema(Query, Mutation, config=StrawberryConfig(scalar_map=SCALARS))
MOVE = """mutation ($id: UUID!, $full: Boolean = true) { move(id: $id) {
    __typename ...Done problems { code message } } }
    fragment Done on MovePayload { employee { __typename id code ...More @include(if: $full) } }
    fragment More on Employee { unit { code } assessments(first: 1, filter: {periods: [YEAR]}) { totalCount } }"""


@pytest.fixture
async def ask(database, actor_named):
    """Run a document as HR."""
    hr = await actor_named("hr")

    async def run(document, language="en", **variables):
        moved.clear()
        context = Context(Server("development", database), hr, language=language)
        result = await schema.execute(document, variables, context)
        return orjson.loads(orjson.dumps(result.data)), result.errors

    return run


@pytest.fixture
async def people(owner):
    """Two employees: id, code, and the code of their unit."""
    return await owner.fetch(
        "select e.id, e.code, u.code as unit from employee e join unit u on u.id = e.unit_id order by e.code limit 2"
    )


async def test_the_row_in_a_payload_is_read_through_fragments(ask, people):
    answer, errors = await ask(MOVE, id=str(people[0]["id"]))

    assert errors is None
    assert answer["move"] == {
        "__typename": "MovePayload",
        "employee": {
            "__typename": "Employee",
            "id": f"Employee_{people[0]['id']}",
            "code": people[0]["code"],
            "unit": {"code": people[0]["unit"]},
            "assessments": {"totalCount": 1},
        },
        "problems": [],
    }


async def test_directives_reach_into_payloads(ask, people):
    answer, _ = await ask(MOVE, id=str(people[0]["id"]), full=False)

    assert list(answer["move"]["employee"]) == ["__typename", "id", "code"]


async def test_a_refusal_takes_the_place_of_the_row(ask):
    answer, errors = await ask(MOVE, id=str(UUID(int=0)))

    assert errors is None
    assert answer["move"] == {
        "__typename": "MovePayload",
        "employee": None,
        "problems": [{"code": "CHANGED_MEANWHILE", "message": SAYS}],
    }


async def test_a_row_that_its_maker_may_not_see_is_told_as_that(ask):
    answer, errors = await ask(MOVE, id=str(UUID(int=7)))

    assert moved == [UUID(int=7)]
    assert errors is None
    assert answer == {"move": {"__typename": "MovePayload", "employee": None, "problems": [UNSEEN]}}


async def test_that_it_is_done_is_told_in_the_language_of_the_reader_and_once(ask, people):
    answer, errors = await ask(
        """mutation ($id: UUID!) { move(id: $id) {
             problems { code message path row field law } employee { id } again: employee { code } } }""",
        language="vi",
        id=str(UUID(int=7)),
    )

    assert errors is None
    message = "Đã làm xong, nhưng không được phép xem kết quả."
    told = {"code": "NOT_VISIBLE", "message": message, "path": [], "row": None, "field": None, "law": None}
    assert answer == {"move": {"problems": [told], "employee": None, "again": None}}


async def test_a_row_is_read_as_often_as_it_is_asked_for(ask, people):
    answer, errors = await ask(
        "mutation ($id: UUID!) { move(id: $id) { employee { code } again: employee { unit { code } } } }",
        id=str(people[0]["id"]),
    )

    assert errors is None
    person = people[0]
    assert answer == {
        "move": {"employee": {"code": person["code"]}, "again": {"unit": {"code": person["unit"]}}}
    }


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


@pytest.mark.parametrize(
    ("inside", "code", "place"),
    [
        ("assessments(first: 1, last: 1) { nodes { id } }", "first_and_last", ["assessments"]),
        ("unit { employees(first: 101) { nodes { id } } }", "page_size", ["unit", "employees"]),
        ("occupancies(first: -1) { nodes { id } }", "page_size", ["occupancies"]),
        ('results(first: 1, after: "x") { nodes { id } }', "not_a_cursor", ["results"]),
        (
            'unit { positions(filter: {peerGroupIds: ["x"]}) { totalCount } }',
            "not_an_id",
            ["unit", "positions"],
        ),
        ("payLines(first: $many) { nodes { id } }", "page_size", ["payLines"]),
    ],
)
async def test_a_selection_that_cannot_be_read_is_refused_before_anything_is_done(
    ask, people, inside, code, place
):
    answer, errors = await ask(
        f"""mutation ($id: UUID!, $other: UUID!, $many: Int = 101) {{ before: move(id: $other) {{ __typename }}
            move(id: $id) {{ employee {{ code {inside} ...Skipped @skip(if: true) }} }} }}
            fragment Skipped on Employee {{ skipped: payLines(last: $many) {{ totalCount }} }}""",
        id=str(people[0]["id"]),
        other=str(people[1]["id"]),
    )

    assert moved == []
    assert answer is None
    assert [(error.original_error.code, error.path) for error in errors] == [
        (code, ["move", "employee", *place])
    ]


async def test_selections_below_other_objects_are_judged_too(ask, people):
    one, other = (str(person["id"]) for person in people)

    answer, errors = await ask(
        """mutation ($a: UUID!, $b: UUID!) { swap(one: $a, other: $b) {
            old { results(first: 101) { nodes { id } } }
            again: new { grade { unit { children(last: 200) { nodes { id } } } } } } }""",
        a=one,
        b=other,
    )

    assert moved == []
    assert answer is None
    assert [error.path for error in errors] == [
        ["swap", "old", "results"],
        ["swap", "again", "grade", "unit", "children"],
    ]


async def test_what_is_done_and_cannot_be_read_says_that_it_is_done(ask, people, monkeypatch, caplog):
    async def broken(*_):
        raise ValueError("a bug")

    monkeypatch.setattr(Database, "read_json", broken)

    answer, errors = await ask(MOVE, id=str(people[0]["id"]))

    assert moved == [people[0]["id"]]
    assert errors is None
    told = {
        "code": "DONE_UNREAD",
        "message": "It is done, but the result could not be read. Send the same again, with the same idempotencyKey,"
        " to read it.",
    }
    assert answer == {"move": {"__typename": "MovePayload", "employee": None, "problems": [told]}}
    assert "a bug" in caplog.text


async def test_one_payload_that_is_not_visible_leaves_the_others(ask, people):
    answer, errors = await ask(
        "mutation ($a: UUID!, $b: UUID!) { a: move(id: $a) { ...C } b: move(id: $b) { ...C } }"
        " fragment C on MovePayload { problems { code } employee { code } }",
        a=str(people[0]["id"]),
        b=str(UUID(int=7)),
    )

    assert answer == {
        "a": {"problems": [], "employee": {"code": people[0]["code"]}},
        "b": {"problems": [{"code": "NOT_VISIBLE"}], "employee": None},
    }
    assert errors is None
