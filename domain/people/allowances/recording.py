"""Giving people allowances from a day on by an act, changing, ending and withdrawing them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from domain.actor import Actor
from domain.audit import service as audit
from domain.audit.service import BatchEvent
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Invalid, Refusal
from domain.language.text import Text
from domain.locking import locked, seen
from domain.organisation import act as acts
from domain.organisation import places
from domain.organisation.act import Act
from domain.organisation.posts import description
from domain.organisation.service import theirs_to_write
from domain.payments import service as payments
from domain.people.allowances.kinds import LEADERSHIP, VALUES
from domain.people.employment import persons
from domain.people.employment.register import WRITE, People, PersonHistory
from domain.people.employment.register import people as people_of
from domain.people.tables import Allowance, Employee
from domain.reading.ids import Row, global_id, id_of

CHANGE_ALLOWANCES = Text("change their allowances")


@dataclass(frozen=True, slots=True)
class Endowed:
    """An allowance of somebody, by the kind's own unit; 0 ends it. Of leadership the code of a leading post instead."""

    person: UUID | str | None
    kind: str
    value: int | None = None
    leadership_code: str | None = None

    def said(self) -> tuple[int, str | None]:
        """Value and code as they are kept."""
        if self.kind == LEADERSHIP:
            return int(self.leadership_code is not None), self.leadership_code
        return self.value or 0, None


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is that rows are judged by: `latest` allowances by person and kind, the codes of leading posts."""

    people: People
    theirs: set[UUID]
    latest: Mapping[tuple[UUID, str], Allowance]
    leaders: frozenset[str]
    paid: Mapping[UUID, Refusal]
    act: Act
    today: date


async def set_allowances(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[Endowed | None],
    refused: Sequence[Refusal] = (),
) -> Sequence[Row]:
    """Give, change or end allowances from the act's day on; gives them, in the order sent.

    Raises every fault of every row: somebody who is not there or not the actor's to write, a value that the kind does
    not have, a leading post that the law does not know on the day, a day before the hire or not after the latest of the
    kind, what is that way already, what somebody was paid from (`already_paid`).
    """
    sound = places.sound(rows, "allowances")
    known = await _known(session, actor, sound, act)
    judged = [fault for row in sound for fault in _faults(row, sound, known)]
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    made = [_made(each, known, act.spelled()) for each in sound.values()]
    session.add_all(made)
    await session.flush()
    await audit.record_many(session, actor, list(_told(made, act.spelled())))
    return made


async def withdraw_allowance(
    session: WriteSession, actor: Actor, allowance_id: UUID, reason: str
) -> Employee:
    """Take back the latest allowance of its kind and give the person; what was before holds again.

    Raises NotFound, Forbidden, Conflict (`not_the_latest`, `already_paid`).
    """
    row = await seen(session, Allowance, allowance_id)
    person = await locked(session, Employee, row.employee_id, CHANGE_ALLOWANCES)
    latest = await _latest(session, [person.id])
    if latest[person.id, row.kind].id != allowance_id:
        raise Conflict(
            "not_the_latest",
            "A later allowance of the kind stands after this one: withdraw that one first.",
            "id",
        )
    await payments.refuse_paid(session, person.id, row.effective_from, "id", on_and_on=True)
    before = {"allowance": id_of(row), **row.model_dump(exclude={"id", "unit_id"})}
    # The database itself deletes, and only what has paid nobody: its role for us has no such right.
    session.expunge(row)
    await session.execute(text("select withdraw_allowance(:allowance)"), {"allowance": allowance_id})
    await audit.tell(
        session,
        actor,
        "allowance.withdrawn",
        id_of(person),
        unit_id=row.unit_id,
        before=before,
        reason=reason,
    )
    return person


async def _known(session: ReadSession, actor: Actor, rows: Mapping[int, Endowed], act: Act) -> _Known:
    people = await people_of(session, [each.person for each in rows.values()], lock=True)
    ids = list({one.person.id for one in people.values()})
    said = await payments.sentences(session, ids, [act.effective_from] * len(ids), on_and_on=True)
    return _Known(
        people,
        await theirs_to_write(session, actor, WRITE),
        await _latest(session, ids),
        (await description.law(session, act.effective_from)).leaders,
        {ids[place]: Conflict("already_paid", why, "input.effectiveFrom") for place, why in said.items()},
        act,
        day_of(session),
    )


async def _latest(session: ReadSession, people: Sequence[UUID]) -> dict[tuple[UUID, str], Allowance]:
    dated = (
        select(Allowance)
        .where(col(Allowance.employee_id).in_(people))
        .order_by(col(Allowance.effective_from))
    )
    rows = await session.scalars(dated.execution_options(populate_existing=True))
    return {(row.employee_id, row.kind): row for row in rows}


def _faults(row: int, rows: Mapping[int, Endowed], known: _Known) -> Iterator[Refusal]:
    each, at = rows[row], f"input.allowances.{row}"
    yield from persons.faults(each.person, known.people, known.theirs, known.today, at)
    yield from _of_value(each, known, at)
    person = known.people.get(each.person or "")
    if person is None:
        return
    yield from _of_day(each, person, known, at)
    for place, other in rows.items():
        if place < row and other.kind == each.kind and known.people.get(other.person or "") is person:
            yield Conflict(
                "given_twice",
                "`allowances.{other}` says it of {person} too: say it once.",
                persons.path(each.person, at),
                other=place,
                person=person.person.code,
            )


def _of_value(each: Endowed, known: _Known, at: str) -> Iterator[Refusal]:
    if each.kind == LEADERSHIP:
        if each.leadership_code is not None and each.leadership_code not in known.leaders:
            yield Invalid(
                "unknown_leadership_code",
                "No leadership allowance has the code {leadership} on that day: `leadershipAllowances` lists those that"
                " are there.",
                f"{at}.leadershipCode",
                leadership=each.leadership_code,
            )
        return
    allowed = VALUES[each.kind]
    if each.value not in allowed:
        yield Invalid(
            "allowance_out_of_range",
            "{kind} may be {allowed}, and 0 to end it; not {value}.",
            f"{at}.value",
            "Decree 204/2004, Circular 13/2026",
            kind=each.kind,
            allowed=f"{allowed[0]} to {allowed[-1]}" if isinstance(allowed, range) else sorted(allowed),
            value=each.value if each.value is not None else Text("none"),
        )


def _of_day(each: Endowed, person: PersonHistory, known: _Known, at: str) -> Iterator[Refusal]:
    day, code = known.act.effective_from, person.person.code
    latest = known.latest.get((person.person.id, each.kind))
    path = persons.path(each.person, at)
    if day < person.person.joined_on:
        yield Invalid(
            "before_joining",
            "{person} joined on {joined_on}: choose that day or a later one.",
            "input.effectiveFrom",
            person=code,
            joined_on=person.person.joined_on,
        )
    elif latest is not None and day <= latest.effective_from:
        yield Conflict(
            "not_after_the_last",
            "{person} has an allowance of the kind from {effective_from} on: choose a later day, or withdraw that one"
            " first (withdrawAllowance) if nobody was paid from it.",
            "input.effectiveFrom",
            person=code,
            effective_from=latest.effective_from,
        )
    elif each.said() == (0, None) and latest is None and each.kind != "public_duty":
        yield Invalid("nothing_changes", "{person} has no such allowance to end.", path, person=code)
    elif latest is not None and (latest.value, latest.leadership_code) == each.said():
        yield Invalid("nothing_changes", "{person} has that allowance already.", path, person=code)
    if person.person.id in known.paid:
        yield known.paid[person.person.id]


def _made(each: Endowed, known: _Known, act: Act) -> Allowance:
    person = known.people[each.person or ""].person
    value, code = each.said()
    return Allowance(
        id=new_id(),
        employee_id=person.id,
        unit_id=person.kept_by(act.effective_from),
        kind=each.kind,
        value=value,
        leadership_code=code,
        **act.columns(),
    )


def _told(made: Sequence[Allowance], act: Act) -> Iterator[BatchEvent]:
    """An event for each unit whose people got something."""
    units: dict[UUID, list[Allowance]] = {}
    for row in made:
        units.setdefault(row.unit_id, []).append(row)
    for unit_id, rows in units.items():
        said = {id_of(row): row.model_dump(exclude={"id"}) for row in rows}
        subject, after = global_id("Unit", unit_id), said
        if len(rows) == 1:
            ((subject, after),) = said.items()
        yield BatchEvent(
            "allowance.set", subject, unit_id, [row.id for row in rows], None, after, act.cited()
        )
