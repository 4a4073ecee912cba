"""A mutation names its right, can be repeated, and answers a refusal as data."""

from typing import Annotated

import strawberry

from api.graphql.permissions import needs
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
class Order:
    idempotency_key: str


Payment = Annotated[Paid | Problem, strawberry.union("Payment")]


@strawberry.type
class Planted:
    @strawberry.mutation(extensions=[needs("pay_run.create")])
    async def good(self, order: Order) -> Payment:
        return Paid(amount_vnd="1")

    @strawberry.mutation
    async def rightless(self, idempotency_key: str) -> Payment:
        return Paid(amount_vnd="1")

    @strawberry.mutation(extensions=[needs("pay_run.invent")])
    async def unknown(self, idempotency_key: str) -> Payment:
        return Paid(amount_vnd="1")

    @strawberry.mutation(extensions=[needs("pay_run.create")])
    async def keyless(self, idempotency_key: str | None = None) -> Payment:
        return Paid(amount_vnd="1")

    @strawberry.mutation(extensions=[needs("pay_run.create")])
    async def bare(self, idempotency_key: str) -> Paid:
        return Paid(amount_vnd="1")


@strawberry.type
class Query:
    version: str = "1"


PLANTED = strawberry.Schema(query=Query, mutation=Planted, types=[Problem])


def test_every_mutation_names_a_right_that_the_database_knows():
    assert mutations.rightless(schema, VERBS) == []
    assert len(schema._schema.mutation_type.fields) > 10


def test_a_mutation_without_a_right_that_the_database_knows_is_found():
    assert mutations.rightless(PLANTED, {"pay_run.create"}) == [
        "rightless names no right: extensions=[needs(...)]",
        "unknown needs pay_run.invent, which no policy grants",
    ]


def test_every_mutation_takes_a_key_so_that_it_happens_once():
    assert mutations.keyless(schema) == []


def test_a_mutation_that_may_happen_twice_is_found():
    assert mutations.keyless(PLANTED, {}) == ["keyless takes no idempotencyKey"]


def test_an_excuse_for_a_mutation_that_left_is_found():
    assert mutations.keyless(PLANTED, {"keyless": "it counts", "left": "it counted"}) == [
        "left is excused and not there"
    ]


def test_every_mutation_can_answer_a_refusal():
    assert mutations.bare(schema) == []


def test_a_mutation_that_cannot_answer_a_refusal_is_found():
    assert mutations.bare(PLANTED) == ["bare answers Paid!; make it a union with Problem"]


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
    assert "amountVnd: Money!" in schema.as_str()


def test_a_float_and_money_in_a_small_or_loose_type_are_found():
    planted = """
    type Run { score: Float!, paid(before: Int, minimumVnd: Int): Boolean, fundVnd: Money!, sharesVnd: [String!]! }
    input Order { awardVnd: Int! }
    """

    assert money.inexact_fields(planted) == [
        "score: Float",
        "minimumVnd: Int",
        "sharesVnd: String",
        "awardVnd: Int",
    ]
