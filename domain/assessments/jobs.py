"""Jobs of assessments: a period of a unit and all below it, proposed or confirmed behind the request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pydantic import TypeAdapter

from domain.actor import Actor
from domain.assessments.batch import confirm, propose
from domain.assessments.batch.confirm import Withheld
from domain.assessments.batch.exceptions import Kept
from domain.assessments.batch.points import Given
from domain.database.sessions import ReadSession, WriteSession
from domain.jobs import service as jobs
from domain.jobs.kinds import Arguments, JobKind, Progress
from domain.jobs.tables import Job


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a proposal takes."""

    unit_id: UUID
    period: str
    period_start: date
    given: Given


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a confirmation takes."""

    unit_id: UUID
    period: str
    period_start: date
    withheld: Sequence[Withheld]


PROPOSAL, CONFIRMATION = TypeAdapter(Proposal), TypeAdapter(Confirmation)


async def ask_to_propose(session: WriteSession, actor: Actor, sent: Proposal, now: datetime) -> Job:
    """A job that does `propose`. Raises at once what `propose` tells without the facts of people."""
    await propose.refuse_before(session, actor, sent.unit_id, sent.period, sent.period_start, sent.given)
    return await jobs.ask(session, actor, PROPOSE.name, PROPOSAL.dump_python(sent, mode="json"), now)


async def ask_to_confirm(session: WriteSession, actor: Actor, sent: Confirmation, now: datetime) -> Job:
    """A job that does `confirm`. Raises at once what `confirm` tells without the proposals."""
    await confirm.refuse_before(session, actor, sent.unit_id, sent.period, sent.period_start)
    return await jobs.ask(session, actor, CONFIRM.name, CONFIRMATION.dump_python(sent, mode="json"), now)


async def outcome(session: ReadSession, job_id: UUID) -> Kept | None:
    """What became of the assessments that a job of the reader's proposed or confirmed; None until it is done."""
    found = await jobs.outcome(session, job_id, [kind.name for kind in KINDS])
    return found if found is None else dict(found)


async def _propose(
    session: WriteSession, actor: Actor, arguments: Arguments, progress: Progress, _: datetime
) -> Kept:
    one = PROPOSAL.validate_python(arguments)
    of = (one.unit_id, one.period, one.period_start)
    return (await propose.propose(session, actor, *of, one.given, progress)).kept()


async def _confirm(
    session: WriteSession, actor: Actor, arguments: Arguments, progress: Progress, now: datetime
) -> Kept:
    one = CONFIRMATION.validate_python(arguments)
    of = (one.unit_id, one.period, one.period_start)
    return (await confirm.confirm(session, actor, *of, one.withheld, now, progress)).kept()


PROPOSE, CONFIRM = JobKind("propose_assessments", _propose), JobKind("confirm_assessments", _confirm)
KINDS = (PROPOSE, CONFIRM)
