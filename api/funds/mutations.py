"""Opening the bonus funds of a year."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.graphql.computations import COMPUTES, in_turn
from api.graphql.decisions import ContextInfo, IdempotencyKey, decided
from api.graphql.permissions import needs
from api.graphql.problems import Problem
from api.graphql.reads.read_field import read_one
from api.organisation.types import Unit
from domain.database.sessions import WriteSession
from domain.funds import opening
from domain.reading.ids import uuid_of

OpenBonusFundsResult = (
    Annotated[
        Unit | Problem,
        strawberry.union(
            "OpenBonusFundsResult", description="The unit, whose funds are now open, or why not."
        ),
    ]
    | None
)


@strawberry.type
class FundMutations:
    @strawberry.mutation(
        description="Open the bonus fund of every unit at or below a unit, or bring it up to date: a tenth of the"
        " year's grade pay without allowances (Decree 161/2026 art. 4).",
        extensions=[needs("fund.open"), in_turn()],
        metadata=COMPUTES,
    )
    async def open_bonus_funds(
        self,
        info: ContextInfo,
        unit_id: Annotated[strawberry.ID, strawberry.argument(description="The unit, with all below it.")],
        year: Annotated[int, strawberry.argument(description="The calendar year.")],
        idempotency_key: IdempotencyKey,
    ) -> OpenBonusFundsResult:
        actor, unit = info.context.signed_in, uuid_of("Unit", unit_id, "unitId")

        async def work(session: WriteSession) -> UUID:
            await opening.open_funds(session, actor, unit, year)
            return unit

        return read_one(Unit, await decided(info, idempotency_key, work, unit_id=unit_id, year=year))
