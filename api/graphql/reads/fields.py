"""Fields that the database answers: they are declared here and never run a resolver."""

from typing import Any, Generic, TypeVar

import strawberry
from strawberry.types.field import StrawberryField

from api.graphql.query_cost.weights import counts_as
from api.graphql.reads.arguments import PAGE, Argument

Item = TypeVar("Item")


class Read(StrawberryField):
    """A field of the root that becomes one statement."""


@strawberry.interface(description="Anything with an id that `node` finds again.")
class Node:
    id: strawberry.ID = strawberry.field(description="Opaque, the same for ever, unique among all types.")


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether more follows the page.")
    has_previous_page: bool = strawberry.field(description="Whether more precedes the page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first item; null when empty.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last item; null when empty.")


@strawberry.type(description="An item with its place in the list.")
class Edge(Generic[Item]):
    cursor: str = strawberry.field(description="The item's place: for `after` and `before`.")
    node: Item = strawberry.field(description="The item.")


PAGE_SAYS = "A page of a list, as the Relay specification has it."


@strawberry.type(description=PAGE_SAYS)
class Connection(Generic[Item]):
    edges: list[Edge[Item]] = strawberry.field(description="The items with their cursors.")
    nodes: list[Item] = strawberry.field(description="The items.")
    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(description="How many there are in all; counted only when asked for.")


def shown(description: str, name: str | None = None, weight: int = 1) -> Any:
    """A value, or one thing that belongs to this one. `weight`: as how many fields it counts."""
    if weight == 1:
        return strawberry.field(description=description, name=name)
    said = f"{description} It counts as {weight:,} fields."
    return strawberry.field(description=said, name=name, metadata=counts_as(weight))


def paged(description: str, *arguments: Argument) -> Any:
    """A connection that belongs to this one."""
    return _with(StrawberryField(description=description), *PAGE, *arguments)


def root(description: str, *arguments: Argument) -> Any:
    """What the root field of a query reads: one thing, by its arguments."""
    return _with(Read(description=description), *arguments)


def root_paged(description: str, *arguments: Argument) -> Any:
    """What the root field of a query reads: a connection."""
    return _with(Read(description=description), *PAGE, *arguments)


def _with(field: StrawberryField, *arguments: Argument) -> StrawberryField:
    field.arguments = [argument.declared() for argument in arguments]
    return field
