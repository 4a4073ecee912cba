"""Inputs of lists: ranges for filters, and the order of a list."""

from datetime import date, datetime
from enum import Enum
from typing import Any

import strawberry

from api.graphql.enums.words import functional
from api.graphql.reads.arguments import Argument
from api.graphql.scalars import Amount


def narrows(description: str) -> Any:
    """A member of a filter: whoever leaves it out, or sends null, is not narrowed by it."""
    return strawberry.field(default=None, description=description)


@strawberry.input
class OfUnits:
    """The members of the filter of whatever belongs to a unit."""

    unit_ids: list[strawberry.ID] | None = narrows("Only of exactly these units.")
    subtree_of: strawberry.ID | None = narrows("Only of this unit and all units below it.")


@strawberry.enum(description="From which end a list is read.")
class OrderDirection(Enum):
    ASC = strawberry.enum_value("asc", description="The least first.")
    DESC = strawberry.enum_value("desc", description="The greatest first.")


@strawberry.input(description="Days from one to another, both included.")
class DateRange:
    from_: date | None = strawberry.field(name="from", default=None, description="Not before this day.")
    to: date | None = strawberry.field(default=None, description="Not after this day.")


@strawberry.input(description="Moments from one to another, both included.")
class DateTimeRange:
    from_: datetime | None = strawberry.field(
        name="from", default=None, description="Not before this moment."
    )
    to: datetime | None = strawberry.field(default=None, description="Not after this moment.")


@strawberry.input(description="Whole numbers from one to another, both included.")
class IntRange:
    from_: int | None = strawberry.field(name="from", default=None, description="Not less than this.")
    to: int | None = strawberry.field(default=None, description="Not more than this.")


@strawberry.input(description="Amounts from one to another, both included, in the smallest coin.")
class AmountRange:
    from_: Amount | None = strawberry.field(name="from", default=None, description="Not less than this.")
    to: Amount | None = strawberry.field(default=None, description="Not more than this.")


def filtered(kind: Any) -> Argument:
    """The argument that narrows a list."""
    return Argument("filter", kind, "Which of them: all that each member of the filter lets through.")


def ordered(type_name: str, **fields: str) -> Argument:
    """The argument that orders a list of a type: by which field, each with what it says."""
    words = {name: strawberry.enum_value(name, description=says) for name, says in fields.items()}
    field_name = f"{type_name}OrderField"
    field = strawberry.enum(functional(field_name, words), description=f"What {type_name} can be ordered by.")
    made = {
        "__annotations__": {"field": field, "direction": OrderDirection},
        "__module__": __name__,
        "field": strawberry.field(description="By what; equals follow in the list's own order."),
        "direction": strawberry.field(default=OrderDirection.ASC, description="From which end."),
    }
    kind = strawberry.input(type(f"{type_name}Order", (), made), description="By what, and from which end.")
    return Argument(
        "order_by", kind, "In which order; without it, in the order that the list is described with."
    )
