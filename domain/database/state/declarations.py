"""Declarations: what an area says of its guards, and all of them together as replaceable objects."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from domain.database.state import event, policy, split
from domain.database.state.event import Event, Noted
from domain.database.state.policy import Rule
from domain.database.state.replaceable import Replaceable, ordered

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Declared:
    """The guards of one area: rules of its tables, events that tell of them, and the folder with its SQL files.

    `functions`: gives the statements of functions that are made of data in the code. Only whoever makes or compares
    guards asks: such data may be all pay models that ship.
    """

    name: str
    folder: Path
    policies: Mapping[str, Rule]
    events: Mapping[str, Event] = field(default_factory=dict)
    noted: Sequence[Noted] = ()
    functions: Callable[[], Sequence[str]] = tuple


def replaceable_objects(areas: Sequence[Declared]) -> list[Replaceable]:
    """Everything that the areas declare, in an order in which it can be made.

    Raises ValueError for a file that holds something else, or for what is declared twice.
    """
    return ordered(_statements(areas))


def sql_files(folder: Path) -> list[Path]:
    """The SQL beside the tables of an area: loose, or in `sql/`."""
    return [*sorted(folder.glob("*.sql")), *sorted(folder.glob("sql/*.sql"))]


def _statements(areas: Sequence[Declared]) -> Iterator[str]:
    for folder in (HERE, *(area.folder for area in areas)):
        for path in sql_files(folder):
            yield from split.statements(path.read_text(encoding="utf-8"))
    noted = [one for area in areas for one in area.noted]
    yield event.function(_together(areas), noted)
    for one in noted:
        yield from event.triggers(one)
    for area in areas:
        yield from area.functions()
        for table, rule in area.policies.items():
            yield from policy.statements(table, rule)


def _together(areas: Sequence[Declared]) -> dict[str, Event]:
    events: dict[str, Event] = {}
    for area in areas:
        if twice := events.keys() & area.events.keys():
            raise ValueError(f"an event is declared by two areas: {', '.join(sorted(twice))}")
        events |= area.events
    return events
