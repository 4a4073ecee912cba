"""Hiring and moving people, and setting what they are paid by."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypeAlias
from uuid import UUID

import strawberry

from api.graphql.mutations.decisions import Decider, Reason, decision
from api.graphql.mutations.organisation import ActInput, in_words
from api.graphql.mutations.payloads import Answer
from api.graphql.mutations.people import (
    AllowanceInput,
    HireInput,
    LeaveInput,
    LeaverInput,
    MoveInput,
    ReturnInput,
)
from api.organisation.types import Unit
from api.people.types import Employee, GradeHolding
from domain.errors import Refusal
from domain.people import service, withdrawal
from domain.people.allowances import recording
from domain.people.employment import hiring, moves
from domain.people.employment.withdrawal import withdraw_occupancy
from domain.people.leaves import recording as leaving
from domain.people.service import Grade
from domain.reading.ids import Row, uuid_of

GRADE = Answer(GradeHolding, "grade_holding", "The new grade holding")
PERSON = Answer(Employee, "employee", "The person, with the grades that stay")
IDS = Answer(
    list[strawberry.ID], "ids", "The ids of the people, in the order sent: `nodes` reads a hundred at a time"
)
POSTS_HELD = Answer(
    list[strawberry.ID],
    "ids",
    "The ids of the posts held from then on, in the order sent: `nodes` reads a hundred at a time",
)
ITS_UNIT = Answer(Unit, "unit", "The unit of the post")
From: TypeAlias = Annotated[
    date, strawberry.argument(description="The first day on which it is so, as the act says.")
]
ByAct: TypeAlias = Annotated[ActInput, strawberry.argument(description="The act that says so.")]
Hires: TypeAlias = Annotated[list[HireInput], strawberry.argument(description="Who is hired.")]
Moves: TypeAlias = Annotated[list[MoveInput], strawberry.argument(description="Who takes which post.")]
Leavers: TypeAlias = Annotated[list[LeaverInput], strawberry.argument(description="Whose service ends.")]
ALLOWANCE_IDS = Answer(
    list[strawberry.ID],
    "ids",
    "The ids of the allowances, in the order sent: `nodes` reads a hundred at a time",
)
WITH_ALLOWANCES = Answer(Employee, "employee", "The person, with the allowances that stay")
Allowances: TypeAlias = Annotated[list[AllowanceInput], strawberry.argument(description="Who has what.")]
AllowanceId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The allowance.")]
LEAVE_IDS = Answer(
    list[strawberry.ID], "ids", "The ids of the leaves, in the order sent: `nodes` reads a hundred at a time"
)
WITH_LEAVES = Answer(Employee, "employee", "The person, with the leaves that stay")
Leaves: TypeAlias = Annotated[list[LeaveInput], strawberry.argument(description="Who goes on leave.")]
Returns: TypeAlias = Annotated[list[ReturnInput], strawberry.argument(description="Who is back.")]
LeaveId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The leave.")]
OccupancyId: TypeAlias = Annotated[
    strawberry.ID, strawberry.argument(description="The post held, as of a day.")
]
Ungraded: TypeAlias = Annotated[
    bool, strawberry.argument(description="Also when it is the person's only grade.")
]
HoldingId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The grade holding.")]


@strawberry.input(description="The grade and step of one person from a day on.")
class GradeInput:
    employee_id: strawberry.ID = strawberry.field(description="The person.")
    grid_table: int = strawberry.field(
        description="The table of Decree 204: 1 experts, 2 civil servants, 3 public employees."
    )
    grade_code: str = strawberry.field(description="The grade of the table, such as A1.")
    step: int = strawberry.field(description="The step of the grade.")
    effective_from: date = strawberry.field(
        description="The first day; later than the latest grade holding's."
    )
    expected_holding_id: strawberry.ID | None = strawberry.field(
        default=None, description="The latest grade holding that you have read; none when there is none."
    )
    reason: str = strawberry.field(description="Why, for the trail.")

    def person(self) -> UUID:
        """Whose grade it is. Raises Invalid for an id that is none."""
        return uuid_of("Employee", self.employee_id, "input.employeeId")

    def expected(self) -> UUID | None:
        """The holding that was read. Raises Invalid for an id that is none."""
        known, path = self.expected_holding_id, "input.expectedHoldingId"
        return uuid_of("GradeHolding", known, path) if known else None

    def grade(self) -> Grade:
        """The grade in the domain's words."""
        return Grade(self.grid_table, self.grade_code, self.step)


@strawberry.type
class PeopleMutations:
    @decision("people.write", IDS)
    async def hire_people(
        self, by: Decider, act: ByAct, effective_from: From, people: Hires, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Hire 1 to 1,000 people into posts from a day on, by an act: all or none."""
        rows = in_words(people, "people", faults)
        return await hiring.hire_people(*by, act.act(effective_from), rows, faults)

    @decision("people.write", POSTS_HELD)
    async def move_people(
        self, by: Decider, act: ByAct, effective_from: From, people: Moves, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Give people other posts from a day on, by an act: all or none. Their files follow on that day."""
        rows = in_words(people, "people", faults)
        return await moves.move_people(*by, act.act(effective_from), rows, faults)

    @decision("people.write", POSTS_HELD)
    async def end_service(
        self, by: Decider, act: ByAct, effective_from: From, people: Leavers, faults: list[Refusal]
    ) -> Sequence[Row]:
        """End the service of people who retire or leave, from the first day on which they hold no post."""
        rows = in_words(people, "people", faults)
        return await moves.end_service(*by, act.act(effective_from), rows, faults)

    @decision("people.write", ITS_UNIT)
    async def withdraw_occupancy(self, by: Decider, id: OccupancyId, reason: Reason) -> str:
        """Take back a person's latest post, such as one with a slip in its day, and the hire with their only one, while
        nobody was paid from it."""
        return await withdraw_occupancy(*by, uuid_of("Occupancy", id, "id"), reason)

    @decision("people.write", ALLOWANCE_IDS)
    async def set_allowances(
        self, by: Decider, act: ByAct, effective_from: From, allowances: Allowances, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Give, change or end allowances of people from a day on, by an act: all or none."""
        rows = in_words(allowances, "allowances", faults)
        return await recording.set_allowances(*by, act.act(effective_from), rows, faults)

    @decision("people.write", WITH_ALLOWANCES)
    async def withdraw_allowance(self, by: Decider, id: AllowanceId, reason: Reason) -> Row:
        """Take back the latest allowance of a kind, such as one dated by slip, while nobody was paid from it."""
        return await recording.withdraw_allowance(*by, uuid_of("Allowance", id, "id"), reason)

    @decision("people.write", LEAVE_IDS)
    async def record_leaves(
        self, by: Decider, act: ByAct, effective_from: From, leaves: Leaves, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Record leaves from a day on, by an act: all or none."""
        rows = in_words(leaves, "leaves", faults)
        return await leaving.record_leaves(*by, act.act(effective_from), rows, faults)

    @decision("people.write", LEAVE_IDS)
    async def end_leaves(
        self, by: Decider, act: ByAct, effective_from: From, people: Returns, faults: list[Refusal]
    ) -> Sequence[Row]:
        """End the leaves of people who are back, on the first day of work: all or none."""
        rows = in_words(people, "people", faults)
        return await leaving.end_leaves(*by, act.act(effective_from), rows, faults)

    @decision("people.write", WITH_LEAVES)
    async def withdraw_leave(self, by: Decider, id: LeaveId, reason: Reason) -> Row:
        """Take back a leave, such as one dated by slip, while nobody was paid from it."""
        return await leaving.withdraw_leave(*by, uuid_of("Leave", id, "id"), reason)

    @decision("people.write", GRADE)
    async def set_grade(self, by: Decider, input: GradeInput) -> Row:
        """Put a person on a grade and step from a day on. What was before stays."""
        person, grade, expected = input.person(), input.grade(), input.expected()
        return await service.set_grade(*by, person, grade, input.effective_from, expected, input.reason)

    @decision("people.write", PERSON)
    async def withdraw_grade(
        self, by: Decider, id: HoldingId, reason: Reason, leaves_ungraded: Ungraded = False
    ) -> Row:
        """Take back a person's latest grade holding, such as one with a slip in its day, while nobody was paid from it.
        The trail keeps it.
        """
        return await withdrawal.withdraw_grade(*by, _holding(id), reason, leaves_ungraded=leaves_ungraded)


def _holding(id_: str) -> UUID:
    return uuid_of("GradeHolding", id_, "id")
