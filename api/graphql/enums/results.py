"""Words of goals and results, as enums."""

from enum import Enum

import strawberry


@strawberry.enum(description="How a person came by work (Decree 335/2025 art. 18).")
class WorkKind(Enum):
    ASSIGNED = strawberry.enum_value("assigned", description="It was assigned before the month.")
    HANDED_OVER = strawberry.enum_value("handed_over", description="Assigned, and handed over to another.")
    TAKEN_OVER = strawberry.enum_value("taken_over", description="Taken over from another: nothing assigned.")
    AD_HOC = strawberry.enum_value("ad_hoc", description="Came up meanwhile: nothing assigned.")


@strawberry.enum(description="What a policy goal is on a day.")
class PolicyGoalStage(Enum):
    DRAFTED = strawberry.enum_value("drafted", description="It is drafted: no KPI counts for it yet.")
    PUBLISHED = strawberry.enum_value("published", description="It is published: KPIs may lead to it.")
    SUPERSEDED = strawberry.enum_value("superseded", description="Another goal took its place.")
    CLOSED = strawberry.enum_value("closed", description="It has ended.")
