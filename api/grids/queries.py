"""Reading the numbers of the law that pay rests on."""

import strawberry

from api.graphql.filters.grids import BASE_SALARIES, LEADERSHIP_ALLOWANCES, NATIONAL_GRADES, SALARY_STEPS
from api.graphql.lazy_types import BaseSalaryRef, LeadershipAllowanceRef, NationalGradeRef, SalaryStepRef
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class GridQueries:
    salary_steps: Connection[SalaryStepRef] | None = root_paged(
        "The salary grid, by table, grade and step.", *SALARY_STEPS
    )
    base_salaries: Connection[BaseSalaryRef] | None = root_paged(
        "Base salaries, the newest first.", *BASE_SALARIES
    )
    leadership_allowances: Connection[LeadershipAllowanceRef] | None = root_paged(
        "Leadership allowances, by code and first day.", *LEADERSHIP_ALLOWANCES
    )
    national_grades: Connection[NationalGradeRef] | None = root_paged(
        "Grades of the national list, by code.", *NATIONAL_GRADES
    )
