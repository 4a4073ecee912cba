"""Opening the bonus funds of a year."""

from typing import Annotated, TypeAlias

import strawberry

from api.graphql.mutations.decisions import Decider, decision
from api.graphql.mutations.payloads import Answer
from api.organisation.types import Unit
from domain.funds import opening
from domain.reading.ids import global_id, uuid_of

UnitId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The unit, with all below it.")]
Year: TypeAlias = Annotated[int, strawberry.argument(description="The calendar year.")]
UNIT = Answer(Unit, "unit", "The unit, whose funds are now open")


@strawberry.type
class FundMutations:
    @decision("fund.open", UNIT, computes=True)
    async def open_bonus_funds(self, by: Decider, unit_id: UnitId, year: Year) -> str:
        """Open the bonus fund of every unit at or below a unit, or bring it up to date: a tenth of the year's grade pay
        without allowances (Decree 161/2026 art. 4).
        """
        unit = uuid_of("Unit", unit_id, "unitId")
        await opening.open_funds(*by, unit, year)
        return global_id("Unit", unit)
