"""Filters and orders of people."""

from datetime import date

import strawberry

from api.graphql.enums.assessments import Period
from api.graphql.enums.organisation import AllowanceKind, LeaveKind
from api.graphql.reads.inputs import DateRange, OfUnits, filtered, narrows, ordered


@strawberry.input(description="A period, by its length and its first day.")
class PeriodInput:
    period: Period = strawberry.field(description="How long it is.")
    start: date = strawberry.field(description="Its first day; another day of it is refused.")


@strawberry.input(description="Which people.")
class EmployeeFilter(OfUnits):
    codes: list[str] | None = narrows("Only those with these codes.")
    code_prefix: str | None = narrows("Only codes that begin with this.")
    search: str | None = narrows("Only people whose code begins with this, or whose name contains it.")
    position_ids: list[strawberry.ID] | None = narrows("Only who holds one of these positions today.")
    salary_step_ids: list[strawberry.ID] | None = narrows(
        "Only who is paid by one of these cells of the salary grid today."
    )
    has_position: bool | None = narrows("Only people who hold a position today, or only those who hold none.")
    has_grade: bool | None = narrows("Only people who have a grade today, or only those who have none.")
    assessed: PeriodInput | None = narrows("Only people who have an assessment of this period.")
    unassessed: PeriodInput | None = narrows("Only people who have no assessment of this period.")
    joined_on: DateRange | None = narrows("Only who joined public service on these days.")


@strawberry.input(description="Which posts held.")
class OccupancyFilter(OfUnits):
    effective_from: DateRange | None = narrows("Only those that began on these days.")
    acting: bool | None = narrows("Only posts held for somebody else, or only others.")


@strawberry.input(description="Which grades held.")
class GradeHoldingFilter(OfUnits):
    salary_step_ids: list[strawberry.ID] | None = narrows("Only of these cells of the salary grid.")
    effective_from: DateRange | None = narrows("Only those that began on these days.")


@strawberry.input(description="Which pay by contract.")
class ContractPayFilter(OfUnits):
    effective_from: DateRange | None = narrows("Only what began on these days.")


@strawberry.input(description="Which allowances.")
class AllowanceFilter(OfUnits):
    effective_from: DateRange | None = narrows("Only those that began on these days.")
    kinds: list[AllowanceKind] | None = narrows("Only of these kinds.")
    in_force: bool | None = narrows("Only those that somebody has on the day, or only others.")


@strawberry.input(description="Which leaves.")
class LeaveFilter(OfUnits):
    effective_from: DateRange | None = narrows("Only those that began on these days.")
    kinds: list[LeaveKind] | None = narrows("Only of these kinds.")


EMPLOYEES = (
    filtered(EmployeeFilter),
    ordered(
        "Employee",
        NAME="The given name, then the others, as staff lists in Vietnam are ordered.",
        CODE="The personnel code.",
        JOINED_ON="The first day in public service.",
    ),
)
OCCUPANCIES = (filtered(OccupancyFilter), ordered("Occupancy", EFFECTIVE_FROM="The first day."))
GRADE_HOLDINGS = (filtered(GradeHoldingFilter), ordered("GradeHolding", EFFECTIVE_FROM="The first day."))
CONTRACT_PAY = (filtered(ContractPayFilter), ordered("ContractPay", EFFECTIVE_FROM="The first day."))
ALLOWANCES = (filtered(AllowanceFilter), ordered("Allowance", EFFECTIVE_FROM="The first day."))
LEAVES = (filtered(LeaveFilter), ordered("Leave", EFFECTIVE_FROM="The first day."))
