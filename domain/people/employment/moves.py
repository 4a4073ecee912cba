"""Moving people to other posts from a day on by an act, for a time or for good, and ending their service."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.actor import Actor
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Invalid, Refusal
from domain.organisation import act as acts
from domain.organisation import places
from domain.organisation.act import Act
from domain.organisation.service import write_alone
from domain.payments import service as payments
from domain.people.employment import persons, seats, trail
from domain.people.employment.register import People, PersonHistory, Seats
from domain.people.employment.register import people as people_of
from domain.people.employment.register import seats as seats_of
from domain.people.employment.seats import FULL_SHARE, Seat
from domain.people.tables import Occupancy
from domain.reading.ids import Row


@dataclass(frozen=True, slots=True)
class Move:
    """Which post somebody takes, by id or code; `seconded`: their file stays. `expected`: their latest post as read."""

    person: UUID | str | None
    expected: UUID | None
    seat: Seat
    seconded: bool = False


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody whose service ends: they hold no post from the day on."""

    person: UUID | str | None
    expected: UUID | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is that rows are judged by."""

    people: People
    seats: Seats
    paid: Mapping[UUID, Refusal]
    act: Act
    today: date


async def move_people(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[Move | None],
    refused: Sequence[Refusal] = (),
) -> Sequence[Row]:
    """Give people other posts from the act's day on; gives the rows of their posts, in the order sent.

    The file goes to the unit of the post on that day and not before, unless they are seconded. Raises every fault of
    every row: somebody who is not there or not the actor's to move, changed since read, not yet hired on the day, who
    has a later post, or the same one; a post that is not open or full; what somebody was paid from (`already_paid`).
    """
    sound = places.sound(rows, "people")
    await write_alone(session)
    known = await _known(session, actor, sound, act)
    judged = [fault for row in sound for fault in _faults(row, sound, known)]
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    told = act.spelled()
    moved = [_moved(each, known, told) for each in sound.values()]
    await _write(session, actor, "people.moved", told, moved, known)
    return moved


async def end_service(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[Leaver | None],
    refused: Sequence[Refusal] = (),
) -> Sequence[Row]:
    """End the service of people from the act's day on: the first day on which they hold no post. Gives those rows.

    Raises what `move_people` raises of people; `has_left` of who holds none.
    """
    sound = places.sound(rows, "people")
    await write_alone(session)
    moves = {row: Move(each.person, each.expected, Seat(None)) for row, each in sound.items()}
    known = await _known(session, actor, moves, act)
    judged = [fault for row in moves for fault in _of_leaving(row, moves, known)]
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    told = act.spelled()
    left = [_left(each, known, told) for each in sound.values()]
    await _write(session, actor, "people.left", told, left, known)
    return left


async def _write(
    session: WriteSession, actor: Actor, happened: str, act: Act, rows: Sequence[Occupancy], known: _Known
) -> None:
    session.add_all(rows)
    await session.flush()
    await trail.tell_moved(session, actor, happened, act, rows)
    for row in rows:
        if row.position_id is not None and not row.seconded:
            persons.keep_file(
                known.people[row.employee_id].person, row.unit_id, act.effective_from, known.today
            )
    await session.flush()


async def _known(session: ReadSession, actor: Actor, rows: Mapping[int, Move], act: Act) -> _Known:
    people = await people_of(session, [each.person for each in rows.values()], lock=True)
    ids = list({one.person.id for one in people.values()})
    said = await payments.sentences(session, ids, [act.effective_from] * len(ids), on_and_on=True)
    paid = {
        ids[place]: Conflict("already_paid", sentence, "input.effectiveFrom")
        for place, sentence in said.items()
    }
    taken = await seats_of(session, actor, [each.seat.post for each in rows.values()], act.effective_from)
    return _Known(people, taken, paid, act, day_of(session))


def _faults(row: int, rows: Mapping[int, Move], known: _Known) -> Iterator[Refusal]:
    each, at = rows[row], f"input.people.{row}"
    earlier = [other for place, other in rows.items() if place < row]
    yield from _of_person(row, rows, known, at)
    before = Counter(other.seat.post for other in earlier if not other.seat.acting)
    yield from seats.faults(each.seat, known.seats, known.act.effective_from, before[each.seat.post], at)
    person, post = known.people.get(each.person or ""), known.seats.posts.get(each.seat.post or "")
    if person is None or post is None:
        return
    path = seats.place(each.seat, at)
    if _same(each, person, post.post.id):
        yield Conflict(
            "same_post",
            "{person} holds the post {post} that way already: leave this row out.",
            path,
            person=person.person.code,
            post=post.post.code,
        )
    if not each.seconded:
        day, unit = known.act.effective_from, post.post.unit_id
        yield from persons.refuse_two_moves(person.person, unit, day, known.today, path)


def _of_leaving(row: int, rows: Mapping[int, Move], known: _Known) -> Iterator[Refusal]:
    at = f"input.people.{row}"
    yield from _of_person(row, rows, known, at)
    person = known.people.get(rows[row].person or "")
    if person is not None and (person.latest is None or person.latest.position_id is None):
        yield Conflict(
            "has_left",
            "{person} holds no post from {day} on: there is nothing to end.",
            persons.path(rows[row].person, at),
            person=person.person.code,
            day=person.person.joined_on if person.latest is None else person.latest.effective_from,
        )


def _of_person(row: int, rows: Mapping[int, Move], known: _Known, at: str) -> Iterator[Refusal]:
    each, path = rows[row], persons.path(rows[row].person, at)
    yield from persons.faults(each.person, known.people, known.seats.theirs, known.today, at)
    person = known.people.get(each.person or "")
    if person is None:
        return
    yield from _dated_after(person, each.expected, known.act.effective_from, at)
    if person.person.id in known.paid:
        yield known.paid[person.person.id]
    others = {place: other.person for place, other in rows.items() if place < row}
    yield from persons.given_twice(person, others, known.people, path)


def _dated_after(person: PersonHistory, expected: UUID | None, day: date, at: str) -> Iterator[Refusal]:
    latest, code = person.latest, person.person.code
    first = person.posts[0].effective_from if person.posts else person.person.joined_on
    if expected is not None and (latest is None or latest.id != expected):
        yield persons.stale(person, f"{at}.expectedOccupancyId")
    elif day < first:
        yield Invalid(
            "before_hire",
            "{person} was hired on {first}: choose a later day.",
            "input.effectiveFrom",
            person=code,
            first=first,
        )
    elif latest is not None and day <= latest.effective_from:
        yield Conflict(
            "not_after_the_last",
            "{person} has a post from {effective_from} on: choose a later day, or withdraw that first"
            " (withdrawOccupancy) if nobody was paid from it.",
            "input.effectiveFrom",
            person=code,
            effective_from=latest.effective_from,
        )


def _same(each: Move, person: PersonHistory, position_id: UUID) -> bool:
    latest = person.latest
    return latest is not None and (latest.position_id, latest.share_bp, latest.acting, latest.seconded) == (
        position_id,
        each.seat.share_bp,
        each.seat.acting,
        each.seconded,
    )


def _moved(each: Move, known: _Known, act: Act) -> Occupancy:
    post = known.seats.posts[each.seat.post or ""].post
    return Occupancy(
        id=new_id(),
        employee_id=known.people[each.person or ""].person.id,
        unit_id=post.unit_id,
        position_id=post.id,
        share_bp=each.seat.share_bp,
        acting=each.seat.acting,
        seconded=each.seconded,
        **act.columns(),
    )


def _left(each: Leaver, known: _Known, act: Act) -> Occupancy:
    one = known.people[each.person or ""]
    unit = one.person.kept_by(act.effective_from) if one.latest is None else one.latest.unit_id
    return Occupancy(
        id=new_id(), employee_id=one.person.id, unit_id=unit, share_bp=FULL_SHARE, **act.columns()
    )
