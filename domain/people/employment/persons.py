"""Refusals of people who are named, and the unit that keeps a person's file from a day on."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from domain.errors import Conflict, Forbidden, Invalid, NotFound, Refusal
from domain.language.rights import named
from domain.people.employment.register import People, PersonHistory
from domain.people.tables import Employee
from domain.reading.ids import global_id, id_of


def path(person: UUID | str | None, at: str) -> str:
    """Where a row says whom."""
    return f"{at}.{'employeeId' if isinstance(person, UUID) else 'employeeCode'}"


def faults(
    person: UUID | str | None, known: People, theirs: set[UUID], today: date, at: str
) -> Iterator[Refusal]:
    """Why a person who is named cannot be written at all."""
    where = path(person, at)
    if person is None:
        yield Invalid("employee_missing", "Say whom, by employeeId or by employeeCode.", where)
    elif person not in known:
        yield NotFound(
            "employee_not_found",
            "There is no person {person} whom you may see.",
            where,
            person=global_id("Employee", person) if isinstance(person, UUID) else person,
        )
    elif known[person].person.kept_by(today) not in theirs:
        yield Forbidden(
            "forbidden",
            "You lack the right to {right} where {person} is on file. Ask whoever grants rights there.",
            where,
            right=named("people.write"),
            person=known[person].person.code,
        )


def given_twice(
    person: PersonHistory, others: Mapping[int, UUID | str | None], known: People, where: str
) -> Iterator[Refusal]:
    """A row that names whom an earlier one names: nobody takes two posts from one day on."""
    for place, other in others.items():
        if other is not None and other in known and known[other] is person:
            yield Conflict(
                "given_twice",
                "`people.{other}` names {person} too: say all that becomes of them in one row.",
                where,
                other=place,
                person=person.person.code,
            )
            return


def stale(person: PersonHistory, where: str) -> Refusal:
    """The refusal of who was given another post since they were read."""
    if person.latest is None:
        return Conflict(
            "stale_version", "{person} holds no post: read it again.", where, person=person.person.code
        )
    return Conflict(
        "stale_version",
        "The latest post of {person} is {occupancy}, from {day}: read it again.",
        where,
        person=person.person.code,
        occupancy=id_of(person.latest),
        day=person.latest.effective_from,
    )


def refuse_two_moves(person: Employee, unit: UUID, day: date, today: date, where: str) -> Iterator[Refusal]:
    """Why a file cannot go on to a third unit: it has yet to come to the second."""
    if person.moves_on is not None and person.moves_on > today and unit != person.moves_to:
        yield Conflict(
            "moves_already",
            "{person} goes to another unit on {moves_on} already: enter this move, of {day}, from that day on, or"
            " withdraw the other one first (withdrawOccupancy).",
            where,
            person=person.code,
            moves_on=person.moves_on,
            day=day,
        )


def keep_file(person: Employee, unit: UUID, day: date, today: date) -> None:
    """Let a unit keep the file from a day on, and not before."""
    keeper = person.kept_by(today)
    if day <= today:
        person.unit_id, person.moves_to, person.moves_on = unit, None, None
    elif unit != person.kept_by(day):
        person.unit_id, person.moves_to, person.moves_on = keeper, unit, day
