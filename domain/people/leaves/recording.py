"""Recording leaves by an act, ending them when somebody is back, and taking back what was dated by slip."""

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
from domain.organisation.service import theirs_to_write
from domain.payments import service as payments
from domain.people.employment import persons
from domain.people.employment.register import WRITE, People, PersonHistory
from domain.people.employment.register import people as people_of
from domain.people.tables import Employee, Leave
from domain.reading.ids import Row, id_of

CHANGE_LEAVES = Text("change their leave")
LAW = "Decree 335/2025 art. 11"


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody on leave. `until`: the first day back; None while nobody knows it."""

    person: UUID | str | None
    kind: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Back:
    """Somebody who is back at work."""

    person: UUID | str | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is that rows are judged by; `leaves` of each person from the first to the last."""

    people: People
    theirs: set[UUID]
    leaves: Mapping[UUID, Sequence[Leave]]
    paid: Mapping[UUID, Refusal]
    day: date
    today: date

    def covering(self, person: UUID, day: date, until: date | None) -> Leave | None:
        """A leave that has a day in common with a span."""
        shared = (
            one
            for one in self.leaves.get(person, [])
            if (until is None or one.effective_from < until)
            and (one.effective_until is None or day < one.effective_until)
        )
        return next(shared, None)


async def record_leaves(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[Away | None],
    refused: Sequence[Refusal] = (),
) -> Sequence[Row]:
    """Record leaves from the act's day on; gives them, in the order sent.

    A month that begins on leave is none that was worked, and is not assessed. Raises every fault of every row: somebody
    who is not there or not the actor's to write, who holds no post on the day, whose leave ends before it begins or has
    a day in common with another, what somebody was paid from (`already_paid`).
    """
    sound = places.sound(rows, "leaves")
    named = {row: each.person for row, each in sound.items()}
    known = await _known(session, actor, named, act)
    judged = [fault for row in sound for fault in _faults(row, sound, known)]
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    told = act.spelled()
    made = [_made(each, known, told) for each in sound.values()]
    session.add_all(made)
    await session.flush()
    await audit.record_many(session, actor, list(_told("leave.recorded", made, told)))
    return made


async def end_leaves(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[Back | None],
    refused: Sequence[Refusal] = (),
) -> Sequence[Row]:
    """End the leaves of people who are back, on the act's day, which is the first day of work; gives the leaves.

    Raises what `record_leaves` raises of people; `not_on_leave` of who is none.
    """
    sound = places.sound(rows, "people")
    named = {row: each.person for row, each in sound.items()}
    known = await _known(session, actor, named, act)
    judged = [fault for row in sound for fault in _of_return(row, named, known)]
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    told, ended = act.spelled(), []
    for each in sound.values():
        leave = _running(known.people[each.person or ""], known)
        if leave is not None:
            leave.effective_until = told.effective_from
            ended.append(leave)
    await session.flush()
    await audit.record_many(session, actor, list(_told("leave.ended", ended, told)))
    return ended


async def withdraw_leave(session: WriteSession, actor: Actor, leave_id: UUID, reason: str) -> Employee:
    """Take back a leave and give the person. Raises NotFound, Forbidden, Conflict (`already_paid`)."""
    row = await seen(session, Leave, leave_id)
    person = await locked(session, Employee, row.employee_id, CHANGE_LEAVES)
    await payments.refuse_paid(session, person.id, row.effective_from, "id", on_and_on=True)
    before = {"leave": id_of(row), **row.model_dump(exclude={"id", "unit_id"})}
    # The database itself deletes, and only what has paid nobody: its role for us has no such right.
    session.expunge(row)
    await session.execute(text("select withdraw_leave(:leave)"), {"leave": leave_id})
    await audit.tell(
        session, actor, "leave.withdrawn", id_of(person), unit_id=row.unit_id, before=before, reason=reason
    )
    return person


async def _known(
    session: ReadSession, actor: Actor, named: Mapping[int, UUID | str | None], act: Act
) -> _Known:
    people = await people_of(session, list(named.values()), lock=True)
    ids = list({one.person.id for one in people.values()})
    said = await payments.sentences(session, ids, [act.effective_from] * len(ids), on_and_on=True)
    leaves: dict[UUID, list[Leave]] = {}
    dated = select(Leave).where(col(Leave.employee_id).in_(ids)).order_by(col(Leave.effective_from))
    for row in await session.scalars(dated.execution_options(populate_existing=True)):
        leaves.setdefault(row.employee_id, []).append(row)
    return _Known(
        people,
        await theirs_to_write(session, actor, WRITE),
        leaves,
        {ids[place]: Conflict("already_paid", why, "input.effectiveFrom") for place, why in said.items()},
        act.effective_from,
        day_of(session),
    )


def _faults(row: int, rows: Mapping[int, Away], known: _Known) -> Iterator[Refusal]:
    each, at = rows[row], f"input.leaves.{row}"
    named = {place: other.person for place, other in rows.items()}
    yield from _of_person(row, named, known, at)
    if each.until is not None and each.until <= known.day:
        yield Invalid(
            "reversed_range",
            "The leave begins on {begins} and would end on {ends}: choose a later first day back.",
            f"{at}.effectiveUntil",
            begins=known.day,
            ends=each.until,
        )
    person = known.people.get(each.person or "")
    if person is None:
        return
    held = person.on(known.day)
    if held is None or held.position_id is None:
        yield Conflict(
            "no_post_on_leave",
            "{person} holds no post on {day}: there is nothing to be on leave from.",
            persons.path(each.person, at),
            person=person.person.code,
            day=known.day,
        )
    if other := known.covering(person.person.id, known.day, each.until):
        yield Conflict(
            "leaves_overlap",
            "{person} has a leave from {day} on: end it first (endLeaves), or withdraw it (withdrawLeave).",
            persons.path(each.person, at),
            person=person.person.code,
            day=other.effective_from,
        )


def _of_return(row: int, named: Mapping[int, UUID | str | None], known: _Known) -> Iterator[Refusal]:
    at = f"input.people.{row}"
    yield from _of_person(row, named, known, at)
    person = known.people.get(named[row] or "")
    if person is not None and _running(person, known) is None:
        yield Conflict(
            "not_on_leave",
            "{person} is on no leave that began before {day} and lasts until then: there is nothing to end.",
            persons.path(named[row], at),
            person=person.person.code,
            day=known.day,
        )


def _of_person(row: int, named: Mapping[int, UUID | str | None], known: _Known, at: str) -> Iterator[Refusal]:
    yield from persons.faults(named[row], known.people, known.theirs, known.today, at)
    person = known.people.get(named[row] or "")
    if person is None:
        return
    if person.person.id in known.paid:
        yield known.paid[person.person.id]
    others = {place: other for place, other in named.items() if place < row}
    yield from persons.given_twice(person, others, known.people, persons.path(named[row], at))


def _running(person: PersonHistory, known: _Known) -> Leave | None:
    """The leave that somebody is on until the day or longer, begun before it."""
    found = [one for one in known.leaves.get(person.person.id, []) if one.effective_from < known.day]
    last = found[-1] if found else None
    return (
        last
        if last is not None and (last.effective_until is None or last.effective_until > known.day)
        else None
    )


def _made(each: Away, known: _Known, act: Act) -> Leave:
    person = known.people[each.person or ""].person
    return Leave(
        id=new_id(),
        employee_id=person.id,
        unit_id=person.kept_by(act.effective_from),
        kind=each.kind,
        effective_until=each.until,
        **act.columns(),
    )


def _told(happened: str, rows: Sequence[Leave], act: Act) -> Iterator[BatchEvent]:
    """An event for each person: leaves are theirs alone."""
    for row in rows:
        after = row.model_dump(exclude={"id"}) | {"act": act.cited()}
        yield BatchEvent(happened, id_of(row), row.unit_id, [row.id], None, after, act.cited())
