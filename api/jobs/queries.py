"""Reading jobs."""

import strawberry

from api.graphql.filters.audit import JOBS
from api.graphql.lazy_types import JobRef
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class JobQueries:
    jobs: Connection[JobRef] | None = root_paged("The jobs that you asked for, the newest first.", *JOBS)
