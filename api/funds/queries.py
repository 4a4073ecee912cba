"""Reading bonus funds."""

import strawberry

from api.graphql.filters.pay import BONUS_FUNDS
from api.graphql.lazy_types import BonusFundConnectionRef
from api.graphql.reads.fields import root_paged


@strawberry.type
class FundQueries:
    bonus_funds: BonusFundConnectionRef | None = root_paged("Bonus funds, the newest first.", *BONUS_FUNDS)
