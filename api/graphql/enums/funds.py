"""Words of funds, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="Whether a fund still changes.")
class FundState(Enum):
    OPEN = strawberry.enum_value("open", description="It may be opened again, with what is known by then.")
    CLOSED = strawberry.enum_value(
        "closed", description="Closed with the run that paid from it; it changes no more."
    )
