"""Setting up, changing and closing units, by the act that says so."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypeAlias

import strawberry

from api.graphql.mutations.decisions import Decider, Reason, decision
from api.graphql.mutations.organisation import (
    ActInput,
    NewUnitInput,
    UnitChangeInput,
    UnitToCloseInput,
    in_words,
)
from api.graphql.mutations.payloads import Answer
from api.organisation.types import Unit
from domain.errors import Refusal
from domain.organisation import changes, closing, creation
from domain.reading.ids import Row, uuid_of

IDS = Answer(
    list[strawberry.ID], "ids", "The ids of the units, in the order sent: `nodes` reads a hundred at a time"
)
UNIT = Answer(Unit, "unit", "The unit, or the one above it when it is nowhere any more")
From: TypeAlias = Annotated[
    date, strawberry.argument(description="The first day on which it is so, as the act says.")
]
ByAct: TypeAlias = Annotated[ActInput, strawberry.argument(description="The act that says so.")]
New: TypeAlias = Annotated[
    list[NewUnitInput], strawberry.argument(description="The units, each after the one above it.")
]
Changes: TypeAlias = Annotated[
    list[UnitChangeInput], strawberry.argument(description="What becomes of each.")
]
ToClose: TypeAlias = Annotated[list[UnitToCloseInput], strawberry.argument(description="The units.")]
StateId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The state.")]


@strawberry.type
class OrganisationMutations:
    @decision("organisation.write", IDS)
    async def create_units(
        self, by: Decider, act: ByAct, effective_from: From, units: New, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Set up 1 to 1,000 units below others from a day on, by an act: all or none."""
        rows = in_words(units, "units", faults)
        return await creation.create_units(*by, act.act(effective_from), rows, faults)

    @decision("organisation.write", IDS)
    async def change_units(
        self, by: Decider, act: ByAct, effective_from: From, units: Changes, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Rename or move units, or change their kind or whether they hold a fund, from a day on: all or none."""
        rows = in_words(units, "units", faults)
        return await changes.change_units(*by, act.act(effective_from), rows, faults)

    @decision("organisation.write", IDS)
    async def close_units(
        self, by: Decider, act: ByAct, effective_from: From, units: ToClose, faults: list[Refusal]
    ) -> Sequence[Row]:
        """Close units from a day on, with no unit, post or person in them any more: all or none."""
        rows = in_words(units, "units", faults)
        return await closing.close_units(*by, act.act(effective_from), rows, faults)

    @decision("organisation.write", UNIT)
    async def withdraw_unit_state(self, by: Decider, id: StateId, reason: Reason) -> str:
        """Take back the latest state of a unit, such as one with a slip in its day, while nobody was paid from it."""
        return await changes.withdraw_state(*by, uuid_of("UnitState", id, "id"), reason)
