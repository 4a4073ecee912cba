"""Assessments: computed from results by the scoring model, confirmed by a second person."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import anyio.to_thread
import polars as pl
from sqlalchemy import text
from sqlmodel import col, select

from domain import gate
from domain.actor import Actor
from domain.assessments import inputs, refusals
from domain.assessments.inputs import Marks
from domain.assessments.tables import Assessment
from domain.audit import service as audit
from domain.computing.scores import CRITERIA, Scores, score
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.facts.period import Period
from domain.locking import locked_at, refuse_stale
from domain.payments import service as payments
from domain.people import service as people
from domain.regulations.in_force import rules_in_force

NUMBERS = ("general_points_hundredths", *CRITERIA, "task_points_hundredths", "score_hundredths", "months")
_CONFIRMED = text("""
    select given.place::int - 1
    from unnest(cast(:people as uuid[]), cast(:months as date[])) with ordinality as given (employee_id, month, place)
    join assessment a on a.employee_id = given.employee_id and a.period = 'month' and a.period_start = given.month
    where a.state = 'confirmed'
""")


async def propose(
    session: WriteSession,
    actor: Actor,
    employee_id: UUID,
    period: str,
    period_start: date,
    given: Marks,
    expected_version: int | None,
) -> Assessment:
    """Compute one person's assessment of a period from results, for a second person to confirm.

    A month takes the points for the general criteria (0 to 3000 hundredths) and, of a post that leads, the findings
    of art. 15; a longer period takes its months, which must be confirmed. `expected_version`: of the assessment to
    compute again, None when there is none. Raises NotFound, Invalid (`month_to_come` too), Conflict
    (`stale_version`, `not_in_post`, `months_not_confirmed`, `already_paid`, `history_unknown`).
    """
    employee = await people.employee(session, employee_id)
    of = inputs.span(period, period_start)
    gate.month_begun(of.start, day_of(session), "input.periodStart")
    months = await inputs.in_post(session, employee_id, employee.joined_on, of)
    last = months.row(-1, named=True)
    there = await _there(session, employee_id, of, expected_version)
    await payments.refuse_paid(session, employee_id, of.start, "input.periodStart", end=of.last_day)
    computed = await _computed(session, employee_id, months, of, given)
    before = None if there is None else state_of(there)
    decided = given.findings | {"assessed_by": actor.id}
    row = _filled(there, _identity(employee_id, of, last) | computed | decided)
    session.add(row)
    await _record(session, actor, "assessment.proposed", row, before)
    return row


async def confirm(
    session: WriteSession, actor: Actor, assessment_id: UUID, version: int, now: datetime
) -> Assessment:
    """Make a proposed assessment count. Neither the person assessed nor the assessor can.

    It is computed once more: nobody confirms a score that its results, or its months, no longer give. Raises NotFound,
    Forbidden (`own_assessment`, `assessed_yourself`), Conflict (`stale_version`, `already_confirmed`, `already_paid`,
    `results_changed`).
    """
    row = await locked_at(session, Assessment, assessment_id, version, only_who_may="confirm")
    if row.state == "confirmed":
        raise refusals.ALREADY_CONFIRMED.of()
    if actor.id == row.employee_id:
        raise refusals.OWN_ASSESSMENT.of()
    if actor.id == row.assessed_by:
        raise refusals.ASSESSED_YOURSELF.of()
    end = inputs.span(row.period, row.period_start).last_day
    await payments.refuse_paid(session, row.employee_id, row.period_start, "id", end=end)
    await _refuse_outdated(session, row)
    before = state_of(row)
    row.state, row.confirmed_by, row.confirmed_at, row.version = "confirmed", actor.id, now, version + 1
    await _record(session, actor, "assessment.confirmed", row, before)
    return row


async def confirmed(session: ReadSession, people: Sequence[UUID], months: Sequence[date]) -> set[int]:
    """The places of the people whose assessment of the month in the same place is confirmed."""
    return set(await session.scalars(_CONFIRMED, {"people": list(people), "months": list(months)}))


async def _refuse_outdated(session: ReadSession, row: Assessment) -> None:
    employee = await people.employee(session, row.employee_id)
    of = inputs.span(row.period, row.period_start)
    months = await inputs.in_post(session, row.employee_id, employee.joined_on, of)
    given = Marks()
    if of.kind == "month":
        given = Marks(row.general_points_hundredths, **{name: getattr(row, name) for name in inputs.FINDINGS})
    now = await _computed(session, row.employee_id, months, of, given)
    if any(now[name] != getattr(row, name) for name in NUMBERS):
        raise refusals.results_changed(now["score_hundredths"], row.score_hundredths)


async def _there(
    session: WriteSession, employee_id: UUID, of: Period, expected: int | None
) -> Assessment | None:
    """The assessment to compute again, locked, at the version expected; None when none was and none is."""
    there: Assessment | None = await session.scalar(
        select(Assessment)
        .where(
            col(Assessment.employee_id) == employee_id,
            col(Assessment.period) == of.kind,
            col(Assessment.period_start) == of.start,
        )
        .with_for_update()
    )
    refuse_stale(Assessment, there, expected, "input.expectedVersion")
    return there


async def _scores(
    session: ReadSession, employee_id: UUID, unit_id: UUID, of: Period, points: pl.DataFrame
) -> Scores:
    """Scores under the regulation that the last unit of the period follows on its last day."""
    rules = await rules_in_force(session, unit_id, of.last_day, of.kind)
    items = await inputs.items(session, employee_id, of)
    within = items.join(points, on="month", how="semi", maintain_order="left")
    scoring = rules.models["scoring"]
    return await anyio.to_thread.run_sync(
        score, scoring, within, points, rules.day, rules.of(scoring), abandon_on_cancel=True
    )


def _identity(employee_id: UUID, of: Period, last: dict[str, Any]) -> dict[str, Any]:
    """Whose period it is; the unit and the post are those of its last month in post."""
    return {
        "employee_id": employee_id,
        "period": of.kind,
        "period_start": of.start,
        "unit_id": UUID(last["unit_id"]),
        "position_id": UUID(last["position_id"]),
    }


async def _computed(
    session: ReadSession, employee_id: UUID, months: pl.DataFrame, of: Period, given: Marks
) -> dict[str, Any]:
    """The numbers of an assessment from what is recorded now, and what computed them."""
    points = inputs.points(months, of, given)
    unit_id = UUID(months.row(-1, named=True)["unit_id"])
    scores = await _scores(session, employee_id, unit_id, of, points)
    numbers = (scores.months if of.kind == "month" else scores.periods).select(NUMBERS).row(0, named=True)
    computed_by = ("model_id", "model_version", "parameters_hash")
    return {**numbers, **{name: getattr(scores, name) for name in computed_by}}


def _filled(there: Assessment | None, values: dict[str, Any]) -> Assessment:
    """A new assessment, or the one there with new values, which waits for a new confirmation."""
    if there is None:
        return Assessment(id=new_id(), **values)
    waiting = {"state": "proposed", "confirmed_by": None, "confirmed_at": None, "version": there.version + 1}
    for name, value in (values | waiting).items():
        setattr(there, name, value)
    return there


def state_of(row: Assessment) -> dict[str, Any]:
    """What the trail says of an assessment, before and after."""
    state: dict[str, Any] = {name: getattr(row, name) for name in (*NUMBERS, *inputs.FINDINGS)}
    return {**state, "state": row.state, "version": row.version, "assessed_by": str(row.assessed_by)}


async def _record(
    session: WriteSession, actor: Actor, happened: str, row: Assessment, before: dict[str, Any] | None
) -> None:
    await audit.record(session, actor, happened, row, before=before, after=state_of(row))
