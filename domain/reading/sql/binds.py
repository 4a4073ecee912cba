"""Slots become parameters of the statement, each with the function that reads what was sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, make_url, select

from domain.errors import Refusal
from domain.reading.sql.json_text import constant

Read = Callable[[Any], Any]
Fault = Callable[[int, Refusal], Exception]
DIALECT = make_url("postgresql+asyncpg://").get_dialect()()

# Local to the transaction, which is this one statement: the next on the same connection begins as nobody.
ENTERING = """with entered as materialized (
    select set_config('meritgrid.actor', ${}, true), set_config('meritgrid.day', ${}, true),
           set_config('meritgrid.language', ${}, true)
){}
from entered"""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement that returns JSON in UTF-8. Its last three parameters say who reads, on which day,
    and in which language.

    `takes`: for each parameter before those its slot, and how to read what is there. `judges`: the same of slots that
    the statement does not need, and that must not be wrong either.
    """

    sql: str
    takes: tuple[tuple[int, Read], ...]
    judges: tuple[tuple[int, Read], ...] = ()

    def binds(self, slots: list[Any], fault: Fault = lambda _, refusal: refusal) -> list[Any]:
        """All parameters but the last three, for what was sent in `slots`.

        Raises Invalid for what cannot be, as `fault` of the slot and the refusal tells it.
        """
        found = []
        for slot, read in (*self.takes, *self.judges):
            try:
                found.append(read(slots[slot]))
            except Refusal as refusal:
                raise fault(slot, refusal) from None
        return found[: len(self.takes)]


@dataclass(slots=True)
class Binds:
    """The parameters met while a statement is written."""

    taken: dict[str, tuple[int, Read]] = field(default_factory=dict)
    judged: list[tuple[int, Read]] = field(default_factory=list)

    def take(self, slot: int, read: Read, kind: Any = None) -> BindParameter[Any]:
        """A parameter for what will be in `slot`."""
        name = f"p{len(self.taken)}"
        self.taken[name] = (slot, read)
        return bindparam(name, type_=kind)

    def judge(self, slot: int, read: Read) -> None:
        """Have what will be in `slot` refused when it cannot be, though nothing of the statement needs it."""
        self.judged.append((slot, read))

    def statement(self, query: Select[Any]) -> Statement:
        """The finished statement, in the words of PostgreSQL."""
        json = func.convert_to(query.scalar_subquery(), constant("UTF8"))
        compiled = select(json).compile(dialect=DIALECT)
        takes = tuple(self.taken[name] for name in compiled.positiontup or ())
        rest = str(compiled)
        # What the statement names itself stands behind what comes first.
        rest = f",{rest.removeprefix('WITH')}" if rest.startswith("WITH ") else f"\n{rest}"
        last = len(takes)
        return Statement(ENTERING.format(last + 1, last + 2, last + 3, rest), takes, tuple(self.judged))
