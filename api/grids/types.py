"""The salary grid, the base salary and the leadership allowances as clients see them."""

from datetime import date

import strawberry

from api.graphql.enums.organisation import GradeKind
from api.graphql.enums.words import Certainty
from api.graphql.filters.grids import SALARY_COEFFICIENTS
from api.graphql.filters.people import GRADE_HOLDINGS
from api.graphql.lazy_types import GradeHoldingRef, SalaryCoefficientRef, SalaryStepRef
from api.graphql.reads.fields import Connection, Node, paged, shown
from api.graphql.reads.quantities import Coefficient, Money


@strawberry.type(description="A cell of the salary grid: table, grade and step.")
class SalaryStep(Node):
    grid_table: int = shown("The table of Decree 204/2004.")
    grade_code: str = shown("The grade.")
    step: int = shown("The step, from 1.")
    coefficient: Coefficient | None = shown("Its coefficient today; null before its first day.")
    coefficients: Connection[SalaryCoefficientRef] = paged(
        "Its coefficients of all times, the newest first.", *SALARY_COEFFICIENTS
    )
    holdings: Connection[GradeHoldingRef] = paged("Who is or was paid by it, by person.", *GRADE_HOLDINGS)


@strawberry.type(description="The coefficient of a cell of the salary grid from a day on.")
class SalaryCoefficient(Node):
    coefficient: Coefficient = shown("The coefficient.")
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    source: str = shown("The legal text.")
    certainty: Certainty = shown("How sure we are of the text.")
    salary_step: SalaryStepRef = shown("The cell.")


@strawberry.type(description="Dong a month for a coefficient of one, from a day on.")
class BaseSalary:
    amount: Money = shown("A month.")
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    source: str = shown("The legal text.")
    certainty: Certainty = shown("How sure we are of the text.")


@strawberry.type(description="The leadership coefficient of a kind of post from a day on.")
class LeadershipAllowance(Node):
    code: str = shown("What positions refer to.")
    level: str = shown("The level of administration, by the word that `levels` filters by.")
    unit_type: str = shown("The kind of unit.")
    position_title: str = shown("The kind of post.")
    variant: str = shown("The text's own distinction within the post; empty when it makes none.")
    coefficient: Coefficient = shown("The coefficient.")
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    source: str = shown("The legal text.")
    certainty: Certainty = shown("How sure we are of the text.")


@strawberry.type(description="A grade by its national code, and where it stands in the salary grid.")
class NationalGrade(Node):
    code: str = shown("The code, such as 01.003.")
    title: str = shown("What it is called.")
    kind: GradeKind = shown("Whom it is for.")
    grid_table: int = shown("The table of Decree 204/2004.")
    grade_code: str = shown("The grade of the table.")
    waiting_months: int = shown("How many months a step lasts before the next one.")
    source: str = shown("Where it is stated.")
    certainty: Certainty = shown("How sure that is.")
