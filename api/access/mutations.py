"""Granting rights and ending them."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from api.access.types import AccessGrant
from api.deciding import ContextInfo, IdempotencyKey, decided
from api.problems import Problem
from api.reading import read_one
from api.rights import needs
from domain import clock
from domain.access import grants
from domain.database import WriteSession
from domain.reading.ids import uuid_of

RightResult = (
    Annotated[AccessGrant | Problem, strawberry.union("RightResult", description="The right, or why not.")]
    | None
)


@strawberry.input(description="A right to give: a verb on a unit and all below it.")
class RightInput:
    account_id: strawberry.ID = strawberry.field(
        description="Who gets it. Nobody gives rights to themselves."
    )
    verb: str = strawberry.field(description="The right, such as `pay_run.approve`.")
    unit_id: strawberry.ID = strawberry.field(description="The unit, with all below it.")
    effective_from: date = strawberry.field(description="The first day; today or later.")
    effective_until: date | None = strawberry.field(
        default=None, description="The first day on which it is no more; null without an end."
    )
    reason: str = strawberry.field(description="Why, for the trail.")


@strawberry.type
class AccessMutations:
    @strawberry.mutation(
        description="Let somebody else do something on a unit and all below it.",
        extensions=[needs("access.grant")],
    )
    async def grant_right(
        self, info: ContextInfo, input: RightInput, idempotency_key: IdempotencyKey
    ) -> RightResult:
        actor, asked = info.context.signed_in, _right(input)

        async def work(session: WriteSession) -> UUID:
            return (await grants.grant(session, actor, asked, input.reason, clock.today())).id

        return read_one(AccessGrant, await decided(info, idempotency_key, work, **strawberry.asdict(input)))

    @strawberry.mutation(
        description="End somebody else's right today; one that has not begun never does.",
        extensions=[needs("access.grant")],
    )
    async def revoke_right(
        self,
        info: ContextInfo,
        id: Annotated[strawberry.ID, strawberry.argument(description="The right.")],
        reason: Annotated[str, strawberry.argument(description="Why, for the trail.")],
        idempotency_key: IdempotencyKey,
    ) -> RightResult:
        actor, right = info.context.signed_in, uuid_of("AccessGrant", id, "id")

        async def work(session: WriteSession) -> UUID:
            return (await grants.revoke(session, actor, right, reason, clock.today())).id

        return read_one(AccessGrant, await decided(info, idempotency_key, work, id=id, reason=reason))


def _right(sent: RightInput) -> grants.Right:
    return grants.Right(
        uuid_of("Account", sent.account_id, "input.accountId"),
        sent.verb,
        uuid_of("Unit", sent.unit_id, "input.unitId"),
        sent.effective_from,
        sent.effective_until,
    )
