"""Making, reviewing, approving, closing and discarding pay runs, and taking an approval back."""

from datetime import date
from typing import Annotated, TypeAlias
from uuid import UUID

import strawberry

from api.graphql.enums.words import PayRunKind
from api.graphql.mutations.decisions import Decider, Reason, Version, decision
from api.graphql.mutations.payloads import Answer
from api.pay_runs.types import PayRun
from domain import clock
from domain.funds import service as funds
from domain.pay_runs import service, withdrawal
from domain.pay_runs.period import Wanted
from domain.reading.ids import Row, uuid_of

PayRunId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The run.")]
UnitId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The unit, with all below it.")]
Year: TypeAlias = Annotated[
    int | None,
    strawberry.argument(description="The calendar year whose bonus is paid, unless `period` says more."),
]
Title: TypeAlias = Annotated[str, strawberry.argument(description="What the run is called.")]
RUN = Answer(PayRun, "pay_run", "The run")


@strawberry.input(description="What a run pays, and for which period.")
class PayPeriodInput:
    kind: PayRunKind = strawberry.field(description="The kind of run.")
    start: date = strawberry.field(
        description="The first day of the period: how long it is, the kind of run says."
    )

    def wanted(self, year: int | None) -> Wanted:
        """What is to be paid; a year that was sent beside it has to be that of the period."""
        return Wanted(year, str(self.kind.value), self.start)


Period: TypeAlias = Annotated[
    PayPeriodInput | None,
    strawberry.argument(description="The kind of run and its period, instead of a year."),
]


@strawberry.type
class PayRunMutations:
    @decision("pay_run.create", RUN, computes=True)
    async def create_pay_run(
        self, by: Decider, unit_id: UnitId, title: Title, year: Year = None, period: Period = None
    ) -> Row:
        """Compute a run for a unit and all below it, from inputs pinned now: by default the bonus of a year."""
        unit, wanted = uuid_of("Unit", unit_id, "unitId"), period.wanted(year) if period else Wanted(year)
        return await service.create(*by, unit, wanted, title, clock.now(), funds.check)

    @decision("pay_run.review", RUN)
    async def review_pay_run(self, by: Decider, id: PayRunId, version: Version) -> Row:
        """Say that the lines of a computed run were looked at and may go to approval."""
        return await service.review(*by, _run(id), version, clock.now())

    @decision("pay_run.approve", RUN, approves=True)
    async def approve_pay_run(self, by: Decider, id: PayRunId, version: Version, reason: Reason) -> Row:
        """Release a reviewed run for payment, signed in for at most 5 minutes. Whoever made it cannot."""
        return await service.approve(*by, _run(id), version, reason, clock.now())

    @decision("pay_run.close", RUN)
    async def close_pay_run(self, by: Decider, id: PayRunId, version: Version, reason: Reason) -> Row:
        """End the period's pay with an approved run: it and its funds change no more. Nothing undoes that."""
        return await service.close(*by, _run(id), version, reason, clock.now())

    @decision("pay_run.create", RUN)
    async def discard_pay_run(self, by: Decider, id: PayRunId, version: Version, reason: Reason) -> Row:
        """Set a run aside before it is approved. Its lines stay and count for nothing."""
        return await service.discard(*by, _run(id), version, reason)

    @decision("pay_run.approve", RUN)
    async def ask_pay_run_withdrawal(
        self, by: Decider, id: PayRunId, version: Version, reason: Reason
    ) -> Row:
        """Ask for the withdrawal of an approval, before the run is closed; somebody else carries it out."""
        return await withdrawal.ask(*by, _run(id), version, reason, clock.now())

    @decision("pay_run.approve", RUN, approves=True)
    async def withdraw_pay_run_approval(
        self, by: Decider, id: PayRunId, version: Version, reason: Reason
    ) -> Row:
        """Take an approval back that somebody else asked to withdraw, signed in for at most 5 minutes: the run then
        pays nobody.
        """
        return await withdrawal.withdraw(*by, _run(id), version, reason)

    @decision("pay_run.approve", RUN)
    async def keep_pay_run_approval(self, by: Decider, id: PayRunId, version: Version, reason: Reason) -> Row:
        """Let an approval stand whose withdrawal was asked for."""
        return await withdrawal.keep(*by, _run(id), version, reason)


def _run(id_: str) -> UUID:
    return uuid_of("PayRun", id_, "id")
