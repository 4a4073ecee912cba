"""Setting up positions of units from a day on by an act: many at once, all or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain import gate
from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Refusal
from domain.organisation import act as acts
from domain.organisation import places
from domain.organisation.act import Act
from domain.organisation.posts import description, refusals
from domain.organisation.posts.description import Codes, Description
from domain.organisation.posts.register import GroupHistory, groups_within, posts
from domain.organisation.service import Reference, Units, theirs_to_write, units, write_alone
from domain.organisation.tables import Position, PositionState
from domain.reading.ids import id_of
from tabular.text import KEY

# What the row of a position says, which no state has said anything of.
OF_A_LOADED_POST = ("title", "leader", "leadership_code", "peer_group_id")


@dataclass(frozen=True, slots=True)
class NewPost:
    """A position to be set up in a unit; its code is unique in the administration."""

    unit: Reference | None
    code: str
    what: Description


@dataclass(frozen=True, slots=True)
class _Known:
    """What there is that rows are judged by: units, those the actor may write, posts by code, peer groups by unit."""

    units: Units
    theirs: set[UUID]
    codes: set[str]
    groups: Mapping[UUID, Sequence[GroupHistory]]
    law: Codes
    act: Act


async def create_positions(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[NewPost | None],
    refused: Sequence[Refusal] = (),
) -> list[Position]:
    """Set up positions from the act's day on, in the order given.

    Raises every fault of every row: a code that is taken, a unit that is not there, closed (names its successor) or not
    the actor's to write, no peer group or one of elsewhere, a leadership code or a grade that the law does not know.
    """
    sound = places.sound(rows, "positions")
    await write_alone(session)
    known = await units(session, [each.unit for each in sound.values()])
    there = _Known(
        known,
        await theirs_to_write(session, actor),
        {one.post.code for one in await posts(session, codes=[each.code for each in sound.values()])},
        await groups_within(session, [unit.id for unit in known.values()], act.effective_from),
        await description.law(session, act.effective_from),
        act,
    )
    judged = [fault for row in sound for fault in _faults(row, sound, there)]
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    told = act.spelled()
    made = [_made(each, there, told) for each in sound.values()]
    session.add_all([post for post, _ in made])
    await session.flush()
    await write(session, actor, "position.created", made, told)
    return [post for post, _ in made]


async def write(
    session: WriteSession,
    actor: Actor,
    happened: str,
    made: Sequence[tuple[Position, PositionState]],
    act: Act,
) -> None:
    """Add states of positions and tell of them."""
    session.add_all([state for _, state in made])
    await session.flush()
    left_out = {"id", "position_id", "unit_id", "sets_up"}
    told = [
        audit.BatchEvent(
            happened,
            id_of(post),
            post.unit_id,
            [state.id],
            None,
            {"code": post.code, **state.model_dump(exclude=left_out)},
            act.cited(),
        )
        for post, state in made
    ]
    await audit.record_many(session, actor, told)


def _faults(row: int, rows: Mapping[int, NewPost], known: _Known) -> Iterator[Refusal]:
    each, at = rows[row], f"input.positions.{row}"
    yield from refusals.texts(at, code=(each.code, KEY))
    yield from description.faults(each.what, known.law, at)
    if each.code in known.codes:
        yield Conflict(
            "code_taken",
            "There is a post {post} already. A code names one post for ever: choose another.",
            f"{at}.code",
            post=each.code,
        )
    if same := [place for place, other in rows.items() if place < row and other.code == each.code]:
        yield refusals.given_twice("positions", same[0], each.code, f"{at}.code")
    if broken := list(places.written(each.unit, known.units, known.theirs, at)):
        yield from broken
    elif each.unit is not None:
        unit, day = known.units[each.unit], known.act.effective_from
        field = "unitId" if isinstance(each.unit, UUID) else "unitCode"
        yield from places.open_on(unit, day, f"{at}.{field}")
        _, wrong = description.group_of(each.what, known.groups.get(unit.id, []), each.code, at)
        yield from wrong


def _made(each: NewPost, known: _Known, act: Act) -> tuple[Position, PositionState]:
    unit_id = known.units[each.unit].id if each.unit is not None else new_id()
    group_id, _ = description.group_of(each.what, known.groups[unit_id], each.code, "")
    said = {"leader": False, **each.what.values(group_id)}
    own: dict[str, Any] = {name: said.get(name) for name in OF_A_LOADED_POST}
    post = Position(id=new_id(), unit_id=unit_id, code=gate.text(each.code, KEY), **own)
    state = PositionState(
        id=new_id(), position_id=post.id, unit_id=unit_id, sets_up=True, **said, **act.columns()
    )
    return post, state
