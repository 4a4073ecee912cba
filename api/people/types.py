"""People, the positions they hold and the grades they are paid by, as clients see them."""

from datetime import date

import strawberry

from api.graphql.enums.organisation import AllowanceKind, LeaveKind
from api.graphql.filters.assessments import ASSESSMENTS, CONDUCT_FINDINGS
from api.graphql.filters.pay import PAY_LINES, PAYMENT_HOLDS
from api.graphql.filters.people import ALLOWANCES, CONTRACT_PAY, GRADE_HOLDINGS, LEAVES, OCCUPANCIES
from api.graphql.filters.results import KPI_RESULTS, TARGETS
from api.graphql.lazy_types import (
    AccountRef,
    AllowanceRef,
    AssessmentRef,
    ConductFindingRef,
    ContractPayRef,
    EmployeeRef,
    GradeHoldingRef,
    KpiResultRef,
    LeaveRef,
    OccupancyRef,
    PayLineConnectionRef,
    PaymentHoldRef,
    PositionRef,
    SalaryStepRef,
    TargetRef,
    UnitRef,
)
from api.graphql.reads.fields import Connection, Node, paged, shown
from api.graphql.reads.quantities import Money, Rate


@strawberry.type(description="A person on a pay list.")
class Employee(Node):
    code: str = shown("The personnel code, unique in the administration.")
    full_name: str = shown("The name, family name first.")
    born_on: date = shown("The day of birth.")
    joined_on: date = shown("The first day in public service.")
    unit: UnitRef = shown("The unit that keeps the file on the day.")
    position: PositionRef | None = shown("The position held today; null after leaving.")
    occupancy: OccupancyRef | None = shown("How the position is held today.")
    occupancies: Connection[OccupancyRef] = paged(
        "Positions held so far and from now on, the newest first.", *OCCUPANCIES
    )
    grade: GradeHoldingRef | None = shown("The grade and step paid by today.")
    grade_history: Connection[GradeHoldingRef] = paged(
        "Grades and steps so far and from now on, the newest first.", *GRADE_HOLDINGS
    )
    contract_pay: Connection[ContractPayRef] = paged(
        "What a labour contract pays so far and from now on, the newest first; nothing of who has a grade.",
        *CONTRACT_PAY,
    )
    allowances: Connection[AllowanceRef] = paged(
        "Allowances so far and from now on, by kind, the newest first.", *ALLOWANCES
    )
    leaves: Connection[LeaveRef] = paged("Leaves so far and from now on, the newest first.", *LEAVES)
    targets: Connection[TargetRef] = paged("What was assigned beforehand, the newest first.", *TARGETS)
    results: Connection[KpiResultRef] = paged(
        "What was assigned and what came of it, the newest first.", *KPI_RESULTS
    )
    assessments: Connection[AssessmentRef] = paged(
        "Scores: those of years first, each kind from the newest back.", *ASSESSMENTS
    )
    conduct_findings: Connection[ConductFindingRef] = paged(
        "Findings that decide a year's class whatever the score, the newest first.", *CONDUCT_FINDINGS
    )
    holds: Connection[PaymentHoldRef] = paged(
        "For which periods the person is or was on hold, the newest first.", *PAYMENT_HOLDS
    )
    pay_lines: PayLineConnectionRef = paged("What pay runs gave.", *PAY_LINES)
    account: AccountRef | None = shown("The account to sign in with; null without one.")


@strawberry.type(
    description="Who holds which position from a day on. Without a position, the person has left."
)
class Occupancy(Node):
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    share: Rate = shown("The share of a full post.")
    acting: bool = shown("Whether the post is held for somebody else.")
    seconded: bool = shown("Whether it is held for a time, while another unit keeps the file.")
    act_number: str | None = shown("The number of the act; null of what was loaded at the beginning.")
    act_dated_on: date | None = shown("The day of the act; null without one.")
    act_issuer: str | None = shown("Who issued the act; null without one.")
    employee_id: strawberry.ID = shown("Whose it is.")
    employee: EmployeeRef | None = shown("Who holds it; null for whoever may not see the person.")
    unit: UnitRef = shown("The unit of the post.")
    position: PositionRef | None = shown("The position; null when the person has left.")


@strawberry.type(description="The grade and step a person is paid by from a day on.")
class GradeHolding(Node):
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    step_since: date = shown("The day from which time counts towards the next step.")
    employee_id: strawberry.ID = shown("Whose it is.")
    employee: EmployeeRef | None = shown("Who is paid by it; null for whoever may not see the person.")
    unit: UnitRef = shown("The unit that pays.")
    salary_step: SalaryStepRef = shown("The cell of the salary grid.")


@strawberry.type(description="What somebody on a labour contract is paid a month from a day on, by no grade.")
class ContractPay(Node):
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    monthly: Money = shown("What a month pays.")
    act_number: str | None = shown("The number of the act; null of what was loaded at the beginning.")
    act_dated_on: date | None = shown("The day of the act; null without one.")
    act_issuer: str | None = shown("Who issued the act; null without one.")
    employee_id: strawberry.ID = shown("Whose it is.")
    employee: EmployeeRef | None = shown("Who is paid; null for whoever may not see the person.")
    unit: UnitRef = shown("The unit that pays.")


@strawberry.type(description="What somebody has beside grade and post, from a day on.")
class Allowance(Node):
    kind: AllowanceKind = shown("What it is, and in which unit.")
    value: int = shown("How much, in the unit of the kind; 0 from where it has ended.")
    leadership_code: str | None = shown("The row of the leadership allowances; null of other kinds.")
    effective_from: date = shown("The first day; it ends the day before the next one of the kind begins.")
    act_number: str | None = shown("The number of the act; null of what was loaded at the beginning.")
    act_dated_on: date | None = shown("The day of the act; null without one.")
    act_issuer: str | None = shown("Who issued the act; null without one.")
    employee_id: strawberry.ID = shown("Whose it is.")
    employee: EmployeeRef | None = shown("Who has it; null for whoever may not see the person.")
    unit: UnitRef = shown("The unit that pays.")


@strawberry.type(description="A leave: the months that begin in it are none that were worked.")
class Leave(Node):
    kind: LeaveKind = shown("What it is.")
    effective_from: date = shown("The first day of it.")
    effective_until: date | None = shown("The first day back; null while nobody knows it.")
    act_number: str | None = shown("The number of the act; null of what was loaded at the beginning.")
    act_dated_on: date | None = shown("The day of the act; null without one.")
    act_issuer: str | None = shown("Who issued the act; null without one.")
    employee_id: strawberry.ID = shown("Whose it is.")
    employee: EmployeeRef | None = shown("Who is on leave; null for whoever may not see the person.")
    unit: UnitRef = shown("The unit that kept the file then.")
