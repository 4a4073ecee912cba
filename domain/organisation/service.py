"""Units, for whoever asks what they are called, how they stand on a day, and who may write them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Subquery, func, text
from sqlmodel import col, select

from domain.actor import Actor
from domain.database.sessions import ReadSession, WriteSession
from domain.errors import Invalid
from domain.organisation.tables import KINDS, Position, Unit, UnitState, UnitSuccession
from domain.reading.units import UNIT_CLOSURE

# A unit as a request names it: by its id, or by its code.
Reference: TypeAlias = UUID | str
LARGEST_BATCH = 1_000
# Two who change the tree wait for one another: what each was told of it holds until its own change is kept.
_ALONE = text("select pg_advisory_xact_lock(hashtext('organisation'))")
_THEIRS = text("select unit_id from meritgrid_units(:actor, :verb) unit_id")


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """A unit by id and code, its states from the first to the last, and which units took over from it since when."""

    id: UUID
    code: str
    states: Sequence[UnitState]
    successors: Sequence[tuple[date, str]]

    @property
    def latest(self) -> UnitState:
        """What it will be in the end, as far as is known today."""
        return self.states[-1]

    def on(self, day: date) -> UnitState | None:
        """What it is on a day; None before its first."""
        begun = [state for state in self.states if state.effective_from <= day]
        return begun[-1] if begun else None

    @property
    def took_over(self) -> list[str]:
        """The codes of the units that took over from it when it was closed."""
        closed = self.latest.effective_from if self.latest.closed else None
        return [code for since, code in self.successors if since == closed]


class Units(Mapping[Reference, UnitHistory]):
    """Units by their ids and by their codes."""

    def __init__(self, known: Collection[UnitHistory]) -> None:
        self._known: dict[Reference, UnitHistory] = {
            **{unit.id: unit for unit in known},
            **{unit.code: unit for unit in known},
        }

    def __getitem__(self, name: Reference) -> UnitHistory:
        return self._known[name]

    def __iter__(self) -> Iterator[Reference]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def codes() -> Subquery:
    """unit_id and code of every unit: what people call it."""
    return select(col(Unit.id).label("unit_id"), col(Unit.code)).subquery()


def posts() -> Subquery:
    """position_id of every position, for whoever says more of each."""
    return select(col(Position.id).label("position_id")).subquery()


async def write_alone(session: WriteSession) -> None:
    """Let nobody else change the tree until this transaction ends."""
    await session.execute(_ALONE)


async def units(session: ReadSession, names: Collection[Reference | None]) -> Units:
    """The units of these ids and codes, as far as they are there; one whose only state was withdrawn is not."""
    wanted = col(Unit.id).in_({name for name in names if isinstance(name, UUID)}) | col(Unit.code).in_(
        {name for name in names if isinstance(name, str)}
    )
    found = list(await session.scalars(select(Unit).where(wanted)))
    ids = [unit.id for unit in found]
    states: dict[UUID, list[UnitState]] = {}
    dated = select(UnitState).where(col(UnitState.unit_id).in_(ids)).order_by(col(UnitState.effective_from))
    for state in await session.scalars(dated):
        states.setdefault(state.unit_id, []).append(state)
    after = await _successors(session, ids)
    placed = [unit for unit in found if unit.id in states]
    return Units(
        [UnitHistory(unit.id, unit.code, states[unit.id], after.get(unit.id, [])) for unit in placed]
    )


async def theirs_to_write(session: ReadSession, actor: Actor, verb: str = "organisation.write") -> set[UUID]:
    """The units that the actor may write today, or of whose people, catalogues or work by another right."""
    return set(await session.scalars(_THEIRS, {"actor": actor.id, "verb": verb}))


async def _successors(session: ReadSession, ids: Collection[UUID]) -> dict[UUID, list[tuple[date, str]]]:
    asked = (
        select(col(UnitSuccession.unit_id), col(UnitSuccession.effective_from), col(Unit.code))
        .join(Unit, col(Unit.id) == col(UnitSuccession.successor_id))
        .where(col(UnitSuccession.unit_id).in_(ids))
        .order_by(col(UnitSuccession.effective_from), Unit.code)
    )
    found: dict[UUID, list[tuple[date, str]]] = {}
    for unit_id, since, code in await session.execute(asked):
        found.setdefault(unit_id, []).append((since, code))
    return found


async def unit_called(session: ReadSession, unit_id: UUID, day: date) -> str:
    """The name of a unit on a day; of one that begins later, its first."""
    states = select(UnitState.name).where(col(UnitState.unit_id) == unit_id)
    first = (col(UnitState.effective_from) <= day).desc(), col(UnitState.effective_from).desc()
    return (await session.scalars(states.order_by(*first).limit(1))).one()


async def post_called(session: ReadSession, position_id: UUID) -> str | None:
    """What a post is called."""
    return (
        await session.scalars(select(Position.title).where(col(Position.id) == position_id))
    ).one_or_none()


async def root(session: ReadSession) -> UUID | None:
    """The id of the unit that all others are below today; None where there is no unit yet."""
    above = UNIT_CLOSURE.c
    found: UUID | None = await session.scalar(
        select(above.unit_id).group_by(above.unit_id).having(func.max(above.depth) == 0)
    )
    return found


async def open_root(session: WriteSession, code: str, name: str, kind: str, since: date) -> Unit:
    """Make the root in an empty database, as its owner; all but a province hold a fund. The caller tells the trail.

    `kind`: one of `KINDS`. Raises Invalid (`unknown_kind`).
    """
    if kind not in KINDS:
        raise Invalid(
            "unknown_kind",
            "There is no kind of unit {kind!r}; there are: {kinds}.",
            "root-kind",
            kind=kind,
            kinds=sorted(KINDS),
        )
    made = Unit(code=code)
    session.add(made)
    await session.flush()
    state = UnitState(
        unit_id=made.id, effective_from=since, name=name, kind=kind, holds_fund=kind != "province"
    )
    session.add(state)
    await session.flush()
    return made
