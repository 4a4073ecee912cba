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


@strawberry.enum(description="Which numbers of a KPI are good.")
class KpiDirection(Enum):
    HIGHER = strawberry.enum_value("higher", description="The higher, the better.")
    LOWER = strawberry.enum_value("lower", description="The lower, the better.")
    ON_TARGET = strawberry.enum_value("on_target", description="The nearer to its target, the better.")


@strawberry.enum(description="What counts where a number of a KPI is missing.")
class MissingData(Enum):
    ZERO = strawberry.enum_value("zero", description="Nothing was achieved.")
    LEFT_OUT = strawberry.enum_value("left_out", description="The month is left out.")
    CARRIED_OVER = strawberry.enum_value("carried_over", description="The number of the month before.")


@strawberry.enum(description="What a public KPI must be.")
class KpiPrinciple(Enum):
    SUITED = strawberry.enum_value("suited", description="Suited to the position.")
    TIED_TO_A_GOAL = strawberry.enum_value("tied_to_a_goal", description="Tied to a public policy goal.")
    MEASURABLE = strawberry.enum_value("measurable", description="Transparently measurable.")


@strawberry.enum(description="What a set of KPIs lacks before it can become active.")
class KpiGateLack(Enum):
    OPEN_POSITION = strawberry.enum_value(
        "open_position", description="The position has begun and is not closed."
    )
    ANY_KPI = strawberry.enum_value("any_kpi", description="A KPI is bound to the position.")
    OPEN_KPI = strawberry.enum_value("open_kpi", description="The KPI has begun and is not closed.")
    PUBLISHED_GOAL = strawberry.enum_value("published_goal", description="Its goal is published.")
    DATA_SOURCE = strawberry.enum_value("data_source", description="Where its numbers come from is named.")
    FORMULA = strawberry.enum_value("formula", description="How it is computed is said.")
    DENOMINATOR = strawberry.enum_value("denominator", description="Of what it is counted is said.")
    CLOSING_TIME = strawberry.enum_value("closing_time", description="When its numbers are final is said.")
