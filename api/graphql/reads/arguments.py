"""Arguments of fields that are read, declared once and used in many places."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Optional

import strawberry

from api.graphql.engine.parts import StrawberryAnnotation, StrawberryArgument
from domain.reading.sql.pagination import MOST, USUAL


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument by its Python name, its type, and what it says. `default` makes it never null."""

    name: str
    kind: Any
    says: str
    default: int | None = None
    required: bool = False

    def declared(self) -> StrawberryArgument:
        """The argument as the schema wants it: one of its own for each field."""
        never_null = self.required or self.default is not None
        return StrawberryArgument(
            python_name=self.name,
            graphql_name=None,
            type_annotation=StrawberryAnnotation(self.kind if never_null else Optional[self.kind]),  # noqa: UP045
            description=self.says,
            default=strawberry.UNSET if self.default is None else self.default,
        )


FIRST = Argument(
    "first", int, f"How many from the beginning on: at most {MOST}, and {USUAL} when neither end is named."
)
LAST = Argument("last", int, f"How many from the end back; at most {MOST}.")
AFTER = Argument("after", str, "Only what comes after this cursor.")
BEFORE = Argument("before", str, "Only what comes before this cursor.")
PAGE = (FIRST, AFTER, LAST, BEFORE)

AS_OF = Argument(
    "as_of",
    date,
    "As it was, or will be, on this day by what is known today; without it, today. Before the first day"
    " that is known of something, the earliest known.",
)
ID = Argument("id", strawberry.ID, "The id, as this API gave it.", required=True)
