"""Words of organisation, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="What kind of organisation a unit is.")
class UnitKind(Enum):
    PROVINCE = strawberry.enum_value("province", description="The administration of a province, at the top.")
    DEPARTMENT = strawberry.enum_value("department", description="A department of the province.")
    COMMUNE = strawberry.enum_value("commune", description="The administration of a commune.")
    DIVISION = strawberry.enum_value("division", description="A division inside of another unit.")
