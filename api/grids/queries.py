"""Reading the numbers of the law that pay rests on."""

import strawberry

from api.graphql.lazy_types import BaseSalaryRef, LeadershipAllowanceRef, SalaryStepRef
from api.graphql.reads.arguments import CODE, UNTIL_DAY
from api.graphql.reads.fields import Connection, root_paged
from api.grids.types import GRADE_CODE, GRID_TABLE, LEVEL, STEP


@strawberry.type
class GridQueries:
    salary_steps: Connection[SalaryStepRef] | None = root_paged(
        "The salary grid, by table, grade and step.", GRID_TABLE, GRADE_CODE, STEP
    )
    base_salaries: Connection[BaseSalaryRef] | None = root_paged(
        "Base salaries, the newest first.", UNTIL_DAY
    )
    leadership_allowances: Connection[LeadershipAllowanceRef] | None = root_paged(
        "Leadership allowances, by code.", CODE, LEVEL
    )
