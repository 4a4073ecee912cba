"""Setting up units below others, each from a day on by an act: many at once, all or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from domain.organisation.service import Reference, Units, theirs_to_write, units, write_alone
from domain.organisation.tables import Unit, UnitState
from domain.reading.ids import id_of
from tabular.text import KEY, TITLE


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be set up. `parent`: the unit above, which may stand earlier in the same list, by its code then."""

    code: str
    name: str
    kind: str
    parent: Reference | None
    holds_fund: bool

    def spelled(self) -> "NewUnit":
        """The same in its one spelling."""
        return replace(self, code=gate.text(self.code, KEY), name=gate.text(self.name, TITLE))


async def create_units(
    session: WriteSession,
    actor: Actor,
    act: Act,
    rows: Sequence[NewUnit | None],
    refused: Sequence[Refusal] = (),
) -> list[Unit]:
    """Set up units from the act's day on, in the order given.

    `refused`: faults that were found before, to be told with those found here; a row that could not be read is None.
    Raises Invalid, Conflict or Forbidden naming every fault of every row: a code that is taken (of a merged unit also:
    it names the successor), a parent that is not there, not begun, closed or not the actor's to write.
    """
    sound = places.sound(rows, "units")
    await write_alone(session)
    known = await units(
        session, [name for each in sound.values() for name in (each.code.strip(), each.parent)]
    )
    theirs = await theirs_to_write(session, actor)
    places.refuse(
        [
            *refused,
            *acts.faults(act, day_of(session)),
            *(fault for row in sound for fault in _faults(row, sound, known, theirs, act)),
        ]
    )
    rows_spelled = [each.spelled() for each in sound.values()]
    made = _made(rows_spelled, known, await _withdrawn(session, rows_spelled), act.spelled())
    session.add_all([unit for unit, _ in made])
    await session.flush()
    session.add_all([state for _, state in made])
    await session.flush()
    await audit.record_many(session, actor, [_event(unit, state, act) for unit, state in made])
    return [unit for unit, _ in made]


def _faults(
    row: int, rows: Mapping[int, NewUnit], known: Units, theirs: set[UUID], act: Act
) -> Iterator[Refusal]:
    each, at = rows[row], f"input.units.{row}"
    judged = (
        fault_of(gate.text, each.code, KEY, f"{at}.code"),
        fault_of(gate.text, each.name, TITLE, f"{at}.name"),
    )
    yield from (fault for fault in judged if fault)
    earlier = {other.code.strip(): place for place, other in rows.items() if place < row}
    code = each.code.strip()
    if code in known:
        yield places.code_taken(known[code], f"{at}.code")
    elif code and code in earlier:
        yield Conflict(
            "given_twice",
            "`units.{other}` has the same code {unit}: each unit has a code of its own.",
            f"{at}.code",
            other=earlier[code],
            unit=code,
        )
    if each.parent is None:
        yield Invalid(
            "parent_missing", "Say which unit it is below, by parentId or by parentCode.", f"{at}.parentCode"
        )
    elif each.parent not in earlier:
        yield from places.under(each.parent, known, theirs, act.effective_from, at)


async def _withdrawn(session: ReadSession, rows: Sequence[NewUnit]) -> dict[str, Unit]:
    """Units of these codes that were withdrawn: they are nowhere, and are set up again."""
    codes = [each.code for each in rows]
    return {unit.code: unit for unit in await session.scalars(select(Unit).where(col(Unit.code).in_(codes)))}


def _made(
    rows: Sequence[NewUnit], known: Units, withdrawn: Mapping[str, Unit], act: Act
) -> list[tuple[Unit, UnitState]]:
    ids: dict[Reference, UUID] = {name: unit.id for name, unit in known.items()}
    made = []
    for each in rows:
        unit = withdrawn.get(each.code) or Unit(id=new_id(), code=each.code)
        ids[each.code] = unit.id
        state = UnitState(
            id=new_id(),
            unit_id=unit.id,
            name=each.name,
            kind=each.kind,
            parent_id=ids[each.parent] if each.parent is not None else None,
            holds_fund=each.holds_fund,
            **act.columns(),
        )
        made.append((unit, state))
    return made


def _event(unit: Unit, state: UnitState, act: Act) -> audit.BatchEvent:
    after = {"code": unit.code, **state.model_dump(exclude={"id", "unit_id"})}
    return audit.BatchEvent("unit.created", id_of(unit), unit.id, [state.id], None, after, act.cited())
