"""Positions and peer groups as they stand: what they were set up as, and what became of them since."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from domain.database.sessions import ReadSession
from domain.organisation.service import Reference
from domain.organisation.tables import PeerGroup, PeerGroupState, Position, PositionState, UnitAncestor

# What a state says of each; before the first one it is as its own row says.
OF_A_GROUP = ("name",)
OF_A_POST = (
    *("peer_group_id", "title", "leader", "leadership_code"),
    *("lowest_grade_code", "highest_grade_code", "staffing"),
)


@dataclass(frozen=True, slots=True)
class GroupHistory:
    """A peer group with its states from the first to the last."""

    group: PeerGroup
    states: Sequence[PeerGroupState]

    @property
    def latest(self) -> PeerGroupState | None:
        """Its latest state; None of one that is as it was loaded."""
        return self.states[-1] if self.states else None

    @property
    def values(self) -> dict[str, Any]:
        """What it will be in the end, as far as is known today."""
        return {"name": self.latest.name if self.latest else self.group.name}

    def closed_from(self) -> date | None:
        """The day from which it is closed, if it is."""
        return self.latest.effective_from if self.latest and self.latest.closed else None


@dataclass(frozen=True, slots=True)
class PostHistory:
    """A position with its states from the first to the last."""

    post: Position
    states: Sequence[PositionState]

    @property
    def latest(self) -> PositionState | None:
        """Its latest state; None of one that is as it was loaded."""
        return self.states[-1] if self.states else None

    @property
    def values(self) -> dict[str, Any]:
        """What it will be in the end, as far as is known today."""
        source = self.latest or self.post
        return {name: getattr(source, name, None) for name in OF_A_POST}

    def closed_from(self) -> date | None:
        """The day from which it is closed, if it is."""
        return self.latest.effective_from if self.latest and self.latest.closed else None

    def begins(self) -> date | None:
        """Its first day, where one is known."""
        first = self.states[0] if self.states else None
        return first.effective_from if first and first.sets_up else None


async def groups(session: ReadSession, ids: Collection[UUID]) -> dict[UUID, GroupHistory]:
    """The peer groups of these ids, as far as they are there."""
    found = await session.scalars(select(PeerGroup).where(col(PeerGroup.id).in_(ids)))
    return await _with_states(session, {group.id: group for group in found})


async def groups_within(
    session: ReadSession, units: Collection[UUID], day: date
) -> dict[UUID, list[GroupHistory]]:
    """For each unit the peer groups of it and of the units above it on a day, its own first."""
    above = (
        select(UnitAncestor.unit_id, PeerGroup)
        .join(PeerGroup, col(PeerGroup.unit_id) == col(UnitAncestor.ancestor_id))
        .where(
            col(UnitAncestor.unit_id).in_(units),
            col(UnitAncestor.effective_from) <= day,
            col(UnitAncestor.effective_until) > day,
        )
        .order_by(col(UnitAncestor.depth))
    )
    rows = list(await session.execute(above))
    known = await _with_states(session, {group.id: group for _, group in rows})
    found: dict[UUID, list[GroupHistory]] = {}
    for unit_id, group in rows:
        found.setdefault(unit_id, []).append(known[group.id])
    return found


async def posts(
    session: ReadSession,
    ids: Collection[UUID] = (),
    codes: Collection[str] = (),
    units: Collection[UUID] = (),
) -> list[PostHistory]:
    """The positions of these ids, codes and units, in the order of their codes."""
    wanted = col(Position.id).in_(ids) | col(Position.code).in_(codes) | col(Position.unit_id).in_(units)
    found = list(await session.scalars(select(Position).where(wanted).order_by(Position.code)))
    dated = (
        select(PositionState)
        .where(col(PositionState.position_id).in_([post.id for post in found]))
        .order_by(col(PositionState.effective_from))
    )
    states: dict[UUID, list[PositionState]] = {}
    for state in await session.scalars(dated):
        states.setdefault(state.position_id, []).append(state)
    return [PostHistory(post, states.get(post.id, [])) for post in found]


async def posts_named(
    session: ReadSession, names: Collection[Reference | None]
) -> dict[Reference, PostHistory]:
    """The positions that ids and codes name, by both."""
    found = await posts(
        session,
        [name for name in names if isinstance(name, UUID)],
        [name for name in names if isinstance(name, str)],
    )
    return {**{one.post.id: one for one in found}, **{one.post.code: one for one in found}}


async def _with_states(session: ReadSession, known: Mapping[UUID, PeerGroup]) -> dict[UUID, GroupHistory]:
    dated = (
        select(PeerGroupState)
        .where(col(PeerGroupState.peer_group_id).in_(known))
        .order_by(col(PeerGroupState.effective_from))
    )
    states: dict[UUID, list[PeerGroupState]] = {}
    for state in await session.scalars(dated):
        states.setdefault(state.peer_group_id, []).append(state)
    return {id_: GroupHistory(group, states.get(id_, [])) for id_, group in known.items()}
