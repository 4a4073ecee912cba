"""Words of funds, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="Whether a fund still changes.")
class FundState(Enum):
    OPEN = "open"
    CLOSED = "closed"
