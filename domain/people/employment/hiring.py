"""Hiring people into posts from a day on by an act, with what they are paid by: many at once, all or none."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from domain import gate
from domain.actor import Actor
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Invalid, Refusal, fault_of
from domain.organisation import act as acts
from domain.organisation import places
from domain.organisation.act import Act
from domain.organisation.posts import refusals
from domain.organisation.service import write_alone
from domain.people import service
from domain.people.employment import likeness, pay, seats, trail
from domain.people.employment.likeness import Lookalike
from domain.people.employment.pay import Law, Pay
from domain.people.employment.register import Seats
from domain.people.employment.register import seats as seats_of
from domain.people.employment.seats import Seat
from domain.people.tables import ContractPay, Employee, GradeHolding, Occupancy
from domain.reading.ids import Row
from tabular.text import KEY, REASON, TITLE

# Nobody is hired younger: Labour Code 2019 art. 3.1.
YOUNGEST = 15
AGE_LAW = "Labour Code 45/2019/QH14 art. 3"
Made: TypeAlias = tuple[Employee, Occupancy, GradeHolding | ContractPay]


@dataclass(frozen=True, slots=True)
class Hire:
    """Somebody to be hired. `joined_on`: when their public service began, if before the day.

    `is_another`: they are no one of those whom they look like, for a `reason`.
    """

    code: str
    full_name: str
    born_on: date
    seat: Seat
    pay: Pay
    joined_on: date | None = None
    is_another: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is that rows are judged by. `keys`: the names of the rows in the spelling that all share."""

    seats: Seats
    law: Law
    codes: set[str]
    alike: Mapping[int, Lookalike]
    keys: Mapping[int, str]
    act: Act


async def hire_people(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[Hire | None],
    refused: Sequence[Refusal] = (),
) -> Sequence[Row]:
    """Hire people from the act's day on, in the order given; gives them. The unit of the post keeps the file.

    Raises every fault of every row: a code that is taken, somebody who is there under another spelling
    (`person_known`), a post that is not open or full, what the law does not know of pay, a unit not the actor's to
    write.
    """
    sound = places.sound(rows, "people")
    await write_alone(session)
    known = await _known(session, actor, sound, act)
    judged = [fault for row in sound for fault in _faults(row, sound, known)]
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    made = [_made(each, known, act.spelled()) for each in sound.values()]
    for part in zip(*made, strict=True):
        session.add_all(part)
        await session.flush()
    await trail.tell_hired(session, actor, act.spelled(), made, [each.reason for each in sound.values()])
    return [person for person, *_ in made]


async def _known(session: ReadSession, actor: Actor, rows: Mapping[int, Hire], act: Act) -> _Known:
    names, days = [each.full_name for each in rows.values()], [each.born_on for each in rows.values()]
    found = await likeness.alike(session, names, days)
    codes = await service.called(session, list(found.values()))
    at = list(rows)
    return _Known(
        await seats_of(session, actor, [each.seat.post for each in rows.values()], act.effective_from),
        await pay.law(session),
        await likeness.codes_taken(session, [each.code.strip() for each in rows.values()]),
        {at[place]: likeness.visible(codes, person) for place, person in found.items()},
        dict(zip(at, await likeness.keys(session, names), strict=True)),
        act,
    )


def _faults(row: int, rows: Mapping[int, Hire], known: _Known) -> Iterator[Refusal]:
    each, at, day = rows[row], f"input.people.{row}", known.act.effective_from
    yield from refusals.texts(at, code=(each.code, KEY), fullName=(each.full_name, TITLE))
    yield from _of_code(row, rows, known, at)
    yield from _of_days(each, day, at)
    yield from _of_likeness(row, rows, known, at)
    before = Counter(
        other.seat.post for place, other in rows.items() if place < row and not other.seat.acting
    )
    yield from seats.faults(each.seat, known.seats, day, before[each.seat.post], at)
    post = known.seats.posts.get(each.seat.post or "")
    yield from pay.faults(each.pay, known.law, {} if post is None else post.values, day, at)


def _of_code(row: int, rows: Mapping[int, Hire], known: _Known, at: str) -> Iterator[Refusal]:
    code = rows[row].code.strip()
    if code in known.codes:
        yield Conflict(
            "code_taken",
            "{person} is the code of somebody already. A code names one person for ever: choose another, or give them"
            " the post by movePeople.",
            f"{at}.code",
            person=code,
        )
    if code and (
        same := [place for place, other in rows.items() if place < row and other.code.strip() == code]
    ):
        yield refusals.given_twice("people", same[0], code, f"{at}.code")


def _of_days(each: Hire, day: date, at: str) -> Iterator[Refusal]:
    joined = each.joined_on or day
    if fault := fault_of(gate.day, each.born_on, day, f"{at}.bornOn"):
        yield fault
    elif (
        joined.year - each.born_on.year,
        (joined.month, joined.day) >= (each.born_on.month, each.born_on.day),
    ) < (YOUNGEST, True):
        yield Invalid(
            "too_young",
            "Born on {born_on}, they are not yet {youngest} on {joined_on}: check both days.",
            f"{at}.bornOn",
            AGE_LAW,
            born_on=each.born_on,
            youngest=YOUNGEST,
            joined_on=joined,
        )
    if joined > day:
        yield Invalid(
            "joins_later",
            "Public service begins on {joined_on}, after the post on {day}: leave joinedOn out, or choose {day} or"
            " before.",
            f"{at}.joinedOn",
            joined_on=joined,
            day=day,
        )


def _of_likeness(row: int, rows: Mapping[int, Hire], known: _Known, at: str) -> Iterator[Refusal]:
    each, path = rows[row], f"{at}.isAnotherPerson"
    if each.is_another:
        if fault := fault_of(gate.text, each.reason or "", REASON, f"{at}.reason"):
            yield fault
        return
    if row in known.alike and each.code.strip() not in known.codes:
        yield likeness.question(each.full_name, each.born_on, known.alike[row], path)
    for place, other in rows.items():
        if place < row and (known.keys[place], other.born_on) == (known.keys[row], each.born_on):
            yield likeness.twice(each.full_name, each.born_on, place, path)
            return


def _made(each: Hire, known: _Known, act: Act) -> Made:
    post = known.seats.posts[each.seat.post or ""].post
    person = Employee(
        id=new_id(),
        code=gate.text(each.code, KEY),
        full_name=gate.text(each.full_name, TITLE),
        born_on=each.born_on,
        joined_on=each.joined_on or act.effective_from,
        unit_id=post.unit_id,
    )
    held = Occupancy(
        id=new_id(),
        employee_id=person.id,
        unit_id=post.unit_id,
        position_id=post.id,
        share_bp=each.seat.share_bp,
        acting=each.seat.acting,
        **act.columns(),
    )
    return person, held, _paid_by(each.pay, known.law, person.id, post.unit_id, act)


def _paid_by(sent: Pay, law: Law, person: UUID, unit: UUID, act: Act) -> GradeHolding | ContractPay:
    whose: dict[str, Any] = {"id": new_id(), "employee_id": person, "unit_id": unit}
    if sent.contract_vnd is not None:
        return ContractPay(**whose, monthly_vnd=sent.contract_vnd, **act.columns())
    return GradeHolding(
        **whose,
        salary_step_id=law.step_id(sent),
        step_since=sent.step_since or act.effective_from,
        effective_from=act.effective_from,
    )
