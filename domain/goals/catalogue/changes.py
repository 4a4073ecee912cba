"""Changing items of catalogues from a day on by an act, and taking back what was dated by slip."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import WriteSession, day_of
from domain.errors import Invalid, Refusal
from domain.goals.catalogue import refusals
from domain.goals.catalogue.creation import gathered, state_of, write
from domain.goals.catalogue.kind import ItemChange, ItemKind, Known
from domain.goals.catalogue.register import Entry, called, register
from domain.organisation import act as acts
from domain.organisation import places
from domain.organisation.act import Act
from domain.organisation.posts import refusals as rows_of
from domain.organisation.service import write_alone
from domain.reading.ids import global_id


async def change(
    session: WriteSession,
    actor: Actor,
    kind: ItemKind,
    act: Act,
    rows: Sequence[ItemChange | None],
    refused: Sequence[Refusal] = (),
) -> list[Any]:
    """Change items from the act's day on, in the order given: all or none.

    Raises every fault of every row: an item that is not there, not the actor's to write for, closed, changed since it
    was read, with a state on that day or later, or that is all that already; and what the kind refuses.
    """
    sound = places.sound(rows, kind.rows)
    await write_alone(session)
    named = [each.item for each in sound.values()]
    known = await gathered(session, actor, kind, act, named, (), [each.what for each in sound.values()])
    wrong = [*refused, *acts.faults(act, day_of(session))]
    if kind.monthly:
        wrong += refusals.within_a_month(act.effective_from)
    made: list[tuple[Any, Entry]] = []
    done: dict[UUID, int] = {}
    for row, each in sound.items():
        entry, found = _judged(each, kind, known, done, f"input.{kind.rows}.{row}")
        wrong += found
        if entry is not None:
            done.setdefault(entry.item.id, row)
        if entry is not None and not found:
            state = state_of(entry.item, each.what, kind, known, _said(entry.latest, kind))
            made.append((entry.latest, entry.then(state)))
            known.own.put(made[-1][1])
    places.refuse(wrong)
    await write(session, actor, kind, known.act, made)
    return [entry.item for _, entry in made]


async def withdraw(
    session: WriteSession, actor: Actor, kind: ItemKind, state: Any, reason: str, deletes: str, happened: str
) -> str:
    """Take back the latest state of an item, and the item with its only one; gives the unit that owns it.

    `deletes`: the database's function, the only one that may, of what nothing hangs on. Raises Conflict
    (`not_the_latest`, and what the function refuses).
    """
    of, unit_id = getattr(state, kind.key), state.unit_id
    (entry,) = (await register(session, kind.model, kind.state, kind.key, called(kind.model, [of]))).entries()
    if entry.latest.id != state.id:
        raise places.NOT_THE_LATEST
    before = {"code": entry.item.code, **_said(state, kind), "effective_from": state.effective_from}
    gone = {"state": state.id}
    session.expunge_all()
    await session.execute(text(f"select {deletes}(:state)"), gone)
    subject = global_id(kind.model.__name__, of)
    await audit.tell(session, actor, happened, subject, unit_id=unit_id, before=before, reason=reason)
    return global_id("Unit", unit_id)


def _judged(
    each: ItemChange, kind: ItemKind, known: Known, done: Mapping[UUID, int], at: str
) -> tuple[Entry | None, list[Refusal]]:
    path = f"{at}.{kind.named}{'Id' if isinstance(each.item, UUID) else 'Code'}"
    if each.item is None:
        nothing = Invalid(
            "item_missing", "Say which one, by {field}Id or by {field}Code.", path, field=kind.named
        )
        return None, [nothing]
    entry, absent = refusals.picked(kind, each.item, known, path)
    if entry is None:
        return None, absent
    if entry.item.id in done:
        return entry, [rows_of.given_twice(kind.rows, done[entry.item.id], entry.item.code, path)]
    return entry, list(_faults(each, entry, kind, known, path, at))


def _faults(
    each: ItemChange, entry: Entry, kind: ItemKind, known: Known, path: str, at: str
) -> Iterator[Refusal]:
    if entry.item.unit_id not in known.theirs:
        yield refusals.not_theirs(known.units[entry.item.unit_id].code, path)
    yield from rows_of.dated_after(entry.item.code, entry, known.day, path)
    if each.expected_state_id is not None and entry.latest.id != each.expected_state_id:
        yield refusals.stale(entry, f"{at}.expectedStateId")
    owners = known.lines.get(entry.item.unit_id, frozenset())
    if broken := list(kind.faults(each.what, entry, owners, known, at)):
        yield from broken
    elif _says_nothing(each.what, entry, kind, known, owners):
        yield Invalid(
            "nothing_changes",
            "{item} is all that already: say what becomes of it, or leave this row out.",
            path,
            item=entry.item.code,
        )


def _says_nothing(what: Any, entry: Entry, kind: ItemKind, known: Known, owners: frozenset[UUID]) -> bool:
    said = _said(entry.latest, kind)
    return all(said[name] == value for name, value in kind.values(what, owners, known).items())


def _said(state: Any, kind: ItemKind) -> dict[str, Any]:
    return {name: getattr(state, name) for name in kind.said}
