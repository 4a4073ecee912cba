"""Filters and orders of grids."""

import strawberry

from api.graphql.reads.inputs import DateRange, filtered, narrows, ordered


@strawberry.input(description="Which cells of the salary grid.")
class SalaryStepFilter:
    grid_tables: list[int] | None = narrows("Only of these tables of Decree 204/2004.")
    grade_codes: list[str] | None = narrows("Only of these grades.")
    steps: list[int] | None = narrows("Only these steps.")


@strawberry.input(description="Which coefficients.")
class SalaryCoefficientFilter:
    effective_from: DateRange | None = narrows("Only those that began on these days.")


@strawberry.input(description="Which base salaries.")
class BaseSalaryFilter:
    effective_from: DateRange | None = narrows("Only those that began on these days.")


@strawberry.input(description="Which leadership allowances.")
class LeadershipAllowanceFilter:
    codes: list[str] | None = narrows("Only those with these codes.")
    levels: list[str] | None = narrows("Only of these levels of administration.")


@strawberry.input(description="Which national grade codes.")
class NationalGradeFilter:
    codes: list[str] | None = narrows("Only these codes.")
    code_prefix: str | None = narrows("Only codes that begin with this.")
    grid_tables: list[int] | None = narrows("Only of these tables of Decree 204/2004.")
    grade_codes: list[str] | None = narrows("Only of these grades of the grid.")


SALARY_STEPS = (
    filtered(SalaryStepFilter),
    ordered("SalaryStep", GRADE="The table, the grade and the step.", STEP="The step."),
)
SALARY_COEFFICIENTS = (
    filtered(SalaryCoefficientFilter),
    ordered("SalaryCoefficient", EFFECTIVE_FROM="The first day."),
)
BASE_SALARIES = (filtered(BaseSalaryFilter), ordered("BaseSalary", EFFECTIVE_FROM="The first day."))
LEADERSHIP_ALLOWANCES = (
    filtered(LeadershipAllowanceFilter),
    ordered("LeadershipAllowance", CODE="The code.", COEFFICIENT="The coefficient."),
)
NATIONAL_GRADES = (filtered(NationalGradeFilter), ordered("NationalGrade", CODE="The code."))
