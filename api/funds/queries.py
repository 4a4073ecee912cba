"""Reading bonus funds."""

import strawberry

from api.arguments import OF_UNITS, YEAR
from api.fields import Connection, root_paged
from api.funds.types import STATE
from api.references import BonusFundRef


@strawberry.type
class FundQueries:
    bonus_funds: Connection[BonusFundRef] | None = root_paged(
        "Bonus funds, the newest first.", *OF_UNITS, YEAR, STATE
    )
