"""What a merger is judged by: units, posts, who holds them, and what the actor may write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import text

from domain.actor import Actor
from domain.database.sessions import ReadSession
from domain.organisation import closing, service
from domain.organisation.act import Act
from domain.organisation.closing import Closing
from domain.organisation.posts.register import PostHistory, posts, posts_named
from domain.organisation.service import Reference, UnitHistory, Units

_HELD = text("""
    select o.employee_id, o.position_id, o.effective_from, o.share_bp, o.acting, o.seconded, e.code,
           file_unit(e) as unit_id
    from occupancy o join employee e on e.id = o.employee_id
    where o.position_id = any(:posts) and not exists (
        select from occupancy later where later.employee_id = o.employee_id
        and later.effective_from > o.effective_from and later.effective_from <= :day)
    order by e.code
""")
_COUNTED = text("select position_id, people from holders_from(:posts, :day)")
_BELOW = text("select unit_id from unit_closure where ancestor_id = :unit")


class Pair(NamedTuple):
    """A post of a unit that is merged, and the one whose holders its holders become; each by id or code."""

    old: UUID | str | None
    new: UUID | str | None


@dataclass(frozen=True, slots=True)
class Merger:
    """Units that become a part of another one, and what becomes of their posts."""

    units: Sequence[Closing | None]
    into: Reference | None
    pairs: Sequence[Pair | None]


class Held(NamedTuple):
    """Who holds a post, how, since when, and which unit keeps the file."""

    employee_id: UUID
    position_id: UUID
    effective_from: Any
    share_bp: int
    acting: bool
    seconded: bool
    code: str
    file_unit_id: UUID


@dataclass(frozen=True, slots=True)
class Scope:
    """What there is that a merger is judged by."""

    units: Units
    merged: Sequence[UnitHistory]
    children: Sequence[UnitHistory]
    posts: Mapping[UUID | str, PostHistory]
    old_posts: Sequence[PostHistory]
    within: set[UUID]
    theirs: set[UUID]
    may_transfer: set[UUID]
    held: Sequence[Held]
    counted: Mapping[UUID, int]
    act: Act


async def scope(session: ReadSession, actor: Actor, act: Act, merger: Merger) -> Scope:
    """All of it, as the actor may see it."""
    names = [each.unit for each in merger.units if each is not None]
    units = await service.units(session, [*names, merger.into])
    merged = list(
        {units[name].id: units[name] for name in names if name is not None and name in units}.values()
    )
    ids = [unit.id for unit in merged]
    codes = [code for _, code, _ in await closing.children(session, ids, act)]
    below = await service.units(session, codes)
    old = await posts(session, units=ids)
    named = [name for pair in merger.pairs if pair is not None for name in pair]
    by_name = await posts_named(session, named)
    asked = {"posts": [one.post.id for one in old], "day": act.effective_from}
    return Scope(
        units,
        merged,
        [below[code] for code in codes if below[code].id not in ids],
        by_name,
        old,
        await _within(session, units, merger.into),
        await service.theirs_to_write(session, actor),
        await service.theirs_to_write(session, actor, "people.write"),
        [Held(*row) for row in await session.execute(_HELD, asked)],
        {row.position_id: row.people for row in await session.execute(_COUNTED, asked)},
        act,
    )


async def _within(session: ReadSession, units: Units, into: Reference | None) -> set[UUID]:
    """The unit that takes over, and all below it today."""
    if into is None or into not in units:
        return set()
    return set(await session.scalars(_BELOW, {"unit": units[into].id}))
