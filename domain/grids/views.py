"""What readers see of the salary grid, the base salary and the leadership allowances."""

from domain.grids.tables import BaseSalary, LeadershipAllowance, SalaryCoefficient, SalaryStep
from domain.reading.columns import columns, computed, view
from domain.reading.filters import equal, until
from domain.reading.joins import by, in_force
from domain.reading.view import Many, One

SOURCED = ("effective_from", "source", "certainty")

SALARY_STEP = view(
    "SalaryStep",
    SalaryStep,
    columns(SalaryStep, "grid_table", "grade_code", "step"),
    computed(
        "coefficientHundredths",
        in_force(SalaryCoefficient, "salary_step_id", "coefficient_hundredths"),
        nullable=True,
    ),
    order=("grid_table", "grade_code", "step"),
    relations={
        "coefficients": Many("SalaryCoefficient", by(salary_step_id="id"), paged=False),
        "holdings": Many("GradeHolding", by(salary_step_id="id")),
    },
    filters={"gridTable": equal("grid_table"), "gradeCode": equal("grade_code"), "step": equal("step")},
)

SALARY_COEFFICIENT = view(
    "SalaryCoefficient",
    SalaryCoefficient,
    columns(SalaryCoefficient, "coefficient_hundredths", *SOURCED),
    order=("salary_step_id", "effective_from"),
    newest_first=True,
    relations={"salaryStep": One("SalaryStep", by(id="salary_step_id"), required=True)},
)

BASE_SALARY = view(
    "BaseSalary",
    BaseSalary,
    columns(BaseSalary, "amount_vnd", *SOURCED),
    order=("effective_from",),
    newest_first=True,
    filters={"until": until("effective_from")},
)

LEADERSHIP_ALLOWANCE = view(
    "LeadershipAllowance",
    LeadershipAllowance,
    columns(
        LeadershipAllowance,
        "code",
        "level",
        "unit_type",
        "position_title",
        "variant",
        "coefficient_hundredths",
        *SOURCED,
    ),
    order=("code", "effective_from"),
    filters={"code": equal("code"), "level": equal("level")},
)

VIEWS = (SALARY_STEP, SALARY_COEFFICIENT, BASE_SALARY, LEADERSHIP_ALLOWANCE)
