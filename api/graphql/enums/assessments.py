"""Words of assessments, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="What a score is about.")
class Period(Enum):
    MONTH = strawberry.enum_value("month", description="A calendar month.")
    QUARTER = strawberry.enum_value(
        "quarter", description="Three months, from January, April, July or October on."
    )
    HALF_YEAR = strawberry.enum_value("half_year", description="Six months, from January or July on.")
    YEAR = strawberry.enum_value("year", description="A calendar year.")


@strawberry.enum(description="How far a score is.")
class AssessmentState(Enum):
    PROPOSED = strawberry.enum_value("proposed", description="Computed; somebody else has to confirm it.")
    CONFIRMED = strawberry.enum_value(
        "confirmed", description="Confirmed by a second person; pay may rest on it."
    )


@strawberry.enum(description="What was found of the people whom somebody leads.")
class UnitPerformance(Enum):
    NONE = strawberry.enum_value("none", description="Leads nobody.")
    ALL_COMPLETED = strawberry.enum_value("all_completed", description="All scored as completed or better.")
    SOMEONE_NOT_COMPLETED = strawberry.enum_value(
        "someone_not_completed", description="At least one scored as not completed."
    )


@strawberry.enum(description="What was found of the work that somebody leads.")
class ExecutionCapability(Enum):
    NONE = strawberry.enum_value("none", description="Leads nobody.")
    WITH_INITIATIVES = strawberry.enum_value("with_initiatives", description="To plan, with initiatives.")
    WITHOUT_INITIATIVES = strawberry.enum_value(
        "without_initiatives", description="To plan, without initiatives."
    )
    SHORT_DELAY = strawberry.enum_value("short_delay", description="Late or short for a while only.")
    PROLONGED_DELAY = strawberry.enum_value("prolonged_delay", description="Late or short for long.")


@strawberry.enum(description="What was found of the unity of those whom somebody leads.")
class TeamCohesion(Enum):
    NONE = strawberry.enum_value("none", description="Leads nobody.")
    UNITED = strawberry.enum_value("united", description="United and working together.")
    SHORT_CONFLICT = strawberry.enum_value("short_conflict", description="A short conflict.")
    PROLONGED_CONFLICT = strawberry.enum_value("prolonged_conflict", description="A prolonged conflict.")
