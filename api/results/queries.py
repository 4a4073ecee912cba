"""Reading results."""

import strawberry

from api.arguments import EMPLOYEE, OF_UNITS
from api.fields import Connection, root_paged
from api.goals.types import KPI
from api.references import KpiResultRef
from api.results.types import MONTHS, PRODUCT


@strawberry.type
class ResultQueries:
    results: Connection[KpiResultRef] | None = root_paged(
        "Results, by person, the newest first.", *OF_UNITS, EMPLOYEE, KPI, PRODUCT, *MONTHS
    )
