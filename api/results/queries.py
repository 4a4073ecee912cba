"""Reading results."""

import strawberry

from api.goals.types import KPI
from api.graphql.lazy_types import KpiResultRef
from api.graphql.reads.arguments import EMPLOYEE, MONTHS, OF_UNITS
from api.graphql.reads.fields import Connection, root_paged
from api.results.types import PRODUCT


@strawberry.type
class ResultQueries:
    results: Connection[KpiResultRef] | None = root_paged(
        "Results, by person, the newest first.", *OF_UNITS, EMPLOYEE, KPI, PRODUCT, *MONTHS
    )
