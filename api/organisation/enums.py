"""Words of organisation, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="What kind of organisation a unit is.")
class UnitKind(Enum):
    PROVINCE = "province"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    DIVISION = "division"
