"""Reading results."""

import strawberry

from api.graphql.filters.results import KPI_RESULTS, TARGETS
from api.graphql.lazy_types import KpiResultRef, TargetRef
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class ResultQueries:
    results: Connection[KpiResultRef] | None = root_paged(
        "Results, by person, the newest first.", *KPI_RESULTS
    )
    targets: Connection[TargetRef] | None = root_paged("Targets, by person, the newest first.", *TARGETS)
