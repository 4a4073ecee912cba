"""Words of pay runs and funds, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="How far a run is. Only approved and closed ones are shown to the people paid.")
class PayRunState(Enum):
    COMPUTING = strawberry.enum_value(
        "computing", description="Its lines are being written; nobody sees it yet."
    )
    COMPUTED = strawberry.enum_value("computed", description="Its lines stand; it waits for its review.")
    REVIEWED = strawberry.enum_value(
        "reviewed", description="Reviewed; it waits for somebody else's approval."
    )
    APPROVED = strawberry.enum_value("approved", description="Approved; the people in it are paid by it.")
    CLOSED = strawberry.enum_value("closed", description="Closed with its funds; it changes no more.")
    DISCARDED = strawberry.enum_value("discarded", description="Set aside; nobody is paid by it.")


@strawberry.enum(description="What a run pays from, besides the rules.")
class PayRunInput(Enum):
    RESULTS = strawberry.enum_value("results", description="Results of a month of its period.")
    ASSESSMENTS = strawberry.enum_value("assessments", description="Scores of its period, or of its months.")
    FINDINGS = strawberry.enum_value("findings", description="Findings on conduct of its year.")
    ALLOWANCES = strawberry.enum_value("allowances", description="Allowances up to the end of its period.")
    GRADES = strawberry.enum_value("grades", description="Grades and steps up to the end of its period.")
    POSTS = strawberry.enum_value("posts", description="Posts held up to the end of its period.")
    UNITS = strawberry.enum_value(
        "units", description="What the unit of somebody's post, or one above it, became."
    )


@strawberry.enum(description="Whether a fund still changes.")
class FundState(Enum):
    OPEN = strawberry.enum_value("open", description="It may be opened again, with what is known by then.")
    CLOSED = strawberry.enum_value(
        "closed", description="Closed with the run that paid from it; it changes no more."
    )


@strawberry.enum(description="Why somebody has no line in a run.")
class ExclusionReason(Enum):
    ON_HOLD = strawberry.enum_value("on_hold", description="The person is, or was then, on hold.")
    PAID_ALREADY = strawberry.enum_value(
        "paid_already", description="Another run pays the person for the period."
    )
