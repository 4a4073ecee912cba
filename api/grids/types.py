"""The salary grid, the base salary and the leadership allowances as clients see them."""

from datetime import date

import strawberry

from api.graphql.lazy_types import GradeHoldingRef, SalaryCoefficientRef, SalaryStepRef
from api.graphql.reads.arguments import OF_UNITS, Argument
from api.graphql.reads.fields import Connection, Node, counted, listed, paged, shown
from api.graphql.scalars import Money

GRID_TABLE = Argument("grid_table", int, "Only of this table of Decree 204/2004.")
GRADE_CODE = Argument("grade_code", str, "Only of this grade.")
STEP = Argument("step", int, "Only this step.")
LEVEL = Argument("level", str, "Only of this level of administration.")


@strawberry.type(description="A cell of the salary grid: table, grade and step.")
class SalaryStep(Node):
    grid_table: int = shown("The table of Decree 204/2004.")
    grade_code: str = shown("The grade.")
    step: int = shown("The step, from 1.")
    coefficient_hundredths: int | None = shown(
        "Its coefficient today, in hundredths; null before its first day."
    )
    coefficients: list[SalaryCoefficientRef] = listed("Its coefficients of all times, the newest first.")
    coefficients_count: int = counted()
    holdings: Connection[GradeHoldingRef] = paged("Who is or was paid by it, by person.", *OF_UNITS)


@strawberry.type(description="The coefficient of a cell of the salary grid from a day on.")
class SalaryCoefficient(Node):
    coefficient_hundredths: int = shown("In hundredths.")
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    source: str = shown("The legal text.")
    certainty: str = shown("How sure we are of the text.")
    salary_step: SalaryStepRef = shown("The cell.")


@strawberry.type(description="Dong a month for a coefficient of one, from a day on.")
class BaseSalary:
    amount_vnd: Money = shown("Dong a month.")
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    source: str = shown("The legal text.")
    certainty: str = shown("How sure we are of the text.")


@strawberry.type(description="The leadership coefficient of a kind of post from a day on.")
class LeadershipAllowance(Node):
    code: str = shown("What positions refer to.")
    level: str = shown("The level of administration.")
    unit_type: str = shown("The kind of unit.")
    position_title: str = shown("The kind of post.")
    variant: str = shown("The text's own distinction within the post; empty when it makes none.")
    coefficient_hundredths: int = shown("In hundredths.")
    effective_from: date = shown("The first day; it ends the day before the next one begins.")
    source: str = shown("The legal text.")
    certainty: str = shown("How sure we are of the text.")
