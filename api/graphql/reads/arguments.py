"""Arguments of fields that are read, declared once and used in many places."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Optional

import strawberry

from api.graphql.engine.parts import StrawberryAnnotation, StrawberryArgument


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
    "first", int, "How many from the beginning on: at most 100, and 50 when neither end is named."
)
LAST = Argument("last", int, "How many from the end back; at most 100.")
AFTER = Argument("after", str, "Only what comes after this cursor.")
BEFORE = Argument("before", str, "Only what comes before this cursor.")
PAGE = (FIRST, AFTER, LAST, BEFORE)

ID = Argument("id", strawberry.ID, "The id, as this API gave it.", required=True)
UNIT = Argument("unit_id", strawberry.ID, "Only of exactly this unit.")
WITHIN = Argument("within", strawberry.ID, "Only of this unit and all units below it.")
OF_UNITS = (UNIT, WITHIN)
CODE = Argument("code", str, "Only the one with exactly this code.")
CODE_PREFIX = Argument("code_prefix", str, "Only codes that begin with this.")
SEARCH = Argument("search", str, "Only people whose code begins with this, or whose name contains it.")
EMPLOYEE = Argument("employee_id", strawberry.ID, "Only of this employee.")
YEAR = Argument("year", int, "Only of this calendar year.")
RUN_KIND = Argument("kind", str, "Only of this kind, such as bonus.")
MONTH = Argument("month", date, "Only of this month, by its first day.")
FROM_MONTH = Argument("from_month", date, "Only of this month and later.")
TO_MONTH = Argument("to_month", date, "Only of this month and earlier.")
MONTHS = (MONTH, FROM_MONTH, TO_MONTH, YEAR)
SINCE_DAY = Argument("since", date, "Only from this day on.")
UNTIL_DAY = Argument("until", date, "Only up to this day.")
SINCE = Argument("since", datetime, "Only from this moment on.")
UNTIL = Argument("until", datetime, "Only up to this moment.")
