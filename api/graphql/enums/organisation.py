"""Words of organisation and of grades, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="What kind of organisation a unit is.")
class UnitKind(Enum):
    PROVINCE = strawberry.enum_value("province", description="The administration of a province, at the top.")
    DEPARTMENT = strawberry.enum_value("department", description="A department of the province.")
    COMMUNE = strawberry.enum_value("commune", description="The administration of a commune.")
    DIVISION = strawberry.enum_value("division", description="A division inside of another unit.")


@strawberry.enum(description="Whom a national grade is for.")
class GradeKind(Enum):
    CIVIL_SERVANT = strawberry.enum_value("civil_servant", description="Civil servants.")
    PUBLIC_EMPLOYEE = strawberry.enum_value("public_employee", description="Public employees.")
    SERVICE_STAFF = strawberry.enum_value("service_staff", description="Drivers and service staff.")
