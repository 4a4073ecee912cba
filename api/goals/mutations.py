"""Writing the catalogues of units: policy goals, by the act that says so."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.mutations.decisions import Decider, Reason, decision
from api.graphql.mutations.goals import NewPolicyGoalInput, PolicyGoalChangeInput
from api.graphql.mutations.organisation import ActInput, in_words
from api.graphql.mutations.payloads import Answer
from api.organisation.types import Unit
from domain.errors import Refusal
from domain.goals.catalogue.changes import change
from domain.goals.catalogue.creation import create
from domain.goals.catalogue.goals import GOALS, withdraw_goal
from domain.reading.ids import Row, uuid_of

GOAL_IDS = Answer(
    list[strawberry.ID], "ids", "The ids of the goals, in the order sent: `nodes` reads a hundred at a time"
)
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
