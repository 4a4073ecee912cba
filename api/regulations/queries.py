"""Reading regulations."""

import strawberry

from api.arguments import OF_UNITS, SINCE_DAY, UNTIL_DAY
from api.fields import Connection, root_paged
from api.references import RegulationRef


@strawberry.type
class RegulationQueries:
    regulations: Connection[RegulationRef] | None = root_paged(
        "Regulations, the newest first.", *OF_UNITS, SINCE_DAY, UNTIL_DAY
    )
