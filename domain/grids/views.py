"""What readers see of the salary grid, the base salary and the leadership allowances."""

from domain.grids.tables import BaseSalary, LeadershipAllowance, NationalGrade, SalaryCoefficient, SalaryStep
from domain.reading.columns import columns, shouted, view
from domain.reading.filters import any_of, beginning, between
from domain.reading.joins import by, in_force
from domain.reading.objects.quantities import quantities, quantity, sourced, worded
from domain.reading.view import Many, One

SALARY_STEP = view(
    "SalaryStep",
    SalaryStep,
    columns(SalaryStep, "grid_table", "grade_code", "step"),
    quantity(
        "coefficient",
        "Coefficient",
        in_force(SalaryCoefficient, "salary_step_id", "coefficient_hundredths"),
        nullable=True,
    ),
    order=("grid_table", "grade_code", "step"),
    relations={
        "coefficients": Many("SalaryCoefficient", by(salary_step_id="id")),
        "holdings": Many("GradeHolding", by(salary_step_id="id")),
    },
    orders={"GRADE": ("grid_table", "grade_code", "step"), "STEP": ("step",)},
    filters={"gridTables": any_of("grid_table"), "gradeCodes": any_of("grade_code"), "steps": any_of("step")},
)

SALARY_COEFFICIENT = view(
    "SalaryCoefficient",
    SalaryCoefficient,
    columns(SalaryCoefficient, "effective_from"),
    sourced("source"),
    shouted(SalaryCoefficient, "certainty"),
    quantities(SalaryCoefficient, "coefficient_hundredths"),
    order=("salary_step_id", "effective_from"),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters=between("effectiveFrom", "effective_from"),
    relations={"salaryStep": One("SalaryStep", by(id="salary_step_id"), required=True)},
)

BASE_SALARY = view(
    "BaseSalary",
    BaseSalary,
    columns(BaseSalary, "effective_from"),
    sourced("source"),
    shouted(BaseSalary, "certainty"),
    quantities(BaseSalary, "amount_vnd"),
    order=("effective_from",),
    newest_first=True,
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters=between("effectiveFrom", "effective_from"),
)

LEADERSHIP_ALLOWANCE = view(
    "LeadershipAllowance",
    LeadershipAllowance,
    columns(LeadershipAllowance, "code", "level", "effective_from"),
    worded("unit_type", "position_title", "variant"),
    sourced("source"),
    shouted(LeadershipAllowance, "certainty"),
    quantities(LeadershipAllowance, "coefficient_hundredths"),
    order=("code", "effective_from"),
    orders={"CODE": ("code",), "COEFFICIENT": ("coefficient_hundredths",)},
    filters={"codes": any_of("code"), "levels": any_of("level")},
)

NATIONAL_GRADE = view(
    "NationalGrade",
    NationalGrade,
    columns(NationalGrade, "code", "title", "kind", "grid_table", "grade_code", "waiting_months"),
    shouted(NationalGrade, "certainty"),
    sourced("source"),
    order=("code",),
    orders={"CODE": ("code",)},
    filters={
        "codes": any_of("code"),
        "codePrefix": beginning("code"),
        "gridTables": any_of("grid_table"),
        "gradeCodes": any_of("grade_code"),
    },
)

VIEWS = (SALARY_STEP, SALARY_COEFFICIENT, BASE_SALARY, LEADERSHIP_ALLOWANCE, NATIONAL_GRADE)
