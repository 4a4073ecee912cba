"""Making, reviewing, approving, closing and discarding pay runs, and taking an approval back."""

from datetime import date
from typing import Annotated, TypeAlias
from uuid import UUID

import strawberry

from api.graphql.enums.words import PayRunKind
from api.graphql.mutations.decisions import Decider, Reason, Version, decision
from api.graphql.mutations.payloads import Answer
from api.pay_runs.types import PaymentHold, PayRun
from domain import clock
from domain.funds import service as funds
from domain.holds import service as holds
from domain.pay_runs import service, withdrawal
from domain.pay_runs.period import Wanted
from domain.reading.ids import Row, uuid_of

PayRunId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The run.")]
Year: TypeAlias = Annotated[
    int | None,
    strawberry.argument(description="The calendar year whose bonus is paid, unless `period` says more."),
]
EmployeeId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The person.")]
HoldId: TypeAlias = Annotated[strawberry.ID, strawberry.argument(description="The hold.")]
HOLD = Answer(PaymentHold, "hold", "The hold")
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


def wanted_by(year: int | None, period: PayPeriodInput | None) -> Wanted:
    """The pay that a year or a period names."""
    return period.wanted(year) if period else Wanted(year)


@strawberry.input(description="The run to be computed.")
class NewPayRunInput:
    unit_id: strawberry.ID = strawberry.field(description="The unit, with all below it.")
    title: str = strawberry.field(description="What the run is called.")
    year: int | None = strawberry.field(
        default=None, description="The calendar year whose bonus is paid, unless `period` says more."
    )
    period: PayPeriodInput | None = strawberry.field(
        default=None, description="The kind of run and its period, instead of a year."
    )
    only_unpaid: bool | None = strawberry.field(
        default=None,
        description="Whether whoever is paid for the period already gets no line: the run is for the others.",
    )


@strawberry.type
class PayRunMutations:
    @decision("pay_run.create", RUN, computes=True)
    async def create_pay_run(self, by: Decider, input: NewPayRunInput) -> Row:
        """Compute a run for a unit and all below it, from inputs pinned now: by default the bonus of a year."""
        unit, wanted = uuid_of("Unit", input.unit_id, "unitId"), wanted_by(input.year, input.period)
        now, only_unpaid = clock.now(), input.only_unpaid is True
        return await service.create(*by, unit, wanted, input.title, now, funds.check, only_unpaid=only_unpaid)

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

    @decision("pay_run.create", HOLD)
    async def hold_payment(
        self, by: Decider, employee_id: EmployeeId, reason: Reason, year: Year = None, period: Period = None
    ) -> Row:
        """Leave one person out of the runs of a kind for a period; of a fund enough is kept for them."""
        person = uuid_of("Employee", employee_id, "employeeId")
        return await holds.hold(*by, person, wanted_by(year, period), reason, clock.now())

    @decision("pay_run.create", HOLD)
    async def release_hold(self, by: Decider, id: HoldId, version: Version, reason: Reason) -> Row:
        """End a hold: a run over whoever is not paid yet (createPayRun with `onlyUnpaid`) pays the person."""
        return await holds.release(*by, uuid_of("PaymentHold", id, "id"), version, reason, clock.now())


def _run(id_: str) -> UUID:
    return uuid_of("PayRun", id_, "id")
