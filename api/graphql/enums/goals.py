"""Words of goals, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="What a policy goal is on a day.")
class PolicyGoalStage(Enum):
    DRAFTED = strawberry.enum_value("drafted", description="It is drafted: no KPI counts for it yet.")
    PUBLISHED = strawberry.enum_value("published", description="It is published: KPIs may lead to it.")
    SUPERSEDED = strawberry.enum_value("superseded", description="Another goal took its place.")
    CLOSED = strawberry.enum_value("closed", description="It has ended.")
