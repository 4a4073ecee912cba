"""A mutation names its right, can be repeated, and answers a refusal as data."""

from typing import Any

import strawberry

from api.graphql.mutations.payloads import Answer, payload_type
from api.graphql.permissions import Oneself, needs
from api.graphql.problems import Problem
from api.schema import schema
from domain.access.verbs import VERBS
from tests.house.rules.database import mutations
from tests.house.rules.numbers import money
from tests.house.rules.tree import ROOT


@strawberry.type
class Paid:
    amount_vnd: str


@strawberry.input
class GoodInput:
    idempotency_key: str


@strawberry.input
class KeylessInput:
    idempotency_key: str | None = None


@strawberry.type
class PromisingPayload:
    paid: Paid
    problems: list[Problem]


@strawberry.type
class SilentPayload:
    paid: Paid | None
    problems: list[Problem | None]


def payload(mutation: str) -> Any:
    """The payload of a planted mutation, or null."""
    return payload_type(mutation, Answer(Paid, "paid", "What was paid")) | None


@strawberry.type
class Planted:
    @strawberry.mutation(graphql_type=payload("good"), extensions=[needs("pay_run.create")])
    async def good(self, input: GoodInput) -> Any: ...

    @strawberry.mutation(graphql_type=payload("rightless"))
    async def rightless(self, input: GoodInput) -> Any: ...

    @strawberry.mutation(graphql_type=payload("unknown"), extensions=[needs("pay_run.invent")])
    async def unknown(self, input: GoodInput | None = None) -> Any: ...

    @strawberry.mutation(graphql_type=payload("keyless"), extensions=[needs("pay_run.create")])
    async def keyless(self, input: KeylessInput) -> Any: ...

    @strawberry.mutation(extensions=[needs("pay_run.create")])
    async def bare(self, idempotency_key: str) -> Paid: ...

    @strawberry.mutation(graphql_type=PromisingPayload | None, extensions=[needs("pay_run.create")])
    async def promising(self, input: GoodInput, id: strawberry.ID) -> Any: ...

    @strawberry.mutation(graphql_type=SilentPayload | None, extensions=[needs("pay_run.create")])
    async def silent(self) -> Any: ...


@strawberry.input
class NamingInput:
    account_id: strawberry.ID
    idempotency_key: str


@strawberry.type
class PlantedOwn:
    @strawberry.mutation(graphql_type=payload("mine"), extensions=[Oneself()])
    async def mine(self, input: GoodInput) -> Any: ...

    @strawberry.mutation(graphql_type=payload("anybodys"), extensions=[Oneself()])
    async def anybodys(self, input: NamingInput) -> Any: ...

    @strawberry.mutation(graphql_type=payload("unsaid"), extensions=[needs("pay_run.create")])
    async def unsaid(self, input: GoodInput) -> Any: ...


@strawberry.type
class Query:
    version: str = "1"


PLANTED = strawberry.Schema(query=Query, mutation=Planted, types=[Problem])
OWN = strawberry.Schema(query=Query, mutation=PlantedOwn, types=[Problem])


def test_every_mutation_names_a_right_that_the_database_knows():
    assert mutations.rightless(schema, VERBS) == []
    assert len(schema._schema.mutation_type.fields) > 10


def test_a_mutation_without_a_right_that_the_database_knows_is_found():
    assert mutations.rightless(PLANTED, {"pay_run.create"}, {}) == [
        "rightless names no right: extensions=[needs(...)]",
        "unknown needs pay_run.invent, which no policy grants",
    ]


def test_a_mutation_about_oneself_says_so_and_can_name_nobody_else():
    excused = dict.fromkeys(("mine", "anybodys", "unsaid", "left"), "it is about oneself")

    assert mutations.rightless(OWN, {"pay_run.create"}, excused) == [
        "left is excused and not there",
        "anybodys takes accountId, an id: what names somebody else needs a right",
        "unsaid is excused as one about oneself: @decision(ONESELF, ...)",
    ]


def test_every_mutation_takes_a_key_so_that_it_happens_once():
    assert mutations.keyless(schema) == []


def test_a_mutation_that_may_happen_twice_is_found():
    assert mutations.keyless(PLANTED, {}) == [
        f"{name} takes no idempotencyKey" for name in ("keyless", "bare", "silent")
    ]


def test_an_excuse_for_a_mutation_that_left_is_found():
    excused = dict.fromkeys(("keyless", "bare", "silent", "left"), "it counts")

    assert mutations.keyless(PLANTED, excused) == ["left is excused and not there"]


def test_every_mutation_takes_one_input_of_its_own():
    assert mutations.loose_inputs(schema) == []


def test_a_mutation_that_takes_anything_else_is_found():
    assert mutations.loose_inputs(PLANTED) == [
        "rightless takes input: GoodInput!; it takes input: RightlessInput!",
        "unknown takes input: GoodInput; it takes input: UnknownInput!",
        "bare takes idempotencyKey: String!; it takes input: BareInput!",
        "promising takes input: GoodInput!, id: ID!; it takes input: PromisingInput!",
        "silent takes nothing; it takes input: SilentInput!",
    ]


def test_every_mutation_can_answer_a_refusal():
    assert mutations.bare(schema) == []


def test_a_mutation_that_cannot_answer_a_refusal_is_found():
    assert mutations.bare(PLANTED) == [
        "bare answers Paid!; it answers BarePayload",
        "promising promises paid, which nobody gets who is refused",
        "silent answers no problems: [Problem!]!",
    ]


def test_a_mutation_has_eight_lines_at_most():
    assert mutations.long(ROOT) == []
    assert len(mutations.lengths(ROOT)) == len(schema._schema.mutation_type.fields)


def test_a_mutation_that_does_the_work_of_a_service_is_found(plant):
    body = "\n".join(f"        step_{number}()" for number in range(6))
    root = plant(
        "api/area/mutations.py",
        f'class Mutations:\n    @decision("a.b", ONE)\n    async def one(self):\n        """Do it."""\n{body}\n'
        f"    @strawberry.mutation\n    async def two(self):\n{body}\n",
    )

    assert mutations.long(root) == ["api/area/mutations.py one has 9 lines; 8 is the most"]


def test_no_field_of_the_schema_is_a_float_and_money_is_of_its_own_kind():
    assert money.inexact_fields(schema.as_str()) == []
    assert "amount: Money!" in schema.as_str()
    assert "amount: Amount!" in schema.as_str()
    assert "amount: AmountRange" in schema.as_str()


def test_a_float_and_money_in_a_small_or_loose_type_are_found():
    planted = """
    type Run { score: Float!, paid(before: Int, minimumVnd: Int): Boolean, fundVnd: Money!, sharesVnd: [String!]! }
    type Money { amount: Amount! } type Cost { amount: String!, total: Int! }
    input Order { awardVnd: Int!, amount: Int, least: Amount, amounts: AmountRange }
    """

    assert money.inexact_fields(planted) == [
        "score: Float",
        "minimumVnd: Int",
        "sharesVnd: String",
        "amount: String",
        "total: Int",
        "awardVnd: Int",
        "amount: Int",
    ]
