"""Granting rights and ending them."""

from datetime import date
from typing import Annotated
from uuid import UUID

import strawberry

from api.access.types import AccessGrant, AccessRequest
from api.graphql.decisions import ContextInfo, IdempotencyKey, decided
from api.graphql.permissions import needs
from api.graphql.problems import Problem
from api.graphql.reads.read_field import read_one
from domain import clock
from domain.access import grants
from domain.database.sessions import WriteSession
from domain.reading.ids import uuid_of

RightResult = (
    Annotated[AccessGrant | Problem, strawberry.union("RightResult", description="The right, or why not.")]
    | None
)
RequestResult = (
    Annotated[
        AccessRequest | Problem, strawberry.union("RequestResult", description="The request, or why not.")
    ]
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
    passes_on: list[str] = strawberry.field(
        default_factory=list,
        description="With `access.grant` only: what the account may grant to others, among what you may.",
    )
    reason: str = strawberry.field(description="Why, for the trail.")


@strawberry.type
class AccessMutations:
    @strawberry.mutation(
        description="Let somebody else do something on a unit and all below it, within what you may pass on."
        " `access.grant` takes two people as soon as two hold it there: see `requestRight`.",
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
        description="Ask for a right that another person who grants rights then confirms.",
        extensions=[needs("access.grant")],
    )
    async def request_right(
        self, info: ContextInfo, input: RightInput, idempotency_key: IdempotencyKey
    ) -> RequestResult:
        actor, asked = info.context.signed_in, _right(input)

        async def work(session: WriteSession) -> UUID:
            return (await grants.request(session, actor, asked, input.reason, clock.today())).id

        return read_one(AccessRequest, await decided(info, idempotency_key, work, **strawberry.asdict(input)))

    @strawberry.mutation(
        description="Give a right that somebody else asked for, as it stands.",
        extensions=[needs("access.grant")],
    )
    async def confirm_right(
        self,
        info: ContextInfo,
        id: Annotated[strawberry.ID, strawberry.argument(description="The request.")],
        reason: Annotated[str, strawberry.argument(description="Why, for the trail.")],
        idempotency_key: IdempotencyKey,
    ) -> RightResult:
        actor, asked = info.context.signed_in, uuid_of("AccessRequest", id, "id")

        async def work(session: WriteSession) -> UUID:
            return (await grants.confirm(session, actor, asked, reason, clock.today())).id

        return read_one(AccessGrant, await decided(info, idempotency_key, work, id=id, reason=reason))

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
        sent.passes_on,
    )
