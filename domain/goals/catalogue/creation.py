"""Setting up items of catalogues from a day on by an act: many at once, all or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from domain import gate
from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import ReadSession, WriteSession, day_of
from domain.database.tables import new_id
from domain.errors import Refusal
from domain.goals.catalogue import refusals
from domain.goals.catalogue.kind import ItemKind, Known, NewItem
from domain.goals.catalogue.register import Entry, Reference, lines, register
from domain.organisation import act as acts
from domain.organisation import places
from domain.organisation.act import Act
from domain.organisation.posts import refusals as rows_of
from domain.organisation.service import theirs_to_write, units, write_alone
from domain.reading.ids import id_of
from tabular.text import KEY


async def create(
    session: WriteSession,
    actor: Actor,
    kind: ItemKind,
    act: Act,
    rows: Sequence[NewItem | None],
    refused: Sequence[Refusal] = (),
) -> list[Any]:
    """Set up items from the act's day on, in the order given; a row may name what stands earlier in the list.

    `refused`: faults that were found before; a row that could not be read is None. Raises every fault of every row: a
    code that the catalogue has or inherits, a unit that is not there, closed or not the actor's to write for,
    and what the kind refuses.
    """
    sound = places.sound(rows, kind.rows)
    await write_alone(session)
    codes, owners = [each.code for each in sound.values()], [each.unit for each in sound.values()]
    known = await gathered(session, actor, kind, act, codes, owners, [each.what for each in sound.values()])
    wrong = [*refused, *acts.faults(act, day_of(session))]
    if kind.monthly:
        wrong += refusals.within_a_month(act.effective_from)
    made = []
    for row, each in sound.items():
        if found := list(_faults(row, sound, kind, known)):
            wrong += found
        else:
            made.append(_made(each, kind, known))
            known.own.put(made[-1])
    places.refuse(wrong)
    session.add_all([entry.item for entry in made])
    await session.flush()
    await write(session, actor, kind, known.act, [(None, entry) for entry in made])
    return [entry.item for entry in made]


async def gathered(
    session: ReadSession,
    actor: Actor,
    kind: ItemKind,
    act: Act,
    named: Sequence[Reference | None],
    of_units: Sequence[Reference | None],
    whats: Sequence[Any],
) -> Known:
    """What there is that rows are judged by."""
    own = await register(session, kind.model, kind.state, kind.key, kind.wanted(named))
    found = await units(session, [*of_units, *(entry.item.unit_id for entry in own.entries())])
    theirs = await theirs_to_write(session, actor, refusals.VERB)
    above = await lines(session, {unit.id for unit in found.values()}, act.effective_from)
    told = act if any(acts.faults(act, day_of(session))) else act.spelled()
    known = Known(told, found, theirs, own, above)
    return replace(known, others=await kind.others(session, known, whats))


async def write(
    session: WriteSession, actor: Actor, kind: ItemKind, act: Act, made: Sequence[tuple[Any, Entry]]
) -> None:
    """Add the latest state of each entry, and tell of it beside the state that was before."""
    session.add_all([entry.latest for _, entry in made])
    await session.flush()
    told = [_event(before, entry, kind, act) for before, entry in made]
    await audit.record_many(session, actor, told)


def _faults(row: int, rows: Mapping[int, NewItem], kind: ItemKind, known: Known) -> Iterator[Refusal]:
    each, at = rows[row], f"input.{kind.rows}.{row}"
    yield from rows_of.texts(at, code=(each.code, KEY))
    same = [
        place
        for place, other in rows.items()
        if place < row and (other.unit, other.code) == (each.unit, each.code)
    ]
    if broken := list(refusals.owner(each.unit, known, at)):
        yield from broken
        return
    if each.unit is None:
        return
    unit_id = known.units[each.unit].id
    if same:
        yield rows_of.given_twice(kind.rows, same[0], each.code, f"{at}.code")
    else:
        yield from refusals.taken(each.code, unit_id, known, f"{at}.code")
    yield from kind.faults(each.what, None, known.lines.get(unit_id, frozenset()), known, at)


def _made(each: NewItem, kind: ItemKind, known: Known) -> Entry:
    unit_id = known.units[each.unit or ""].id
    item = kind.model(id=new_id(), unit_id=unit_id, code=gate.text(each.code, KEY))
    return Entry(item, [state_of(item, each.what, kind, known, {})])


def state_of(item: Any, what: Any, kind: ItemKind, known: Known, before: Mapping[str, Any]) -> Any:
    """The state that a sound row makes."""
    owners: frozenset[UUID] = known.lines.get(item.unit_id, frozenset())
    said = {**before, **kind.values(what, owners, known)}
    act = known.act.columns()
    return kind.state(id=new_id(), unit_id=item.unit_id, **{kind.key: item.id}, **said, **act)


def _event(before: Any, entry: Entry, kind: ItemKind, act: Act) -> audit.BatchEvent:
    item, state = entry.item, entry.latest
    was = None if before is None else {name: getattr(before, name) for name in kind.said}
    now = {name: getattr(state, name) for name in kind.said}
    differing = {name: value for name, value in now.items() if was is None or was[name] != value}
    earlier = None if was is None else {name: was[name] for name in differing}
    after = {"code": item.code, **differing, **act.columns()}
    happened = kind.happened(before, state)
    return audit.BatchEvent(happened, id_of(item), item.unit_id, [state.id], earlier, after, act.cited())
