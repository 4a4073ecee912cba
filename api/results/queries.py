"""Reading results."""

import strawberry

from api.graphql.lazy_types import KpiResultRef
from api.graphql.reads.fields import Connection, root_paged
from api.results.filters import KPI_RESULTS


@strawberry.type
class ResultQueries:
    results: Connection[KpiResultRef] | None = root_paged(
        "Results, by person, the newest first.", *KPI_RESULTS
    )
