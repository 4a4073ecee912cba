"""Reading bonus funds."""

import strawberry

from api.funds.filters import BONUS_FUNDS
from api.graphql.lazy_types import BonusFundRef
from api.graphql.reads.fields import Connection, root_paged


@strawberry.type
class FundQueries:
    bonus_funds: Connection[BonusFundRef] | None = root_paged("Bonus funds, the newest first.", *BONUS_FUNDS)
