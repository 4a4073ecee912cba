"""Reading regulations."""

import strawberry

from api.graphql.filters.regulations import REGULATIONS
from api.graphql.lazy_types import RegulationRef
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class RegulationQueries:
    regulations: Connection[RegulationRef] | None = root_paged("Regulations, the newest first.", *REGULATIONS)
