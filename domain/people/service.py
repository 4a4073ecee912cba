"""People: the grade and step that they are paid by, from a day on."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Invalid, NotFound
from domain.grids import service as grids
from domain.language.text import Text
from domain.locking import locked, not_found, seen
from domain.payments import service as payments
from domain.people.tables import Employee, GradeHolding
from domain.reading.ids import id_of

# What the lock of a person is for: two changes of one person's grade wait for one another.
CHANGE_GRADES = Text("change what they are paid by")


@dataclass(frozen=True, slots=True)
class Grade:
    """A cell of the salary grid by the names that people use: table 2, grade A1, step 3."""

    grid_table: int
    grade_code: str
    step: int


async def set_grade(
    session: WriteSession,
    actor: Actor,
    employee_id: UUID,
    grade: Grade,
    effective_from: date,
    expected_holding_id: UUID | None,
    reason: str,
) -> GradeHolding:
    """Put a person on a grade and step from a day on, as a new dated row; what was before stays.

    `expected_holding_id`: the latest holding that the caller has read, None when there is none. Raises
    NotFound, Forbidden, Invalid (`unknown_grade`, `unknown_step`, `before_joining`, `out_of_reach`), Conflict
    (`stale_version`, `not_after_the_last`, `same_grade`, `already_paid`).
    """
    person = await locked(session, Employee, employee_id, CHANGE_GRADES, "input.employeeId")
    step_id = await grids.step_id(session, grade.grid_table, grade.grade_code, grade.step)
    last = await latest_holding(session, employee_id)
    _refuse_stale(last, expected_holding_id)
    _refuse_far_away(effective_from, day_of(session))
    _refuse_day(person, last, step_id, effective_from)
    await payments.refuse_paid(session, employee_id, effective_from, "input.effectiveFrom", on_and_on=True)
    holding = GradeHolding(
        id=new_id(),
        employee_id=employee_id,
        unit_id=person.kept_by(effective_from),
        salary_step_id=step_id,
        effective_from=effective_from,
        step_since=effective_from,
    )
    session.add(holding)
    before = None if last is None else {"grade_holding": id_of(last), "effective_from": last.effective_from}
    after = {"grade_holding": id_of(holding), "effective_from": effective_from, **asdict(grade)}
    await audit.record(session, actor, "grade.set", person, before=before, after=after, reason=reason)
    return holding


async def employee(session: ReadSession, employee_id: UUID, path: str = "input.employeeId") -> Employee:
    """The person, or NotFound: absent and invisible are not told apart. `path`: where the id was sent."""
    return await seen(session, Employee, employee_id, path)


async def called(session: ReadSession, people: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    """Code and name of each person whom the actor may see."""
    rows = await session.execute(
        select(Employee.id, Employee.code, Employee.full_name).where(col(Employee.id).in_(people))
    )
    return {id_: (code, full_name) for id_, code, full_name in rows}


def unknown(employee_id: UUID) -> NotFound:
    """What is raised for a person who is not there, or not for whoever asks."""
    return not_found(Employee, employee_id, "input.employeeId")


async def latest_holding(session: ReadSession, employee_id: UUID) -> GradeHolding | None:
    """The grade holding that begins last, whether it has begun yet or not."""
    found: GradeHolding | None = await session.scalar(
        select(GradeHolding)
        .where(col(GradeHolding.employee_id) == employee_id)
        .order_by(col(GradeHolding.effective_from).desc())
        .limit(1)
    )
    return found


def _refuse_stale(last: GradeHolding | None, expected: UUID | None) -> None:
    """A person's grades have no version: the latest holding stands for it."""
    if (None if last is None else last.id) == expected:
        return
    if last is None:
        raise Conflict(
            "stale_version", "There is no grade holding: read it again.", "input.expectedHoldingId"
        )
    raise Conflict(
        "stale_version",
        "The latest grade holding is {holding}, from {day}: read it again.",
        "input.expectedHoldingId",
        holding=id_of(last),
        day=last.effective_from,
    )


def _refuse_far_away(effective_from: date, today: date) -> None:
    """Nobody decides a grade for a later year than the next one: it is a slip, and would bar every day before it."""
    if effective_from.year > today.year + 1:
        raise Invalid(
            "out_of_reach",
            "{effective_from} lies beyond the end of {year}: choose a day of that year or before.",
            "input.effectiveFrom",
            effective_from=effective_from,
            year=today.year + 1,
        )


def _refuse_day(person: Employee, last: GradeHolding | None, step_id: UUID, effective_from: date) -> None:
    if effective_from < person.joined_on:
        raise Invalid(
            "before_joining",
            "{person} joined on {joined_on}: choose that day or a later one.",
            "input.effectiveFrom",
            person=person.code,
            joined_on=person.joined_on,
        )
    if last is not None and effective_from <= last.effective_from:
        raise Conflict(
            "not_after_the_last",
            "{person} has a grade from {effective_from} on: choose a later day, or withdraw that"
            " grade first (withdrawGrade) if nobody was paid from it.",
            "input.effectiveFrom",
            person=person.code,
            effective_from=last.effective_from,
        )
    if last is not None and last.salary_step_id == step_id:
        raise Conflict(
            "same_grade", "{person} holds this grade and step already.", "input.step", person=person.code
        )
