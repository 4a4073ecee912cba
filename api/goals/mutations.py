"""Writing the catalogues of units: policy goals, by the act that says so."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from api.goals.types import KpiSet
from api.graphql.mutations.decisions import Decider, Reason, decision
from api.graphql.mutations.goals import (
    KpiBindingInput,
    KpiChangeInput,
    NewKpiInput,
    NewPolicyGoalInput,
    PolicyGoalChangeInput,
    item,
)
from api.graphql.mutations.organisation import ActInput, in_words
from api.graphql.mutations.payloads import Answer
from api.organisation.types import Position, Unit
from domain.errors import Refusal
from domain.goals.catalogue.changes import change
from domain.goals.catalogue.creation import create
from domain.goals.catalogue.goals import GOALS, withdraw_goal
from domain.goals.catalogue.kpis import KPIS, withdraw_kpi
from domain.goals.sets.activation import activate, withdraw_set
from domain.goals.sets.binding import bind
from domain.reading.ids import Row, uuid_of

GOAL_IDS = Answer(
    list[strawberry.ID], "ids", "The ids of the goals, in the order sent: `nodes` reads a hundred at a time"
)
KPI_IDS = Answer(
    list[strawberry.ID], "ids", "The ids of the KPIs, in the order sent: `nodes` reads a hundred at a time"
)
POST_IDS = Answer(
    list[strawberry.ID],
    "ids",
    "The ids of the positions, in the order sent: `nodes` reads a hundred at a time",
)
SET = Answer(KpiSet, "kpiSet", "The set, active from that day on")
POST = Answer(Position, "position", "The position that it was the set of")
OWNER = Answer(Unit, "unit", "The unit in whose catalogue it stands or stood")
From: TypeAlias = Annotated[
    date, strawberry.argument(description="The first day on which it is so, as the act says.")
]
ByAct: TypeAlias = Annotated[ActInput, strawberry.argument(description="The act that says so.")]
NewGoals: TypeAlias = Annotated[
    list[NewPolicyGoalInput], strawberry.argument(description="The goals, each after the one that it serves.")
]
GoalChanges: TypeAlias = Annotated[
    list[PolicyGoalChangeInput], strawberry.argument(description="What becomes of each, in this order.")
]
NewKpis: TypeAlias = Annotated[list[NewKpiInput], strawberry.argument(description="The KPIs.")]
KpiChanges: TypeAlias = Annotated[
    list[KpiChangeInput], strawberry.argument(description="What becomes of each.")
]
Bindings: TypeAlias = Annotated[
    list[KpiBindingInput], strawberry.argument(description="Which KPI suits which position.")
]
PostId: TypeAlias = Annotated[
    strawberry.ID | None, strawberry.argument(description="The position, by its id; or else:")
]
PostCode: TypeAlias = Annotated[str | None, strawberry.argument(description="by its code.")]
SetId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The set.")]
StateId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The state.")]


@strawberry.type
class GoalMutations:
    @decision("goals.write", GOAL_IDS)
    async def create_policy_goals(
        self, by: Decider, act: ByAct, effective_from: From, goals: NewGoals, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Draft 1 to 1,000 policy goals in the catalogues of units from a day on, by an act: all or none."""
        return await create(*by, GOALS, act.act(effective_from), in_words(goals, "goals", faults), faults)

    @decision("goals.write", GOAL_IDS)
    async def change_policy_goals(
        self, by: Decider, act: ByAct, effective_from: From, goals: GoalChanges, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Publish, change, supersede or close policy goals from a day on, by an act: all or none."""
        return await change(*by, GOALS, act.act(effective_from), in_words(goals, "goals", faults), faults)

    @decision("goals.write", OWNER)
    async def withdraw_policy_goal_state(self, by: Decider, id: StateId, reason: Reason) -> str:
        """Take back the latest state of a goal, and a goal with its only one while nothing refers to it."""
        return await withdraw_goal(*by, uuid_of("PolicyGoalState", id, "id"), reason)

    @decision("goals.write", KPI_IDS)
    async def create_kpis(
        self, by: Decider, act: ByAct, effective_from: From, kpis: NewKpis, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Set up 1 to 1,000 KPIs in the catalogues of units from the first of a month on, by an act: all or none."""
        return await create(*by, KPIS, act.act(effective_from), in_words(kpis, "kpis", faults), faults)

    @decision("goals.write", KPI_IDS)
    async def change_kpis(
        self, by: Decider, act: ByAct, effective_from: From, kpis: KpiChanges, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Change or close KPIs from the first of a month on that has no results of them yet, by an act: all or none."""
        return await change(*by, KPIS, act.act(effective_from), in_words(kpis, "kpis", faults), faults)

    @decision("goals.write", OWNER)
    async def withdraw_kpi_state(self, by: Decider, id: StateId, reason: Reason) -> str:
        """Take back the latest state of a KPI, and a KPI with its only one, while nothing refers to it."""
        return await withdraw_kpi(*by, uuid_of("KpiState", id, "id"), reason)

    @decision("goals.write", POST_IDS)
    async def bind_kpis(
        self, by: Decider, act: ByAct, effective_from: From, bindings: Bindings, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Bind KPIs to the positions that they suit, or end that, from the first of a month on: all or none."""
        return await bind(*by, act.act(effective_from), in_words(bindings, "bindings", faults), faults)

    @decision("goals.write", SET)
    async def activate_kpi_set(
        self, by: Decider, act: ByAct, effective_from: From, faults: list[Refusal],
        position_id: PostId = None, position_code: PostCode = None,
    ) -> Row:  # fmt: skip
        """Let the KPIs bound to a position be its active set from a month's first day on; or tell all that lacks."""
        post = item("Position", position_id, position_code, "input", "position")
        return await activate(*by, act.act(effective_from), post, faults)

    @decision("goals.write", POST)
    async def withdraw_kpi_set(self, by: Decider, id: SetId, reason: Reason) -> str:
        """Take back the latest set of a position."""
        return await withdraw_set(*by, uuid_of("KpiSet", id, "id"), reason)
