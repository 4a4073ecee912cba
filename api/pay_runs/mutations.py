"""Making, reviewing, approving, closing and discarding pay runs, and taking an approval back."""

from typing import Annotated, TypeAlias
from uuid import UUID

import strawberry

from api.graphql.computations import COMPUTES, in_turn
from api.graphql.decisions import ContextInfo, IdempotencyKey, Version, decided
from api.graphql.permissions import needs
from api.graphql.problems import Problem
from api.graphql.reads.read_field import read_one
from api.pay_runs.types import PayRun
from domain import clock
from domain.database.sessions import WriteSession
from domain.funds import service as funds
from domain.pay_runs import service, withdrawal
from domain.reading.ids import uuid_of

PayRunId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The run.")]
Reason: TypeAlias = Annotated[str, strawberry.argument(description="Why, for the trail.")]
PayRunResult = (
    Annotated[PayRun | Problem, strawberry.union("PayRunResult", description="The run, or why not.")] | None
)


@strawberry.type
class PayRunMutations:
    @strawberry.mutation(
        description="Compute the bonus of a year for a unit and all below it, from inputs pinned now.",
        extensions=[needs("pay_run.create"), in_turn()],
        metadata=COMPUTES,
    )
    async def create_pay_run(
        self,
        info: ContextInfo,
        unit_id: Annotated[strawberry.ID, strawberry.argument(description="The unit, with all below it.")],
        year: Annotated[int, strawberry.argument(description="The calendar year to pay for.")],
        title: Annotated[str, strawberry.argument(description="What the run is called.")],
        idempotency_key: IdempotencyKey,
    ) -> PayRunResult:
        actor, unit = info.context.signed_in, uuid_of("Unit", unit_id, "unitId")

        async def work(session: WriteSession) -> UUID:
            return (await service.create(session, actor, unit, year, title, clock.now(), funds.check)).id

        run = await decided(info, idempotency_key, work, unit_id=unit_id, year=year, title=title)
        return read_one(PayRun, run)

    @strawberry.mutation(
        description="Say that the lines of a computed run were looked at and may go to approval.",
        extensions=[needs("pay_run.review")],
    )
    async def review_pay_run(
        self, info: ContextInfo, id: PayRunId, version: Version, idempotency_key: IdempotencyKey
    ) -> PayRunResult:
        actor, run = info.context.signed_in, uuid_of("PayRun", id, "id")

        async def work(session: WriteSession) -> UUID:
            return (await service.review(session, actor, run, version, clock.now())).id

        return read_one(PayRun, await decided(info, idempotency_key, work, id=id, version=version))

    @strawberry.mutation(
        description="Release a reviewed run for payment. Whoever made it cannot.",
        extensions=[needs("pay_run.approve")],
    )
    async def approve_pay_run(
        self,
        info: ContextInfo,
        id: PayRunId,
        version: Version,
        reason: Reason,
        idempotency_key: IdempotencyKey,
    ) -> PayRunResult:
        actor, run = info.context.signed_in, uuid_of("PayRun", id, "id")

        async def work(session: WriteSession) -> UUID:
            return (await service.approve(session, actor, run, version, reason, clock.now())).id

        return read_one(
            PayRun, await decided(info, idempotency_key, work, id=id, version=version, reason=reason)
        )

    @strawberry.mutation(
        description="End the year's bonus with an approved run: it and its funds change no more.",
        extensions=[needs("pay_run.close")],
    )
    async def close_pay_run(
        self, info: ContextInfo, id: PayRunId, version: Version, idempotency_key: IdempotencyKey
    ) -> PayRunResult:
        actor, run = info.context.signed_in, uuid_of("PayRun", id, "id")

        async def work(session: WriteSession) -> UUID:
            return (await service.close(session, actor, run, version, clock.now())).id

        return read_one(PayRun, await decided(info, idempotency_key, work, id=id, version=version))

    @strawberry.mutation(
        description="Set a run aside before it is approved. Its lines stay and count for nothing.",
        extensions=[needs("pay_run.create")],
    )
    async def discard_pay_run(
        self,
        info: ContextInfo,
        id: PayRunId,
        version: Version,
        reason: Reason,
        idempotency_key: IdempotencyKey,
    ) -> PayRunResult:
        actor, run = info.context.signed_in, uuid_of("PayRun", id, "id")

        async def work(session: WriteSession) -> UUID:
            return (await service.discard(session, actor, run, version, reason)).id

        return read_one(
            PayRun, await decided(info, idempotency_key, work, id=id, version=version, reason=reason)
        )

    @strawberry.mutation(
        description="Ask for the withdrawal of an approval, before the run is closed; somebody else carries it out.",
        extensions=[needs("pay_run.approve")],
    )
    async def ask_pay_run_withdrawal(
        self,
        info: ContextInfo,
        id: PayRunId,
        version: Version,
        reason: Reason,
        idempotency_key: IdempotencyKey,
    ) -> PayRunResult:
        actor, run = info.context.signed_in, uuid_of("PayRun", id, "id")

        async def work(session: WriteSession) -> UUID:
            return (await withdrawal.ask(session, actor, run, version, reason, clock.now())).id

        return read_one(
            PayRun, await decided(info, idempotency_key, work, id=id, version=version, reason=reason)
        )

    @strawberry.mutation(
        description="Take an approval back that somebody else asked to withdraw: the run then pays nobody.",
        extensions=[needs("pay_run.approve")],
    )
    async def withdraw_pay_run_approval(
        self,
        info: ContextInfo,
        id: PayRunId,
        version: Version,
        reason: Reason,
        idempotency_key: IdempotencyKey,
    ) -> PayRunResult:
        actor, run = info.context.signed_in, uuid_of("PayRun", id, "id")

        async def work(session: WriteSession) -> UUID:
            return (await withdrawal.withdraw(session, actor, run, version, reason)).id

        return read_one(
            PayRun, await decided(info, idempotency_key, work, id=id, version=version, reason=reason)
        )

    @strawberry.mutation(
        description="Let an approval stand whose withdrawal was asked for.",
        extensions=[needs("pay_run.approve")],
    )
    async def keep_pay_run_approval(
        self,
        info: ContextInfo,
        id: PayRunId,
        version: Version,
        reason: Reason,
        idempotency_key: IdempotencyKey,
    ) -> PayRunResult:
        actor, run = info.context.signed_in, uuid_of("PayRun", id, "id")

        async def work(session: WriteSession) -> UUID:
            return (await withdrawal.keep(session, actor, run, version, reason)).id

        return read_one(
            PayRun, await decided(info, idempotency_key, work, id=id, version=version, reason=reason)
        )
