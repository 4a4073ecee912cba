"""Reading results."""

import strawberry

from api.graphql.filters.results import KPI_RESULTS
from api.graphql.lazy_types import KpiResultRef
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class ResultQueries:
    results: Connection[KpiResultRef] | None = root_paged(
        "Results, by person, the newest first.", *KPI_RESULTS
    )
