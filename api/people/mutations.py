"""Setting what people are paid by."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from api.graphql.decisions import ContextInfo, IdempotencyKey, decided
from api.graphql.permissions import needs
from api.graphql.problems import Problem
from api.graphql.reads.read_field import read_one
from api.people.types import Employee, GradeHolding
from domain.database.sessions import WriteSession
from domain.people import service, withdrawal
from domain.people.service import Grade
from domain.reading.ids import uuid_of

SetGradeResult = (
    Annotated[
        GradeHolding | Problem,
        strawberry.union("SetGradeResult", description="The new grade holding, or why not."),
    ]
    | None
)

WithdrawGradeResult = Annotated[
    Employee | Problem,
    strawberry.union("WithdrawGradeResult", description="The person, with the grades that stay, or why not."),
]


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


@strawberry.type
class PeopleMutations:
    @strawberry.mutation(
        description="Put a person on a grade and step from a day on. What was before stays.",
        extensions=[needs("people.write")],
    )
    async def set_grade(
        self, info: ContextInfo, input: GradeInput, idempotency_key: IdempotencyKey
    ) -> SetGradeResult:
        actor, person = info.context.signed_in, uuid_of("Employee", input.employee_id, "input.employeeId")
        known = input.expected_holding_id and uuid_of(
            "GradeHolding", input.expected_holding_id, "input.expectedHoldingId"
        )
        grade = Grade(input.grid_table, input.grade_code, input.step)

        async def work(session: WriteSession) -> UUID:
            return (
                await service.set_grade(
                    session, actor, person, grade, input.effective_from, known or None, input.reason
                )
            ).id

        return read_one(GradeHolding, await decided(info, idempotency_key, work, **strawberry.asdict(input)))

    @strawberry.mutation(
        description="Take back a person's latest grade holding, such as one with a slip in its day, while nobody was"
        " paid from it. The trail keeps it.",
        extensions=[needs("people.write")],
    )
    async def withdraw_grade(
        self,
        info: ContextInfo,
        id: Annotated[strawberry.ID, strawberry.argument(description="The grade holding.")],
        reason: Annotated[str, strawberry.argument(description="Why, for the trail.")],
        idempotency_key: IdempotencyKey,
        leaves_ungraded: Annotated[
            bool, strawberry.argument(description="Also when it is the person's only grade.")
        ] = False,
    ) -> WithdrawGradeResult | None:
        actor, holding = info.context.signed_in, uuid_of("GradeHolding", id, "id")

        async def work(session: WriteSession) -> UUID:
            withdrawn = withdrawal.withdraw_grade(
                session, actor, holding, reason, leaves_ungraded=leaves_ungraded
            )
            return (await withdrawn).id

        given = {"id": id, "reason": reason, "leaves_ungraded": leaves_ungraded}
        return read_one(Employee, await decided(info, idempotency_key, work, **given))
