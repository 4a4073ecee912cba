"""Events of the trail as data: whose right each takes, and the changes of which tables it names.

Each area declares in `events.py` the events that tell of its tables, and once which of them need one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import EllipsisType

_OF_CHANGES = {"insert": "new", "update": "new", "delete": "old"}


@dataclass(frozen=True)
class Noted:
    """A table of which a change that no event names is refused at the commit; `by` is the function that notes it.

    `part`: a column for each of whose values a statement makes a note of its own, so that one can write what several
    events name.
    """

    table: str
    by: str = "note_changes"
    part: str = ""


@dataclass(frozen=True)
class Event:
    """`tables`: what changed before it in the transaction and no other event names; the first is its subject's table.

    An event with tables is refused where none of them changed; `...` is every other table that needs an event.
    `verb`: what its actor must hold on its unit; without one, only a program that signs in as the owner of the
    database records it.
    """

    tables: tuple[str | EllipsisType, ...]
    verb: str | None


def function(events: Mapping[str, Event], noted: Sequence[Noted]) -> str:
    """The function by which the database knows the events."""
    everything = sorted(one.table for one in noted)
    rows = ",\n        ".join(
        f"('{name}', {_text(event.verb)}, array[{', '.join(map(_text, _tables(event, everything)))}]::text[])"
        for name, event in sorted(events.items())
    )
    return f"""create or replace function meritgrid_event(called text, out verb text, out tables text[])
    returns setof record language sql immutable as $$
    select e.verb, e.tables from (values
        {rows}
    ) e (name, verb, tables) where e.name = called
$$"""


def triggers(noted: Noted) -> Iterator[str]:
    """Those that note the changed rows of a table, a statement at a time."""
    part = f"'{noted.part}'" if noted.part else ""
    for operation, rows in _OF_CHANGES.items():
        yield (
            f"create trigger {noted.table}_noted_on_{operation} after {operation} on {noted.table}"
            f" referencing {rows} table as changed for each statement execute function {noted.by}({part})"
        )


def _tables(event: Event, everything: Sequence[str]) -> Sequence[str]:
    named = [table for table in event.tables if isinstance(table, str)]
    return named if ... not in event.tables else [*named, *(one for one in everything if one not in named)]


def _text(value: str | None) -> str:
    return "null::text" if value is None else f"'{value}'"
