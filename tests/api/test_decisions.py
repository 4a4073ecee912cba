"""A key covers every argument, also one that nobody thought of; what it replays is the whole answer."""

import pytest
import strawberry

from api.graphql.context import Context, Server
from api.graphql.engine.schema import Schema
from api.graphql.mutations.decisions import Decider, decision
from api.graphql.mutations.payloads import Answer
from domain.access.tables import AccessRequest
from domain.database.tables import new_id

DONE = []


IDS = Answer(list[strawberry.ID], "ids", "What was made")


@strawberry.type
class Planted:
    @decision("results.record", IDS)
    async def order(
        self, by: Decider, note: str, lines: list[int], forgotten: int | None = 0
    ) -> list[AccessRequest]:
        """Make two of them."""
        DONE.append((by.actor.name, note, forgotten))
        return [AccessRequest(id=new_id()), AccessRequest(id=new_id())]


@strawberry.type
class Query:
    version: str = "1"


PLANTED = Schema(query=Query, mutation=Planted)
ORDER = """
mutation ($note: String!, $lines: [Int!]!, $forgotten: Int) {
  order(input: {note: $note, lines: $lines, forgotten: $forgotten, idempotencyKey: "k"}) {
    ids
    problems { code path row field }
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
    assert (len(first["ids"]), first["problems"]) == (2, [])
    assert len(DONE) == 1
    assert await owner.fetchval("select jsonb_array_length(answer) from answered_request") == 2


@pytest.mark.parametrize("other", [{"forgotten": 8}, {"note": "three"}, {"lines": [2, 1]}])
async def test_the_same_key_with_any_other_argument_is_refused(order, owner, other):
    await order(**SENT)

    path = ["input", "idempotencyKey"]
    reused = {"code": "IDEMPOTENCY_KEY_REUSED", "path": path, "row": None, "field": "idempotencyKey"}
    assert await order(**SENT | other) == {"ids": None, "problems": [reused]}
    assert len(DONE) == 1
    assert await owner.fetchval("select count(*) from answered_request") == 1


def test_the_field_takes_one_input_with_the_key_and_nothing_of_the_server():
    schema = PLANTED._schema
    field = schema.mutation_type.fields["order"]

    assert {name: str(argument.type) for name, argument in field.args.items()} == {"input": "OrderInput!"}
    assert {name: str(member.type) for name, member in schema.type_map["OrderInput"].fields.items()} == {
        "note": "String!",
        "lines": "[Int!]!",
        "forgotten": "Int",
        "idempotencyKey": "String!",
    }
    assert str(field.type) == "OrderPayload"
    assert {name: str(member.type) for name, member in schema.type_map["OrderPayload"].fields.items()} == {
        "ids": "[ID!]",
        "problems": "[Problem!]!",
    }
