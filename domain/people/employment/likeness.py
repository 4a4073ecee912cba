"""Whether somebody is on a pay list already under another spelling: a question, and never a guess."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text

from domain.database.sessions import ReadSession
from domain.errors import Conflict, Refusal

_ALIKE = text("""
    select place, employee_id from people_alike(cast(:names as text[]), cast(:days as date[])) order by place
""")
_TAKEN = text("select code from codes_taken(cast(:codes as text[])) code")
_KEYS = text(
    "select name_key(name) from unnest(cast(:names as text[])) with ordinality n (name, place) order by place"
)


class Lookalike(NamedTuple):
    """A person who is there: their id, and their code as far as the actor may see it."""

    id: UUID
    code: str | None


async def alike(session: ReadSession, names: Sequence[str], days: Sequence[date]) -> dict[int, UUID]:
    """By place: somebody of the same name, whatever its marks, capitals and spaces, who was born on the same day."""
    rows = await session.execute(_ALIKE, {"names": list(names), "days": list(days)})
    return dict(tuple(row) for row in rows)


async def codes_taken(session: ReadSession, codes: Sequence[str]) -> set[str]:
    """Those of the codes that somebody has, whoever may see them."""
    return set(await session.scalars(_TAKEN, {"codes": list(codes)}))


async def keys(session: ReadSession, names: Sequence[str]) -> list[str]:
    """The names without marks, capitals and second spaces, in their order."""
    return list(await session.scalars(_KEYS, {"names": list(names)}))


def question(name: str, born_on: date, known: Lookalike, path: str) -> Refusal:
    """What is asked about somebody who looks like another."""
    if known.code is None:
        return Conflict(
            "person_known",
            "{name}, born on {born_on}, is there already, in a unit whose people you may not see: have them transferred"
            " by whoever may (movePeople), or send isAnotherPerson: true with a reason if this is somebody else.",
            path,
            name=name,
            born_on=born_on,
        )
    return Conflict(
        "person_known",
        "{name}, born on {born_on}, is there already as {person}: give them the post by movePeople, or send"
        " isAnotherPerson: true with a reason if this is somebody else.",
        path,
        name=name,
        born_on=born_on,
        person=known.code,
    )


def twice(name: str, born_on: date, other: int, path: str) -> Refusal:
    """What is asked about two rows of one list that look alike."""
    return Conflict(
        "person_known",
        "{name}, born on {born_on}, stands in `people.{other}` too: leave one out, or send isAnotherPerson: true with a"
        " reason if they are two people.",
        path,
        name=name,
        born_on=born_on,
        other=other,
    )


def visible(codes: Mapping[UUID, tuple[str, str]], person: UUID) -> Lookalike:
    """The person as far as the actor may see them."""
    return Lookalike(person, codes[person][0] if person in codes else None)
