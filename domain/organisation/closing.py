"""Closing units from a day on by an act, once nothing is in them any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Date, bindparam, text

from domain.actor import Actor
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Refusal
from domain.organisation import act as acts
from domain.organisation import changes, places
from domain.organisation.act import Act
from domain.organisation.posts import creation
from domain.organisation.posts.register import PostHistory, posts
from domain.organisation.service import Reference, UnitHistory, theirs_to_write, units, write_alone
from domain.organisation.tables import PositionState, Unit, UnitState, UnitSuccession

# How many of those who hold posts a refusal names.
MOST_NAMED = 20
# Units that are below others on a day or later.
_CHILDREN = text("""
    select s.parent_id, u.code, s.name from unit_state s join unit u on u.id = s.unit_id
    where s.parent_id = any(:units) and not s.closed and not exists (
        select from unit_state later where later.unit_id = s.unit_id
        and later.effective_from > s.effective_from and later.effective_from <= :day)
    order by u.code
""").bindparams(bindparam("day", type_=Date))
_SEATED = text("select unit_id, people from people_seated(:units, :day)").bindparams(
    bindparam("day", type_=Date)
)
_NAMED = text("select unit_id, code, full_name from people_seated_by_name(:units, :day)").bindparams(
    bindparam("day", type_=Date)
)
# By the unit: what stands in the way of closing it, a sentence each.
Obstacles: TypeAlias = dict[UUID, list[Refusal]]


@dataclass(frozen=True, slots=True)
class Closing:
    """A unit to close. `expected_state_id`: its latest state that was read."""

    unit: Reference | None
    expected_state_id: UUID | None


async def close_units(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[Closing | None],
    refused: Sequence[Refusal] = (),
) -> list[Unit]:
    """Close units from the act's day on: all or none.

    Raises every fault of every row: what `change_units` raises, and all that is still in a unit on that day or later,
    each by name: units below it (`unit_has_units`), its posts (`unit_has_positions`), who holds one
    (`unit_has_people`).
    """
    sound = places.sound(rows, "units")
    await write_alone(session)
    known = await units(session, [each.unit for each in sound.values()])
    theirs = await theirs_to_write(session, actor)
    named = {row: each.unit for row, each in sound.items()}
    closed = [known[name] for name in named.values() if name is not None and name in known]
    inside = await obstacles(session, closed, act)
    found = [*refused, *acts.faults(act, day_of(session))]
    for row, each in sound.items():
        at = f"input.units.{row}"
        if broken := list(places.written(each.unit, known, theirs, at)):
            found += broken
        elif each.unit is not None:
            unit = known[each.unit]
            found += changes.dated_after(unit, each.expected_state_id, act, at)
            found += changes.given_twice(row, named, known, at)
            found += [one.at(f"{at}.unitId") for one in inside.get(unit.id, ())]
    places.refuse(found)
    ends = [(unit, ended(unit, act)) for unit in closed]
    return await changes.write(session, actor, ends, act.spelled(), "unit.closed")


def ended(unit: UnitHistory, act: Act, successor_id: UUID | None = None) -> UnitState:
    """The state of a unit that is closed: it hangs under the one that takes over, else where it was."""
    latest = unit.latest
    return UnitState(
        id=new_id(),
        unit_id=unit.id,
        name=latest.name,
        kind=latest.kind,
        parent_id=successor_id or latest.parent_id,
        holds_fund=False,
        closed=True,
        **act.spelled().columns(),
    )


async def hand_over(
    session: WriteSession,
    actor: Actor,
    act: Act,
    merged: Sequence[UnitHistory],
    into: UnitHistory,
    below: Sequence[UnitHistory],
    old: Sequence[PostHistory],
) -> list[Unit]:
    """Close units whose people have gone over to another, with their posts; what is below them comes below that one."""
    said = [
        {name: getattr(unit.latest, name) for name in changes.SAID} | {"parent_id": into.id} for unit in below
    ]
    moved = [
        (unit, UnitState(id=new_id(), unit_id=unit.id, **values, **act.columns()))
        for unit, values in zip(below, said, strict=True)
    ]
    if moved:
        await changes.write(session, actor, moved, act, "unit.moved")
    ends = [(one.post, _post_ended(one, act)) for one in old if one.closed_from() is None]
    if ends:
        await creation.write(session, actor, "position.closed", ends, act)
    for unit in merged:
        pair = {"unit_id": unit.id, "successor_id": into.id}
        session.add(UnitSuccession(id=new_id(), **pair, effective_from=act.effective_from))
    closed = [(unit, ended(unit, act, into.id)) for unit in merged]
    return await changes.write(session, actor, closed, act, "unit.merged")


def _post_ended(one: PostHistory, act: Act) -> PositionState:
    said = {**one.values, **act.columns()}
    return PositionState(id=new_id(), position_id=one.post.id, unit_id=one.post.unit_id, closed=True, **said)


async def children(session: ReadSession, ids: Sequence[UUID], act: Act) -> list[tuple[UUID, str, str]]:
    """The open units directly below these on the act's day or later: the one above, code and name."""
    found = await session.execute(_CHILDREN, {"units": ids, "day": act.effective_from})
    return [(row[0], row[1], row[2]) for row in found]


async def obstacles(session: ReadSession, closed: Sequence[UnitHistory], act: Act) -> Obstacles:
    """What is in each unit on the day or later, but for what is closed by the same act."""
    ids = [unit.id for unit in closed]
    asked = {"units": ids, "day": act.effective_from}
    found: Obstacles = {}
    codes = {unit.code for unit in closed}
    for unit_id, code, name in await children(session, ids, act):
        if code not in codes:
            found.setdefault(unit_id, []).append(_below(code, name))
    for one in await posts(session, units=ids):
        ends = one.closed_from()
        if ends is None or ends > act.effective_from:
            found.setdefault(one.post.unit_id, []).append(_post(one))
    names: dict[UUID, list[str]] = {}
    for unit_id, code, name in await session.execute(_NAMED, asked):
        names.setdefault(unit_id, []).append(f"{code} {name}")
    for unit_id, people in await session.execute(_SEATED, asked):
        found.setdefault(unit_id, []).append(_people(people, names.get(unit_id, [])))
    return found


def _below(unit: str, name: str) -> Refusal:
    return Conflict(
        "unit_has_units",
        "{unit} ({name}) is below it on that day or later: move it (changeUnits) or close it first, or in the same"
        " list.",
        unit=unit,
        name=name,
    )


def _post(one: PostHistory) -> Refusal:
    return Conflict(
        "unit_has_positions",
        "The post {post} ({title}) belongs to it: close it first (changePositions).",
        post=one.post.code,
        title=one.values["title"],
    )


def _people(count: int, names: Sequence[str]) -> Refusal:
    shown = list(names[:MOST_NAMED])
    if not shown:
        return Conflict(
            "unit_has_people",
            "Posts there are held on that day or later by people whom you may not see ({count}): have them transferred"
            " first.",
            count=count,
        )
    if len(shown) < count:
        return Conflict(
            "unit_has_people",
            "Posts there are held on that day or later by {names} and others, {count} in all: transfer them first.",
            count=count,
            names=shown,
        )
    return Conflict(
        "unit_has_people",
        "Posts there are held on that day or later by {names}: transfer them first.",
        names=shown,
    )
