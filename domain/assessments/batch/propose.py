"""Proposing the assessments of a unit and all below it: facts, points, scores and rows, each for everybody at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import polars as pl

from domain import gate
from domain.access import service as access
from domain.actor import Actor
from domain.assessments import inputs, refusals
from domain.assessments.batch import people, points, rows, scores, trail
from domain.assessments.batch.exceptions import Exceptions, Outcome
from domain.assessments.batch.points import Given
from domain.assessments.batch.rows import Row
from domain.assessments.batch.scores import Work
from domain.compute_queue import in_thread
from domain.database.sessions import WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict
from domain.facts.fact import key_of
from domain.facts.period import Period
from domain.jobs.kinds import Progress, untold
from domain.payments import service as payments

MEANWHILE = Conflict(
    "assessed_elsewhere",
    "Another unit, or somebody just now, has assessed this period of the person: read it again, or ask that unit.",
    "input.unitId",
)


# Facts are read, scores computed, rows written, the trail told.
STEPS = 4


async def refuse_before(
    session: WriteSession, actor: Actor, unit_id: UUID, period: str, period_start: date, given: Given
) -> Period:
    """The period, unless what can be told without the facts of people stands against it."""
    of = inputs.span(period, period_start)
    gate.month_begun(of.start, day_of(session), "input.periodStart")
    points.refuse_for(of, given)
    await access.refuse_without(session, actor, "assessment.propose", unit_id)
    return of


async def propose(
    session: WriteSession,
    actor: Actor,
    unit_id: UUID,
    period: str,
    period_start: date,
    given: Given,
    progress: Progress = untold,
) -> Outcome:
    """Compute the assessments of a period of everybody whose last post in it is of the unit or below it.

    The rules and the figures are those of one (`service.propose`). What is confirmed, or proposed with the same
    figures, stays as it is; what else is proposed is computed again. Who cannot be assessed is left out with the
    reason. Raises Forbidden, Invalid (`unknown_period`, `not_the_first_day`, `month_to_come`), and for each mark at
    fault Invalid, NotFound or Conflict (`general_points`, `leading`, `employee_not_found`, `mark_twice`).
    """
    of = await refuse_before(session, actor, unit_id, period, period_start, given)
    ids, left = await people.worked_in(session, unit_id, of), Exceptions()
    there = await rows.there(session, [*ids.values()], of)
    facts = await people.facts_of(session, [*ids.values()], of)
    months = await in_thread(people.of_unit, facts, unit_id, of, ids, left)
    await progress(1, STEPS)
    months, standing = _without_confirmed(months, there, given, left)
    await _leave_out_paid(session, months, of, ids, left)
    marked = _points(months, of, given, left)
    work = Work(months, marked, await in_thread(inputs.worked, facts, of))
    if of.kind == "month":
        work = scores.leave_out_workless(work, of, left)
    computed = await scores.computed(session, work, of, left)
    await progress(2, STEPS)
    written = _rows(computed, ids, there, of, actor)
    kept = await rows.write(session, written)
    left.leave_out((key_of(row["employee_id"]) for row in written if row["id"] not in kept), MEANWHILE)
    changes = [(there.get(key_of(row["employee_id"])), row) for row in written if row["id"] in kept]
    await progress(3, STEPS)
    same = standing + computed.height - len(written)
    known = {key: row["id"] for key, row in there.items()}
    outcome = Outcome(len(changes), same, left.named(ids, known))
    await trail.tell(session, actor, unit_id, of, "proposed", changes, outcome)
    return outcome


def _without_confirmed(
    months: pl.DataFrame, there: Mapping[int, Row], given: Given, left: Exceptions
) -> tuple[pl.DataFrame, int]:
    """The months of whoever is not confirmed yet, and how many are; a mark for one of them is an exception."""
    confirmed = [key for key, row in there.items() if row["state"] == "confirmed"]
    stands = pl.DataFrame({"employee_id": pl.Series(confirmed, dtype=pl.Int64)})
    marked = {key_of(mark.employee_id) for mark in given.marks}
    standing = set(months.join(stands, on="employee_id", how="semi")["employee_id"])
    left.leave_out(sorted(standing & marked), refusals.ALREADY_CONFIRMED)
    others = months.join(stands, on="employee_id", how="anti", maintain_order="left")
    return others, len(standing - marked)


async def _leave_out_paid(
    session: WriteSession, months: pl.DataFrame, of: Period, ids: Mapping[int, UUID], left: Exceptions
) -> None:
    keys = months["employee_id"].unique(maintain_order=True).to_list()
    days, ends = [of.start] * len(keys), [of.last_day] * len(keys)
    whom = [ids[key] for key in keys]
    for place, says in (await payments.sentences(session, whom, days, ends=ends)).items():
        left.leave_out([keys[place]], Conflict("already_paid", says, "input.periodStart"))


def _points(months: pl.DataFrame, of: Period, given: Given, left: Exceptions) -> pl.DataFrame:
    rest = left.rest(months)
    return points.given_for(rest, given, left) if of.kind == "month" else points.of_months(rest, left)


def _rows(
    computed: pl.DataFrame, ids: Mapping[int, UUID], there: Mapping[int, Row], of: Period, actor: Actor
) -> list[Row]:
    """What is to be written: new, or other than what is proposed already."""
    written = []
    for figures in computed.iter_rows(named=True):
        key, known = figures["employee_id"], there.get(figures["employee_id"])
        whose: dict[str, Any] = {"employee_id": ids[key], "period": of.kind, "period_start": of.start}
        post = {name: UUID(figures[name]) for name in ("unit_id", "position_id")}
        row = {**figures, **whose, **post, "assessed_by": actor.id, "state": "proposed"}
        if known is None:
            written.append({**row, "id": new_id(), "version": 1})
        elif any(known[name] != row[name] for name in rows.COMPUTED):
            written.append({**row, "id": known["id"], "version": known["version"] + 1})
    return written
