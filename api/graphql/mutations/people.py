"""What goes into mutations of people: who is hired, moved or leaves, named by id or by code."""

from datetime import date
from uuid import UUID

import strawberry

from api.graphql.enums.organisation import AllowanceKind, LeaveKind
from api.graphql.mutations.posts import post
from api.graphql.scalars import Amount
from domain.errors import Invalid
from domain.people.allowances.recording import Endowed
from domain.people.employment.hiring import Hire
from domain.people.employment.moves import Leaver, Move
from domain.people.employment.pay import Pay
from domain.people.employment.seats import FULL_SHARE, Seat
from domain.people.leaves.recording import Away, Back
from domain.reading.ids import uuid_of

POST_BY_ID, POST_BY_CODE = "The post, by its id; or else:", "by its code."
BY_ID, BY_CODE = "The person, by their id; or else:", "by their code."
SHARE = "The share of a full post, in basis points; the whole when left out."
ACTING = "Whether they hold it for somebody else."
ABOVE = "Whether the act fills it though as many hold it as its staffing number says."
READ = "Their latest post that you have read (`occupancies`); refused when there is a newer one."


def person(id_: str | None, code: str | None, at: str) -> UUID | str | None:
    """Who is named by an id or a code. Raises Invalid for an id that is none, and for both at once."""
    if id_ is not None and code is not None:
        raise Invalid(
            "named_twice", "Name the person by their id or by their code, not by both.", f"{at}.employeeCode"
        )
    return uuid_of("Employee", id_, f"{at}.employeeId") if id_ is not None else code


def _read(id_: str | None, at: str) -> UUID | None:
    return uuid_of("Occupancy", id_, f"{at}.expectedOccupancyId") if id_ is not None else None


@strawberry.input(description="Somebody to hire: into which post, and what they are paid by.")
class HireInput:
    code: str = strawberry.field(description="The personnel code, unique in the administration for ever.")
    full_name: str = strawberry.field(description="The name, family name first.")
    born_on: date = strawberry.field(description="The day of birth.")
    position_id: strawberry.ID | None = strawberry.field(default=None, description=POST_BY_ID)
    position_code: str | None = strawberry.field(default=None, description=POST_BY_CODE)
    share_bp: int = strawberry.field(default=FULL_SHARE, description=SHARE)
    acting: bool = strawberry.field(default=False, description=ACTING)
    above_staffing: bool = strawberry.field(default=False, description=ABOVE)
    national_grade_code: str | None = strawberry.field(
        default=None,
        description="The grade by its national code, such as 01.003 (`nationalGrades`); or else:",
    )
    step: int | None = strawberry.field(default=None, description="The step of the grade.")
    step_since: date | None = strawberry.field(
        default=None, description="Since when the step counts, if before the first day here."
    )
    contract_vnd: Amount | None = strawberry.field(
        default=None, description="what a labour contract pays a month, in dong, by no grade."
    )
    joined_on: date | None = strawberry.field(
        default=None, description="The first day in public service, if before the first day here."
    )
    is_another_person: bool = strawberry.field(
        default=False, description="Whether they are no one of those whom they look like; say why."
    )
    reason: str | None = strawberry.field(default=None, description="Why they are somebody else.")

    def row(self, at: str) -> Hire:
        """The same in the domain's words. Raises Invalid for an id that is none, and for id and code at once."""
        held = post(self.position_id, self.position_code, at, "position")
        return Hire(
            self.code,
            self.full_name,
            self.born_on,
            Seat(held, self.share_bp, self.acting, self.above_staffing),
            Pay(self.national_grade_code, self.step, self.step_since, self.contract_vnd),
            self.joined_on,
            self.is_another_person,
            self.reason,
        )


@strawberry.input(description="Somebody who takes another post.")
class MoveInput:
    employee_id: strawberry.ID | None = strawberry.field(default=None, description=BY_ID)
    employee_code: str | None = strawberry.field(default=None, description=BY_CODE)
    expected_occupancy_id: strawberry.ID | None = strawberry.field(default=None, description=READ)
    position_id: strawberry.ID | None = strawberry.field(default=None, description=POST_BY_ID)
    position_code: str | None = strawberry.field(default=None, description=POST_BY_CODE)
    share_bp: int = strawberry.field(default=FULL_SHARE, description=SHARE)
    acting: bool = strawberry.field(default=False, description=ACTING)
    above_staffing: bool = strawberry.field(default=False, description=ABOVE)
    seconded: bool = strawberry.field(
        default=False,
        description="Whether they are lent for a time: the unit that keeps their file goes on to.",
    )

    def row(self, at: str) -> Move:
        """The same in the domain's words. Raises Invalid for an id that is none, and for id and code at once."""
        held = post(self.position_id, self.position_code, at, "position")
        return Move(
            person(self.employee_id, self.employee_code, at),
            _read(self.expected_occupancy_id, at),
            Seat(held, self.share_bp, self.acting, self.above_staffing),
            self.seconded,
        )


@strawberry.input(description="Somebody whose service ends.")
class LeaverInput:
    employee_id: strawberry.ID | None = strawberry.field(default=None, description=BY_ID)
    employee_code: str | None = strawberry.field(default=None, description=BY_CODE)
    expected_occupancy_id: strawberry.ID | None = strawberry.field(default=None, description=READ)

    def row(self, at: str) -> Leaver:
        """The same in the domain's words. Raises Invalid for an id that is none, and for id and code at once."""
        return Leaver(person(self.employee_id, self.employee_code, at), _read(self.expected_occupancy_id, at))


@strawberry.input(description="An allowance of somebody: given, changed or ended.")
class AllowanceInput:
    employee_id: strawberry.ID | None = strawberry.field(default=None, description=BY_ID)
    employee_code: str | None = strawberry.field(default=None, description=BY_CODE)
    kind: AllowanceKind = strawberry.field(description="What it is, and in which unit.")
    value: int | None = strawberry.field(
        default=None,
        description="How much, in the unit of the kind; 0 ends it. Of a leading post: the code instead.",
    )
    leadership_code: str | None = strawberry.field(
        default=None, description="The row of the leadership allowances; none ends it."
    )

    def row(self, at: str) -> Endowed:
        """The same in the domain's words. Raises Invalid for an id that is none, and for id and code at once."""
        whom = person(self.employee_id, self.employee_code, at)
        return Endowed(whom, str(self.kind.value), self.value, self.leadership_code)


@strawberry.input(description="Somebody who goes on leave.")
class LeaveInput:
    employee_id: strawberry.ID | None = strawberry.field(default=None, description=BY_ID)
    employee_code: str | None = strawberry.field(default=None, description=BY_CODE)
    kind: LeaveKind = strawberry.field(description="What it is.")
    effective_until: date | None = strawberry.field(
        default=None, description="The first day back; none while nobody knows it (`endLeaves`)."
    )

    def row(self, at: str) -> Away:
        """The same in the domain's words. Raises Invalid for an id that is none, and for id and code at once."""
        whom = person(self.employee_id, self.employee_code, at)
        return Away(whom, str(self.kind.value), self.effective_until)


@strawberry.input(description="Somebody who is back from leave.")
class ReturnInput:
    employee_id: strawberry.ID | None = strawberry.field(default=None, description=BY_ID)
    employee_code: str | None = strawberry.field(default=None, description=BY_CODE)

    def row(self, at: str) -> Back:
        """The same in the domain's words. Raises Invalid for an id that is none, and for id and code at once."""
        return Back(person(self.employee_id, self.employee_code, at))
