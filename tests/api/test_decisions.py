"""A key covers every argument, also one that nobody thought of; what it replays is the whole answer."""

import pytest
import strawberry

from api.graphql.context import Context, Server
from api.graphql.decisions import Decider, Payload, decision
from api.graphql.engine.schema import Schema
from api.graphql.problems import Problem, RefusedAsProblem
from domain.access.tables import AccessRequest
from domain.database.tables import new_id

DONE = []


@strawberry.type
class Made:
    ids: list[strawberry.ID]


@strawberry.input
class Order:
    note: str
    lines: list[int]


@strawberry.type
class Planted:
    @decision("results.record", Payload(Made, "OrderResult", "What was made, or why not."))
    async def order(self, by: Decider, input: Order, forgotten: int | None = 0) -> list[AccessRequest]:
        """Make two of them."""
        DONE.append((by.actor.name, input.note, forgotten))
        return [AccessRequest(id=new_id()), AccessRequest(id=new_id())]


@strawberry.type
class Query:
    version: str = "1"


PLANTED = Schema(query=Query, mutation=Planted, types=[Problem], exception_handlers=[RefusedAsProblem()])
ORDER = """
mutation ($note: String!, $lines: [Int!]!, $forgotten: Int) {
  order(input: {note: $note, lines: $lines}, forgotten: $forgotten, idempotencyKey: "k") {
    ... on Made { ids }
    ... on Problem { code path }
  }
}
"""
SENT = {"note": "two", "lines": [1, 2], "forgotten": 7}


@pytest.fixture
async def order(database, actor_named):
    """Send the planted mutation under one key."""
    DONE.clear()
    hr = await actor_named("hr")

    async def send(**sent):
        context = Context(Server("development", database), hr)
        answer = await PLANTED.execute(ORDER, sent, context)
        assert not answer.errors
        return answer.data["order"]

    return send


async def test_the_same_arguments_get_the_whole_answer_again(order, owner):
    first = await order(**SENT)

    assert await order(**SENT) == first
    assert len(first["ids"]) == 2
    assert len(DONE) == 1
    assert await owner.fetchval("select jsonb_array_length(answer) from answered_request") == 2


@pytest.mark.parametrize("other", [{"forgotten": 8}, {"note": "three"}, {"lines": [2, 1]}])
async def test_the_same_key_with_any_other_argument_is_refused(order, owner, other):
    await order(**SENT)

    assert await order(**SENT | other) == {"code": "idempotency_key_reused", "path": "idempotencyKey"}
    assert len(DONE) == 1
    assert await owner.fetchval("select count(*) from answered_request") == 1


def test_the_field_takes_the_key_and_nothing_of_the_server():
    taken = PLANTED._schema.mutation_type.fields["order"].args

    assert {name: str(argument.type) for name, argument in taken.items()} == {
        "input": "Order!",
        "forgotten": "Int",
        "idempotencyKey": "String!",
    }
