"""Words of access, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="Why somebody holds a right.")
class RightCause(Enum):
    GRANTED = strawberry.enum_value("granted", description="Somebody who grants rights gave it.")
    CONFIRMED = strawberry.enum_value(
        "confirmed", description="One person asked for it, and another one confirmed."
    )
    DELEGATED = strawberry.enum_value(
        "delegated", description="Somebody lets them use a right of their own for a time."
    )
    GIVEN_BY_THE_OWNER = strawberry.enum_value(
        "given_by_the_owner",
        description="The owner of the database gave it, such as to the first administrator.",
    )
