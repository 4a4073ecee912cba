"""Words of pay runs, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="How far a run is. Only approved and closed ones are shown to the people paid.")
class PayRunState(Enum):
    COMPUTING = "computing"
    COMPUTED = "computed"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    CLOSED = "closed"
    DISCARDED = "discarded"
