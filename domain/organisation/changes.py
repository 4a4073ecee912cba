"""Changing units from a day on by an act: another name, kind or place; and taking back what was dated by slip."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from domain import gate
from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Conflict, Invalid, Refusal, fault_of
from domain.locking import seen
from domain.organisation import act as acts
from domain.organisation import places
from domain.organisation.act import Act
from domain.organisation.service import Reference, UnitHistory, Units, theirs_to_write, units, write_alone
from domain.organisation.tables import Unit, UnitAncestor, UnitState
from domain.reading.ids import global_id, id_of
from tabular.text import TITLE

# What a state says of a unit.
SAID = ("name", "kind", "parent_id", "holds_fund", "closed")
# What a change that touches one thing only is called.
CALLED: Mapping[tuple[str, ...], str] = {("name",): "unit.renamed", ("parent_id",): "unit.moved"}


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What becomes of a unit; None leaves a thing as it is. `expected_state_id`: its latest state that was read."""

    unit: Reference | None
    expected_state_id: UUID | None
    name: str | None = None
    kind: str | None = None
    parent: Reference | None = None
    holds_fund: bool | None = None

    def values(self, known: Units) -> dict[str, Any]:
        """What it says, as columns of a state."""
        parent_id = known[self.parent].id if self.parent is not None else None
        said = {"kind": self.kind, "parent_id": parent_id, "holds_fund": self.holds_fund}
        name = None if self.name is None else gate.text(self.name, TITLE)
        return {key: value for key, value in {"name": name, **said}.items() if value is not None}


async def change_units(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[UnitChange | None],
    refused: Sequence[Refusal] = (),
) -> list[Unit]:
    """Rename or move units, or change their kind or whether they hold a fund, from the act's day on: all or none.

    `refused`: faults that were found before. Raises every fault of every row: what `create_units` raises of parents,
    a stale state, a day before the latest state's, a unit that is closed, one that would hang under itself, a change
    of nothing, what somebody was paid from.
    """
    sound = places.sound(rows, "units")
    await write_alone(session)
    known = await units(session, [name for each in sound.values() for name in (each.unit, each.parent)])
    theirs = await theirs_to_write(session, actor)
    below = await _below(session, sound.values(), known, act)
    judged = (fault for row in sound for fault in _faults(row, sound, known, theirs, act, below))
    places.refuse([*refused, *acts.faults(act, day_of(session)), *judged])
    told = act.spelled()
    changed = [_changed(known[each.unit], each.values(known), told) for each in sound.values() if each.unit]
    return await write(session, actor, changed, told)


async def write(
    session: WriteSession,
    actor: Actor,
    changed: Sequence[tuple[UnitHistory, UnitState]],
    act: Act,
    called: str = "",
) -> list[Unit]:
    """Add states to units and tell of them; gives the units. `called`: the event, else as what changes is called."""
    session.add_all([state for _, state in changed])
    await session.flush()
    await audit.record_many(session, actor, [_event(unit, state, act, called) for unit, state in changed])
    found = {
        unit.id: unit
        for unit in await session.scalars(
            select(Unit).where(col(Unit.id).in_([unit.id for unit, _ in changed]))
        )
    }
    return [found[unit.id] for unit, _ in changed]


async def withdraw_state(session: WriteSession, actor: Actor, state_id: UUID, reason: str) -> str:
    """Take back the latest state of a unit, and the unit with its only one; gives the unit, or the one above it.

    Raises NotFound, Forbidden, Conflict (`not_the_latest`, `already_paid`, `unit_in_use`).
    """
    await write_alone(session)
    state = await seen(session, UnitState, state_id)
    known = await units(session, [state.unit_id])
    unit = known[state.unit_id]
    if unit.latest.id != state_id:
        raise places.NOT_THE_LATEST
    only = len(unit.states) == 1
    before = {"code": unit.code, **_said(state), "effective_from": state.effective_from}
    if only:
        await _tell_withdrawn(session, actor, unit, before, reason)
    # The database itself deletes, and only what has paid nobody: its role for us has no such right.
    session.expunge_all()
    await session.execute(text("select withdraw_unit_state(:state)"), {"state": state_id})
    if not only:
        await _tell_withdrawn(session, actor, unit, before, reason)
    return global_id("Unit", state.parent_id if only and state.parent_id else unit.id)


async def _tell_withdrawn(
    session: WriteSession, actor: Actor, unit: UnitHistory, before: Mapping[str, Any], reason: str
) -> None:
    subject = global_id("Unit", unit.id)
    await audit.tell(session, actor, "unit.withdrawn", subject, unit_id=unit.id, before=before, reason=reason)


async def _below(session: ReadSession, rows: Any, known: Units, act: Act) -> set[tuple[UUID, UUID]]:
    """Each unit that is to move with all below it on the day."""
    moved = [known[each.unit].id for each in rows if each.parent is not None and each.unit in known]
    pairs = select(UnitAncestor.ancestor_id, UnitAncestor.unit_id).where(
        col(UnitAncestor.ancestor_id).in_(moved),
        col(UnitAncestor.effective_from) <= act.effective_from,
        col(UnitAncestor.effective_until) > act.effective_from,
    )
    return {(above, unit) for above, unit in await session.execute(pairs)}


def _faults(
    row: int,
    rows: Mapping[int, UnitChange],
    known: Units,
    theirs: set[UUID],
    act: Act,
    below: set[tuple[UUID, UUID]],
) -> Iterator[Refusal]:
    each, at = rows[row], f"input.units.{row}"
    if broken := list(places.written(each.unit, known, theirs, at)):
        yield from broken
        return
    if each.unit is None:
        return
    unit = known[each.unit]
    yield from dated_after(unit, each.expected_state_id, act, at)
    if each.name is not None and (fault := fault_of(gate.text, each.name, TITLE, f"{at}.name")):
        yield fault
    if each.parent is not None:
        yield from places.under(each.parent, known, theirs, act.effective_from, at)
        path = f"{at}.{'parentId' if isinstance(each.parent, UUID) else 'parentCode'}"
        yield from _of_tree(unit, each.parent, known, below, path)
    if _says_nothing(unit, each, known):
        yield Invalid(
            "nothing_changes",
            "{unit} is all that already: say what is to be another name, kind or parent, or leave this row out.",
            f"{at}.name",
            unit=unit.code,
        )
    yield from given_twice(row, {place: other.unit for place, other in rows.items()}, known, at)


def dated_after(unit: UnitHistory, expected: UUID | None, act: Act, at: str) -> Iterator[Refusal]:
    """Why a unit gets no new state from the act's day on: it is closed, was changed since it was read, or later."""
    latest = unit.latest
    if latest.closed:
        yield places.closed(unit, f"{at}.unitId")
    elif expected is not None and latest.id != expected:
        yield Conflict(
            "stale_version",
            "The latest state of {unit} is {state}, from {day}: read it again.",
            f"{at}.expectedStateId",
            unit=unit.code,
            state=id_of(latest),
            day=latest.effective_from,
        )
    elif act.effective_from <= latest.effective_from:
        yield Conflict(
            "not_after_the_last",
            "{unit} has a state from {effective_from} on: choose a later day, or withdraw that state first"
            " (withdrawUnitState) if nobody was paid from it.",
            "input.effectiveFrom",
            unit=unit.code,
            effective_from=latest.effective_from,
        )


def given_twice(row: int, named: Mapping[int, Reference | None], known: Units, at: str) -> Iterator[Refusal]:
    """A row that names the unit of an earlier one."""
    mine = named[row]
    if mine is None:
        return
    for place, name in named.items():
        if place < row and name is not None and name in known and known[name].id == known[mine].id:
            yield Conflict(
                "given_twice",
                "`units.{other}` names {unit} too: say all that becomes of it in one row.",
                f"{at}.unitId",
                other=place,
                unit=known[mine].code,
            )
            return


def _of_tree(
    unit: UnitHistory, parent: Reference, known: Units, below: set[tuple[UUID, UUID]], path: str
) -> Iterator[Refusal]:
    if parent not in known:
        return
    if unit.latest.parent_id is None:
        yield Conflict(
            "root_stays",
            "{unit} is the unit above all others, and stays it: move the others instead.",
            path,
            unit=unit.code,
        )
    elif (unit.id, known[parent].id) in below:
        yield Conflict(
            "unit_under_itself",
            "{parent} is {unit} itself or below it on that day, so {unit} cannot hang under it: choose another unit, or"
            " move {parent} first.",
            path,
            parent=known[parent].code,
            unit=unit.code,
        )


def _says_nothing(unit: UnitHistory, each: UnitChange, known: Units) -> bool:
    if each.parent is not None and each.parent not in known:
        return False
    if each.name is not None and fault_of(gate.text, each.name, TITLE):
        return False
    said = _said(unit.latest)
    return all(said[key] == value for key, value in each.values(known).items())


def _changed(unit: UnitHistory, values: Mapping[str, Any], act: Act) -> tuple[UnitHistory, UnitState]:
    state = {**_said(unit.latest), **values, **act.columns()}
    return unit, UnitState(id=new_id(), unit_id=unit.id, **state)


def _said(state: UnitState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in SAID}


def _event(unit: UnitHistory, state: UnitState, act: Act, called: str) -> audit.BatchEvent:
    was, now = _said(unit.latest), _said(state)
    differing = tuple(name for name in SAID if was[name] != now[name])
    before = {name: was[name] for name in differing}
    after = {name: now[name] for name in differing} | act.columns()
    happened = called or CALLED.get(differing, "unit.changed")
    subject = global_id("Unit", unit.id)
    return audit.BatchEvent(happened, subject, unit.id, [state.id], before, after, act.cited())
