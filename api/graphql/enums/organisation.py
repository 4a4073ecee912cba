"""Words of organisation and of its people, as enums."""

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


@strawberry.enum(description="What an allowance is; its value is in the unit that the name ends with.")
class AllowanceKind(Enum):
    LEADERSHIP_CODE = strawberry.enum_value(
        "leadership_code", description="Of a leading post, by its row of the leadership allowances."
    )
    PUBLIC_DUTY = strawberry.enum_value(
        "public_duty", description="Public duty: 1 with, 0 without; civil servants have it unless it is said."
    )
    OTHER_PERCENTAGES_BP = strawberry.enum_value(
        "other_percentages_bp", description="All other per cents together, in basis points."
    )
    REGIONAL_COEFFICIENT_HUNDREDTHS = strawberry.enum_value(
        "regional_coefficient_hundredths", description="Of the place of work: a coefficient in hundredths."
    )
    RESPONSIBILITY_COEFFICIENT_HUNDREDTHS = strawberry.enum_value(
        "responsibility_coefficient_hundredths",
        description="For responsibility: a coefficient in hundredths.",
    )
    HARD_AREA_YEARS = strawberry.enum_value(
        "hard_area_years", description="Full years of work in areas of special hardship."
    )
    RESERVED_COEFFICIENT_HUNDREDTHS = strawberry.enum_value(
        "reserved_coefficient_hundredths",
        description="The difference kept from an earlier, higher coefficient, in hundredths.",
    )


@strawberry.enum(description="What a leave is.")
class LeaveKind(Enum):
    UNPAID_LEAVE = strawberry.enum_value("unpaid_leave", description="Unpaid leave.")
    SICK_LEAVE = strawberry.enum_value("sick_leave", description="Sick leave.")
    MATERNITY_LEAVE = strawberry.enum_value("maternity_leave", description="Maternity leave.")
