"""Peer groups: set up, renamed and closed from a day on by an act, many at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from domain import gate
from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Invalid, Refusal, fault_of
from domain.organisation import act as acts
from domain.organisation import places
from domain.organisation.act import Act
from domain.organisation.posts import refusals
from domain.organisation.posts.register import GroupHistory, groups, posts
from domain.organisation.service import Reference, Units, theirs_to_write, units, write_alone
from domain.organisation.tables import PeerGroup, PeerGroupState, Position, PositionState
from domain.reading.ids import id_of
from tabular.text import KEY, TITLE


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A peer group to be set up in a unit; its code is unique there."""

    unit: Reference | None
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class GroupChange:
    """What becomes of a peer group: another name, or its end."""

    group_id: UUID
    name: str | None = None
    closes: bool = False


async def create_groups(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[NewGroup | None],
    refused: Sequence[Refusal] = (),
) -> list[PeerGroup]:
    """Set up peer groups from the act's day on: all or none. Raises every fault of every row."""
    sound = places.sound(rows, "peerGroups")
    await write_alone(session)
    known = await units(session, [each.unit for each in sound.values()])
    theirs = await theirs_to_write(session, actor)
    there = await _codes(session, [unit.id for unit in known.values()])
    judged = [fault for row in sound for fault in _faults_of_new(row, sound, known, theirs, there, act)]
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    told, made = act.spelled(), []
    for each in sound.values():
        unit_id = known[each.unit].id if each.unit is not None else new_id()
        name = gate.text(each.name, TITLE)
        group = PeerGroup(id=new_id(), unit_id=unit_id, code=gate.text(each.code, KEY), name=name)
        state = PeerGroupState(
            id=new_id(), peer_group_id=group.id, unit_id=unit_id, name=name, sets_up=True, **told.columns()
        )
        made.append((group, state))
    session.add_all([group for group, _ in made])
    await session.flush()
    await _write(session, actor, "peer_group.created", made, told)
    return [group for group, _ in made]


async def change_groups(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[GroupChange | None],
    refused: Sequence[Refusal] = (),
) -> list[PeerGroup]:
    """Rename or close peer groups from the act's day on: all or none.

    Raises every fault of every row: a group that is not there, closed, not the actor's to write, with a state on the
    day or later, or that closes with open posts in it (`peer_group_has_positions`, a fault for each).
    """
    sound = places.sound(rows, "peerGroups")
    await write_alone(session)
    known = await groups(session, [each.group_id for each in sound.values()])
    theirs = await theirs_to_write(session, actor)
    inside = await _open_posts(session, [each.group_id for each in sound.values() if each.closes])
    judged = [fault for row in sound for fault in _faults(row, sound, known, theirs, inside, act)]
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    told = act.spelled()
    closed = [_changed(each, known, told) for each in sound.values() if each.closes]
    renamed = [_changed(each, known, told) for each in sound.values() if not each.closes]
    for happened, made in (("peer_group.closed", closed), ("peer_group.renamed", renamed)):
        if made:
            await _write(session, actor, happened, made, told)
    return [known[each.group_id].group for each in sound.values()]


def _changed(
    each: GroupChange, known: Mapping[UUID, GroupHistory], act: Act
) -> tuple[PeerGroup, PeerGroupState]:
    group = known[each.group_id].group
    name = known[each.group_id].values["name"] if each.name is None else gate.text(each.name, TITLE)
    state = PeerGroupState(
        id=new_id(),
        peer_group_id=group.id,
        unit_id=group.unit_id,
        name=name,
        closed=each.closes,
        **act.columns(),
    )
    return group, state


async def _write(
    session: WriteSession,
    actor: Actor,
    happened: str,
    made: Sequence[tuple[PeerGroup, PeerGroupState]],
    act: Act,
) -> None:
    session.add_all([state for _, state in made])
    await session.flush()
    told = [
        audit.BatchEvent(
            happened,
            id_of(group),
            group.unit_id,
            [state.id],
            None,
            {"code": group.code, "name": state.name, "closed": state.closed, **act.columns()},
            act.cited(),
        )
        for group, state in made
    ]
    await audit.record_many(session, actor, told)


def _faults_of_new(
    row: int,
    rows: Mapping[int, NewGroup],
    known: Units,
    theirs: set[UUID],
    there: set[tuple[UUID, str]],
    act: Act,
) -> Iterator[Refusal]:
    each, at = rows[row], f"input.peerGroups.{row}"
    yield from refusals.texts(at, code=(each.code, KEY), name=(each.name, TITLE))
    if broken := list(places.written(each.unit, known, theirs, at)):
        yield from broken
        return
    if each.unit is None:
        return
    unit = known[each.unit]
    yield from places.open_on(unit, act.effective_from, f"{at}.unitCode")
    if (unit.id, each.code) in there:
        yield Conflict(
            "code_taken",
            "{unit} has a peer group {group} already: choose another code.",
            f"{at}.code",
            unit=unit.code,
            group=each.code,
        )
    same = [
        place
        for place, other in rows.items()
        if place < row and (other.unit, other.code) == (each.unit, each.code)
    ]
    if same:
        yield refusals.given_twice("peerGroups", same[0], each.code, f"{at}.code")


def _faults(
    row: int,
    rows: Mapping[int, GroupChange],
    known: Mapping[UUID, GroupHistory],
    theirs: set[UUID],
    inside: Mapping[UUID, list[str]],
    act: Act,
) -> Iterator[Refusal]:
    each, at = rows[row], f"input.peerGroups.{row}"
    group = known.get(each.group_id)
    if group is None:
        yield refusals.no_group(each.group_id, f"{at}.peerGroupId")
        return
    if group.group.unit_id not in theirs:
        yield refusals.not_theirs(group.group.code, f"{at}.peerGroupId")
    yield from refusals.dated_after(group.group.code, group, act.effective_from, f"{at}.peerGroupId")
    if each.name is None and not each.closes:
        yield Invalid(
            "nothing_changes", "Say what becomes of {group}.", f"{at}.peerGroupId", group=group.group.code
        )
    if each.name is not None:
        yield from refusals.texts(at, name=(each.name, TITLE))
        if not fault_of(gate.text, each.name, TITLE) and gate.text(each.name, TITLE) == group.values["name"]:
            yield Invalid(
                "nothing_changes", "{group} is called so already.", f"{at}.name", group=group.group.code
            )
    for post in inside.get(each.group_id, ()):
        yield Conflict(
            "peer_group_has_positions",
            "The post {post} belongs to {group}: close it or give it another peer group first"
            " (changePositions).",
            f"{at}.peerGroupId",
            post=post,
            group=group.group.code,
        )
    same = [place for place, other in rows.items() if place < row and other.group_id == each.group_id]
    if same:
        yield refusals.given_twice("peerGroups", same[0], group.group.code, f"{at}.peerGroupId")


async def _codes(session: ReadSession, unit_ids: Sequence[UUID]) -> set[tuple[UUID, str]]:
    asked = select(PeerGroup.unit_id, PeerGroup.code).where(col(PeerGroup.unit_id).in_(unit_ids))
    return {(unit_id, code) for unit_id, code in await session.execute(asked)}


async def _open_posts(session: ReadSession, group_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The codes of the open posts of each group, as they will be in the end."""
    ever = select(Position.id).where(col(Position.peer_group_id).in_(group_ids))
    since = select(PositionState.position_id).where(col(PositionState.peer_group_id).in_(group_ids))
    ids = {*await session.scalars(ever), *await session.scalars(since)}
    found: dict[UUID, list[str]] = {}
    for post in await posts(session, ids):
        if post.closed_from() is None:
            found.setdefault(post.values["peer_group_id"], []).append(post.post.code)
    return found
