"""Reading bonus funds."""

import strawberry

from api.funds.types import STATE
from api.graphql.lazy_types import BonusFundRef
from api.graphql.reads.arguments import OF_UNITS, YEAR
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class FundQueries:
    bonus_funds: Connection[BonusFundRef] | None = root_paged(
        "Bonus funds, the newest first.", *OF_UNITS, YEAR, STATE
    )
