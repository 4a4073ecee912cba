"""What can be read is what the database keeps, no more and no less, and the printed schema says so."""

from dataclasses import replace
from pathlib import Path

import pytest
from graphql import build_schema
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Table, Text, Uuid

from api.schema import schema
from domain.areas import VIEWS, policies
from domain.database.state.policy import SIGNED_IN
from domain.reading.columns import columns, stored, view
from domain.reading.filters import any_of, equal
from domain.reading.joins import by
from domain.reading.objects.quantities import quantity
from domain.reading.view import Many, One
from tests.house.rules.database import quantities, reading
from tests.house.rules.tree import ROOT

GRAPHQL = schema._schema
PUBLIC = {table for table, rule in policies().items() if rule.read == SIGNED_IN}
HOUSES = Table(
    "house",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("street", Text),
    Column("number", Integer, nullable=False),
    Column("price_vnd", BigInteger, nullable=False),
    Column("town_id", Uuid, ForeignKey("town.id")),
)
TOWNS = Table("town", MetaData(), Column("id", Uuid, primary_key=True))
TOWN = view("Town", TOWNS, order=("id",))
PROMISED = view(
    "House", HOUSES, order=("street",), relations={"town": One("Town", by(id="town_id"), required=True)}
)
HOUSE = view(
    "House",
    HOUSES,
    columns(HOUSES, "street", "number", "price_vnd"),
    order=("id",),
    relations={"neighbours": Many("House", by(town_id="town_id")), "town": One("Town", by(id="town_id"))},
    filters={"number": equal("number")},
)
GOOD = """
    scalar Amount
    type Town { id: ID! }
    type HouseConnection { nodes: [House!]! }
    type House {
        id: ID!
        street: String
        number: Int!
        priceVnd: Amount!
        town: Town
        neighbours(first: Int, last: Int, after: String, before: String, number: Int): HouseConnection!
    }
    type Query { houses(first: Int, number: Int): HouseConnection! }
"""


def test_every_readable_field_has_its_column_or_relation_with_the_same_nullability():
    assert reading.unread_fields(GRAPHQL, VIEWS) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("number: Int!\n", "number: Int\n", "House.number: it is never null in the database"),
        ("street: String\n", "street: String!\n", "House.street: it is nullable in the database"),
        ("priceVnd: Amount!", "priceVnd: Int!", "House.priceVnd: the database holds Amount there, not Int"),
        ("street: String", "street: Int", "House.street: the database holds text there, not Int"),
        ("town: Town\n", "town: Town!\n", "House.town: the view says Town, the schema Town!"),
        ("number: Int): House", "colour: Int): House", "House.neighbours: House has no filter colour"),
        ("last: Int, after", "after", "House.neighbours: it lacks last"),
        ("id: ID!\n", "id: ID!\n colour: Int\n", "House.colour: neither a column nor a relation answers it"),
    ],
)
def test_a_field_that_promises_something_else_is_found(good, bad, fault):
    planted = build_schema(GOOD.replace(good, bad))

    assert reading.unread_fields(build_schema(GOOD), {"House": HOUSE, "Town": TOWN}) == []
    assert reading.unread_fields(planted, {"House": HOUSE, "Town": TOWN}) == [fault]


def test_every_column_of_a_view_is_in_the_schema():
    assert reading.unseen_columns(GRAPHQL, VIEWS) == []


def test_a_column_that_no_field_shows_is_found():
    planted = build_schema(GOOD.replace("number: Int!", ""))

    assert reading.unseen_columns(planted, {"House": HOUSE, "Street": TOWN}) == [
        "House.number is in the view and not in the schema",
        "Street has a view and no type",
    ]


def test_no_list_ends_silently():
    assert reading.unpaged_lists(GRAPHQL, VIEWS) == []


def test_a_list_that_is_no_page_is_found():
    town = view("Town", TOWNS, order=("id",), relations={"towns": Many("Town", by(id="id"))})
    planted = build_schema("type Query { town: Town } type Town { id: ID! towns(first: Int): [Town!]! }")

    assert reading.unpaged_lists(planted, {"Town": town}) == ["Town.towns is a list that ends nowhere"]


def test_every_connection_is_ordered_by_all_that_its_view_offers():
    assert reading.unordered_lists(GRAPHQL, VIEWS) == []


def test_a_connection_without_an_order_is_found():
    planted = build_schema(GOOD)
    house = replace(HOUSE, orders={"NUMBER": ("number",)})

    assert reading.unordered_lists(planted, {"House": house, "Town": TOWN}) == [
        "Query.houses is ordered by [], House by ['NUMBER']",
        "House.neighbours is ordered by [], House by ['NUMBER']",
    ]


def test_every_connection_is_narrowed_by_a_filter_where_its_view_has_any():
    assert reading.unfiltered_lists(GRAPHQL, VIEWS) == []


def test_a_connection_without_a_filter_is_found():
    assert reading.unfiltered_lists(build_schema(GOOD), {"House": HOUSE, "Town": TOWN}) == [
        "Query.houses takes no filter, House has number",
        "House.neighbours takes no filter, House has number",
    ]


def test_every_list_in_a_filter_is_bounded():
    assert reading.endless_filters(GRAPHQL, VIEWS) == []


def test_a_list_in_a_filter_without_a_bound_is_found():
    planted = build_schema(
        "type Query { houses(filter: HouseFilter): HouseConnection } type HouseConnection { nodes: [House!]! }"
        " input HouseFilter { numbers: [Int!] few: [Int!] colours: [Colour!] street: String } enum Colour { RED }"
        " type House { number: Int! }"
    )
    filters = {"numbers": equal("number"), "few": any_of("number"), "colours": any_of("street")}
    house = replace(HOUSE, filters={**filters, "street": equal("street")})

    assert reading.endless_filters(planted, {"House": house}) == [
        "HouseFilter.numbers takes any number of values"
    ]


def test_every_formatted_value_is_written_by_the_quantity_that_the_schema_names():
    assert quantities.strange_quantities(GRAPHQL, VIEWS) == []


def test_a_formatted_value_that_is_written_as_something_else_is_found():
    planted = build_schema(
        "type House { score: Coefficient weight: Weight } type Coefficient { hundredths: Int! formatted: String! }"
        " type Weight { kilograms: Int! formatted: String! }"
    )
    house = view("House", HOUSES, quantity("score", "Points", stored("number")), order=("id",))

    assert quantities.strange_quantities(planted, {"House": house}) == [
        "Weight is formatted and no known quantity",
        "House.score is written as Points, the schema says Coefficient",
    ]


def test_no_relation_promises_a_row_that_rights_may_hide():
    assert reading.loose_promises(VIEWS, PUBLIC) == []


def test_a_promise_that_may_be_broken_is_found():
    assert reading.loose_promises({"House": PROMISED, "Town": TOWN}, public=set()) == [
        "House.town promises a row: not everybody may see every Town",
        "House.town promises a row: its column may be NULL",
    ]


def test_every_order_is_unique_so_that_pages_skip_nothing():
    assert reading.unsteady_orders(VIEWS) == []


def test_an_order_with_ties_is_found():
    assert reading.unsteady_orders({"House": PROMISED}) == [
        "House: street may be NULL",
        "House: two rows can have the same street",
    ]


def test_every_argument_of_the_root_narrows_something():
    assert reading.unread_roots(GRAPHQL, VIEWS, special={"me"}) == []


def test_an_argument_of_the_root_that_narrows_nothing_is_found():
    planted = build_schema(GOOD.replace("houses(first: Int, number", "houses(first: Int, colour"))

    assert reading.unread_roots(planted, {"House": HOUSE}, special=set()) == [
        "Query.houses: House has no filter colour"
    ]


def test_every_field_of_a_root_is_nullable_so_that_a_fault_in_one_leaves_the_others():
    assert reading.promises_of_roots(GRAPHQL) == []


def test_a_field_of_a_root_that_promises_a_value_is_found():
    planted = build_schema("type Query { half: Int double: Int! } type Mutation { go: [Int]! }")

    assert reading.promises_of_roots(planted) == ["Query.double is never null", "Mutation.go is never null"]


def test_every_type_field_and_argument_says_what_it_is():
    assert reading.silent_descriptions(GRAPHQL) == []


def test_a_field_that_says_nothing_is_found():
    planted = build_schema(
        '"A root." type Query { "Twice." double("Of what." of: Int, then: Int): Int, half: Int }'
        ' "A side." enum Side { "Left." LEFT RIGHT }'
    )

    assert [each for each in reading.silent_descriptions(planted) if each[:4] in ("Quer", "Side")] == [
        "Query.double(then) has no description",
        "Query.half has no description",
        "Side.RIGHT has no description",
    ]


def test_the_printed_schema_is_current():
    printed = Path(ROOT / "api" / "schema.graphql").read_text(encoding="utf-8")

    assert printed.rstrip() == schema.as_str().rstrip(), "run: meritgrid schema > api/schema.graphql"
