"""Confirming the assessments of a unit and all below it: each is computed once more, all of them at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.access import service as access
from domain.actor import Actor
from domain.assessments import inputs, refusals
from domain.assessments.batch import people, points, rows, scores, trail
from domain.assessments.batch.exceptions import Exceptions, Outcome
from domain.assessments.batch.rows import Row
from domain.assessments.batch.scores import Work
from domain.assessments.service import NUMBERS
from domain.compute_queue import in_thread
from domain.database.sessions import ReadSession, WriteSession
from domain.errors import Conflict, NotFound, Refusal, refuse_all
from domain.facts.period import Period
from domain.jobs.kinds import Progress, untold
from domain.payments import service as payments
from domain.reading.ids import global_id

WITHHELD = Conflict("withheld", "It was excepted when the others were confirmed: {reason}")
NOT_AMONG_THEM = NotFound(
    "not_among_them",
    "No assessment {id} of this unit and period waits to be confirmed: leave it out of the exceptions.",
)


@dataclass(frozen=True, slots=True)
class Withheld:
    """An assessment that is not confirmed with the others, and why."""

    assessment_id: UUID
    reason: str


# Proposals are read, computed once more, confirmed, the trail told.
STEPS = 4


async def refuse_before(
    session: WriteSession, actor: Actor, unit_id: UUID, period: str, period_start: date
) -> Period:
    """The period, unless what can be told without what is proposed stands against it."""
    of = inputs.span(period, period_start)
    await access.refuse_without(session, actor, "assessment.confirm", unit_id)
    return of


async def confirm(
    session: WriteSession,
    actor: Actor,
    unit_id: UUID,
    period: str,
    period_start: date,
    withheld: Sequence[Withheld],
    now: datetime,
    progress: Progress = untold,
) -> Outcome:
    """Make all proposed assessments of a period count that belong to the unit or to one below it.

    What may not be confirmed alone (`service.confirm`) is left out with the reason, and so is what is `withheld`.
    Raises Forbidden, Invalid (`unknown_period`, `not_the_first_day`), NotFound (`not_among_them`) for each exception at
    fault.
    """
    of, left = await refuse_before(session, actor, unit_id, period, period_start), Exceptions()
    waiting = await rows.waiting(session, unit_id, of)
    _leave_out_withheld(waiting, withheld, left)
    left.leave_out(
        [key for key, row in waiting.items() if row["employee_id"] == actor.id], refusals.OWN_ASSESSMENT
    )
    left.leave_out(
        [key for key, row in waiting.items() if row["assessed_by"] == actor.id], refusals.ASSESSED_YOURSELF
    )
    await _leave_out_paid(session, waiting, of, left)
    await progress(1, STEPS)
    await _leave_out_outdated(session, waiting, of, left)
    await progress(2, STEPS)
    agreed = [row for key, row in waiting.items() if key not in left.why]
    await rows.confirm(session, [row["id"] for row in agreed], actor.id, now)
    changes = [(row, {**row, "state": "confirmed", "version": row["version"] + 1}) for row in agreed]
    await progress(3, STEPS)
    whose, known = ({key: row[name] for key, row in waiting.items()} for name in ("employee_id", "id"))
    outcome = Outcome(len(changes), 0, left.named(whose, known))
    reasons = {global_id("Assessment", one.assessment_id): one.reason for one in withheld}
    await trail.tell(session, actor, unit_id, of, "confirmed", changes, outcome, reasons)
    return outcome


def _leave_out_withheld(waiting: Mapping[int, Row], withheld: Sequence[Withheld], left: Exceptions) -> None:
    keys = {row["id"]: key for key, row in waiting.items()}
    faults: list[Refusal | None] = []
    for place, one in enumerate(withheld):
        if one.assessment_id in keys:
            left.leave_out([keys[one.assessment_id]], WITHHELD.of(reason=one.reason))
        else:
            unknown = NOT_AMONG_THEM.of(id=global_id("Assessment", one.assessment_id))
            faults.append(unknown.at(f"input.exceptions.{place}.assessmentId"))
    refuse_all(faults)


async def _leave_out_paid(
    session: ReadSession, waiting: Mapping[int, Row], of: Period, left: Exceptions
) -> None:
    keys = [key for key in waiting if key not in left.why]
    whom, days = [waiting[key]["employee_id"] for key in keys], [of.start] * len(keys)
    for place, says in (
        await payments.sentences(session, whom, days, ends=[of.last_day] * len(keys))
    ).items():
        left.leave_out([keys[place]], Conflict("already_paid", says, "id"))


async def _leave_out_outdated(
    session: ReadSession, waiting: Mapping[int, Row], of: Period, left: Exceptions
) -> None:
    """Who would have another score now, or none: nobody confirms what results or months no longer give."""
    ids = {key: row["employee_id"] for key, row in waiting.items() if key not in left.why}
    facts = await people.facts_of(session, [*ids.values()], of)
    months = await in_thread(people.of_people, facts, of, ids, left)
    marked = points.recorded(months, left) if of.kind == "month" else points.of_months(months, left)
    work = Work(months, marked, await in_thread(inputs.worked, facts, of))
    computed = await scores.computed(session, work, of, left)
    now = {row["employee_id"]: row for row in computed.select("employee_id", *NUMBERS).iter_rows(named=True)}
    for key in ids:
        if key not in left.why and any(now[key][name] != waiting[key][name] for name in NUMBERS):
            scored = (now[key]["score_hundredths"], waiting[key]["score_hundredths"])
            left.leave_out([key], refusals.results_changed(*scored))
