"""Changing and closing positions from a day on by an act; and taking back what was dated by slip."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Invalid, NotFound, Refusal
from domain.locking import seen
from domain.organisation import act as acts
from domain.organisation import places
from domain.organisation.act import Act
from domain.organisation.posts import creation, description, refusals
from domain.organisation.posts.description import Codes, Description
from domain.organisation.posts.register import (
    GroupHistory,
    PostHistory,
    groups,
    groups_within,
    posts,
    posts_named,
)
from domain.organisation.service import theirs_to_write, write_alone
from domain.organisation.tables import PeerGroupState, Position, PositionState
from domain.reading.ids import global_id, id_of

# What a post gives its holder for a whole year.
OF_A_YEAR = ("peer_group_id", "leader", "leadership_code")
_HOLDERS = text("select position_id, people from holders_from(:posts, :day)")


@dataclass(frozen=True, slots=True)
class PostChange:
    """What becomes of a post; named by id or code. `expected_state_id`: its latest state that was read."""

    post: UUID | str | None
    expected_state_id: UUID | None
    what: Description
    closes: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is that rows are judged by."""

    posts: Mapping[UUID | str, PostHistory]
    theirs: set[UUID]
    groups: Mapping[UUID, Sequence[GroupHistory]]
    law: Codes
    holders: Mapping[UUID, int]
    act: Act


async def change_positions(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[PostChange | None],
    refused: Sequence[Refusal] = (),
) -> list[Position]:
    """Change or close positions from the act's day on: all or none.

    Raises every fault of every row: a post that is not there, closed or changed since; one that closes while somebody
    holds it (`position_is_held`); what `create_positions` raises of descriptions; and what pays its holders, from
    another day than 1 January (`changes_within_the_year`).
    """
    sound = places.sound(rows, "positions")
    await write_alone(session)
    known = await _known(session, actor, list(sound.values()), act)
    judged = [fault for row in sound for fault in _faults(row, sound, known)]
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    told = act.spelled()
    closed = [_made(each, known, told) for each in sound.values() if each.closes]
    changed = [_made(each, known, told) for each in sound.values() if not each.closes]
    for happened, made in (("position.closed", closed), ("position.changed", changed)):
        if made:
            await creation.write(session, actor, happened, made, told)
    return [known.posts[each.post].post for each in sound.values() if each.post is not None]


async def withdraw_position(session: WriteSession, actor: Actor, state_id: UUID, reason: str) -> str:
    """Take back the latest state of a position, and the position with the one that set it up; gives its unit.

    Raises NotFound, Forbidden, Conflict (`not_the_latest`, `already_paid`, `position_in_use`).
    """
    await write_alone(session)
    state = await seen(session, PositionState, state_id)
    (known,) = await posts(session, [state.position_id])
    _refuse_later(known.latest, state_id)
    before = {"code": known.post.code, **state.model_dump(exclude={"unit_id"})}
    session.expunge_all()
    await session.execute(text("select withdraw_position_state(:state)"), {"state": state_id})
    subject = global_id("Position", state.position_id)
    unit_id = state.unit_id
    await audit.tell(
        session, actor, "position.withdrawn", subject, unit_id=unit_id, before=before, reason=reason
    )
    return global_id("Unit", unit_id)


async def withdraw_group(session: WriteSession, actor: Actor, state_id: UUID, reason: str) -> str:
    """The same of a peer group."""
    await write_alone(session)
    state = await seen(session, PeerGroupState, state_id)
    known = (await groups(session, [state.peer_group_id]))[state.peer_group_id]
    _refuse_later(known.latest, state_id)
    before = {"code": known.group.code, **state.model_dump(exclude={"unit_id"})}
    session.expunge_all()
    await session.execute(text("select withdraw_peer_group_state(:state)"), {"state": state_id})
    subject = global_id("PeerGroup", state.peer_group_id)
    unit_id = state.unit_id
    await audit.tell(
        session, actor, "peer_group.withdrawn", subject, unit_id=unit_id, before=before, reason=reason
    )
    return global_id("Unit", unit_id)


def _refuse_later(latest: PositionState | PeerGroupState | None, state_id: UUID) -> None:
    if latest is None or latest.id != state_id:
        raise places.NOT_THE_LATEST


async def _known(session: ReadSession, actor: Actor, rows: Sequence[PostChange], act: Act) -> _Known:
    named = [each.post for each in rows]
    by_name = await posts_named(session, named)
    found = {one.post.id: one for one in by_name.values()}.values()
    holders = await session.execute(
        _HOLDERS, {"posts": [one.post.id for one in found], "day": act.effective_from}
    )
    return _Known(
        by_name,
        await theirs_to_write(session, actor),
        await groups_within(session, {one.post.unit_id for one in found}, act.effective_from),
        await description.law(session, act.effective_from),
        {row.position_id: row.people for row in holders},
        act,
    )


def _faults(row: int, rows: Mapping[int, PostChange], known: _Known) -> Iterator[Refusal]:
    each, at = rows[row], f"input.positions.{row}"
    path = f"{at}.{'positionId' if isinstance(each.post, UUID) else 'positionCode'}"
    if each.post is None:
        yield Invalid("position_missing", "Say which post, by positionId or by positionCode.", path)
        return
    if each.post not in known.posts:
        yield NotFound("position_not_found", "There is no post {post}.", path, post=each.post)
        return
    one = known.posts[each.post]
    code = one.post.code
    if one.post.unit_id not in known.theirs:
        yield refusals.not_theirs(code, path)
    yield from refusals.dated_after(code, one, known.act.effective_from, path)
    if each.expected_state_id is not None and (one.latest is None or one.latest.id != each.expected_state_id):
        yield _stale(one, f"{at}.expectedStateId")
    if each.closes:
        yield from _of_closing(one, known, path)
    else:
        yield from _of_change(each, one, known, at)
    others = [
        place for place, other in rows.items() if place < row and known.posts.get(other.post or "") is one
    ]
    if others:
        yield refusals.given_twice("positions", others[0], code, path)


def _of_closing(one: PostHistory, known: _Known, path: str) -> Iterator[Refusal]:
    if people := known.holders.get(one.post.id):
        yield Conflict(
            "position_is_held",
            "The post {post} is held on that day or later ({people}): transfer whoever holds it first.",
            path,
            people=people,
            post=one.post.code,
        )


def _of_change(each: PostChange, one: PostHistory, known: _Known, at: str) -> Iterator[Refusal]:
    day, code = known.act.effective_from, one.post.code
    yield from description.faults(each.what, known.law, at)
    group_id = None
    if each.what.group is not None:
        within = known.groups.get(one.post.unit_id, [])
        group_id, wrong = description.group_of(each.what, within, code, at)
        yield from wrong
    if each.what.title is not None and list(
        description.faults(Description(title=each.what.title), known.law, at)
    ):
        return
    said = each.what.values(group_id)
    differing = {name for name, value in said.items() if one.values[name] != value}
    if not differing and not (each.what.group is not None and group_id is None):
        yield Invalid("nothing_changes", "The post {post} is all that already.", at, post=code)
    first_of_a_year = (day.month, day.day) == (1, 1)
    if differing & {*OF_A_YEAR} and not first_of_a_year and known.holders.get(one.post.id):
        yield Conflict(
            "changes_within_the_year",
            "Somebody holds the post {post}, and its peer group and allowance count for whole years: let it change"
            " from 1 January, or set up another post (createPositions) and transfer the people.",
            "input.effectiveFrom",
            post=code,
        )


def _stale(one: PostHistory, path: str) -> Refusal:
    if one.latest is None:
        return Conflict("stale_version", "The post {post} has no state yet.", path, post=one.post.code)
    return Conflict(
        "stale_version",
        "The latest state of {unit} is {state}, from {day}: read it again.",
        path,
        unit=one.post.code,
        state=id_of(one.latest),
        day=one.latest.effective_from,
    )


def _made(each: PostChange, known: _Known, act: Act) -> tuple[Position, PositionState]:
    one = known.posts[each.post or ""]
    group_id = None
    if each.what.group is not None:
        within = known.groups[one.post.unit_id]
        group_id, _ = description.group_of(each.what, within, one.post.code, "")
    said = {**one.values, **each.what.values(group_id), "closed": each.closes}
    return one.post, PositionState(
        id=new_id(), position_id=one.post.id, unit_id=one.post.unit_id, **said, **act.columns()
    )
