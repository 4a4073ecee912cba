"""What goes into mutations of the organisation: acts, and units that are named by id or by code."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

import strawberry

from api.graphql.enums.organisation import UnitKind
from domain.errors import Invalid, Refusal
from domain.organisation.act import Act
from domain.organisation.changes import UnitChange
from domain.organisation.closing import Closing
from domain.organisation.creation import NewUnit
from domain.organisation.service import Reference
from domain.reading.ids import uuid_of

Words_co = TypeVar("Words_co", covariant=True)
Words = TypeVar("Words")
BY_ID, BY_CODE = "The unit, by its id; or else:", "by its code."


class Input(Protocol[Words_co]):
    """A row of a list that comes in."""

    def row(self, at: str) -> Words_co:
        """The same in the domain's words; `at`: where it stands. Raises Invalid for an id that is none."""
        ...


def in_words(sent: Sequence[Input[Words]], name: str, faults: list[Refusal]) -> list[Words | None]:
    """The rows of a list in the domain's words; None, and `faults` grow, for a row with an id that is none."""
    found: list[Words | None] = []
    for place, each in enumerate(sent):
        try:
            found.append(each.row(f"input.{name}.{place}"))
        except Invalid as wrong:
            faults.append(wrong)
            found.append(None)
    return found


def named(id_: str | None, code: str | None, at: str, role: str = "unit") -> Reference | None:
    """What is named by an id or a code, if by either. Raises Invalid for an id that is none, and for both at once."""
    if id_ is not None and code is not None:
        raise Invalid(
            "named_twice", "Name the unit by its id or by its code, not by both.", f"{at}.{role}Code"
        )
    return uuid_of("Unit", id_, f"{at}.{role}Id") if id_ is not None else code


def state(id_: str | None, at: str) -> UUID | None:
    """The state that was read. Raises Invalid for an id that is none."""
    return uuid_of("UnitState", id_, f"{at}.expectedStateId") if id_ is not None else None


@strawberry.input(description="The decision that says so.")
class ActInput:
    number: str = strawberry.field(description="Its number, such as 12/QĐ-UBND.")
    dated_on: date = strawberry.field(description="The day on which it was issued; today or before.")
    issuer: str = strawberry.field(description="Who issued it.")

    def act(self, effective_from: date) -> Act:
        """The same in the domain's words."""
        return Act(self.number, self.dated_on, self.issuer, effective_from)


@strawberry.input(description="A unit to set up, below another.")
class NewUnitInput:
    code: str = strawberry.field(description="Its code, unique in the administration for ever.")
    name: str = strawberry.field(description="Its name.")
    kind: UnitKind = strawberry.field(description="What kind of organisation it is.")
    parent_id: strawberry.ID | None = strawberry.field(
        default=None, description="The unit above, by its id; or else:"
    )
    parent_code: str | None = strawberry.field(
        default=None, description="by its code; it may stand earlier in the list."
    )
    holds_fund: bool = strawberry.field(
        default=False, description="Whether it has authority over a pay list, hence a bonus fund of its own."
    )

    def row(self, at: str) -> NewUnit:
        """The same in the domain's words."""
        parent = named(self.parent_id, self.parent_code, at, "parent")
        return NewUnit(self.code, self.name, str(self.kind.value), parent, self.holds_fund)


@strawberry.input(description="What becomes of a unit; what is left out stays as it is.")
class UnitChangeInput:
    unit_id: strawberry.ID | None = strawberry.field(default=None, description=BY_ID)
    unit_code: str | None = strawberry.field(default=None, description=BY_CODE)
    expected_state_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="The latest state that you have read (`states`); refused when there is a newer one.",
    )
    name: str | None = strawberry.field(default=None, description="Another name.")
    kind: UnitKind | None = strawberry.field(default=None, description="Another kind.")
    parent_id: strawberry.ID | None = strawberry.field(
        default=None, description="Another unit above, by its id; or else:"
    )
    parent_code: str | None = strawberry.field(default=None, description="by its code.")
    holds_fund: bool | None = strawberry.field(
        default=None, description="Whether it has a bonus fund of its own from then on."
    )

    def row(self, at: str) -> UnitChange:
        """The same in the domain's words."""
        return UnitChange(
            named(self.unit_id, self.unit_code, at),
            state(self.expected_state_id, at),
            self.name,
            str(self.kind.value) if self.kind is not None else None,
            named(self.parent_id, self.parent_code, at, "parent"),
            self.holds_fund,
        )


@strawberry.input(description="A unit to close.")
class UnitToCloseInput:
    unit_id: strawberry.ID | None = strawberry.field(default=None, description=BY_ID)
    unit_code: str | None = strawberry.field(default=None, description=BY_CODE)
    expected_state_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="The latest state that you have read (`states`); refused when there is a newer one.",
    )

    def row(self, at: str) -> Closing:
        """The same in the domain's words."""
        return Closing(named(self.unit_id, self.unit_code, at), state(self.expected_state_id, at))
