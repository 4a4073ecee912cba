"""A fact: one table at one grain, raw, for any people and any period."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

# A key times this leaves room for a month of a period: keys are proven unique by their low 60 bits.
SLOTS = 16
Kind = Literal["key", "uuid", "number", "day", "flag", "word", "text"]
# Of whom a row is: of the people chosen, of the posts that they hold, or of nobody.
Whose = Literal["people", "posts", "everybody"]


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column of a fact's frame and what it is counted in.

    kind: `key` is an id to join by (Int64, its low 64 bits), `uuid` the same as text, `number` Int64, `day` Date,
    `flag` Boolean, `word` one of `words`, `text` String. `sql`: the column of the table, when it has another name.
    `unit`: hundredths, basis points, and so on. `empty`: it may be null.
    """

    name: str
    kind: Kind
    unit: str = ""
    sql: str = ""
    words: tuple[str, ...] = ()
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known at a grain.

    keys: the columns that name a row; a single one of kind `key` is proven unique with each reading. `holds`: which
    rows, in SQL; $2 is the period's first day, $3 the day after its last, $4 its kind. `whose` the rows are, and by
    which column (`by`). `parts`: a column by which a large answer is cut.
    """

    name: str
    table: str
    keys: tuple[str, ...]
    columns: tuple[FactColumn, ...]
    holds: str = "true"
    whose: Whose = "everybody"
    by: str = "employee_id"
    parts: str = ""

    def statement(self, chosen: str = "") -> str:
        """The raw statement: this table alone. `chosen`: a condition on `by` that says whose rows."""
        columns = ", ".join(f"{one.sql or one.name} as {one.name}" for one in self.columns)
        more = f" and {chosen}" if chosen and self.whose != "everybody" else ""
        return f"select {columns} from {self.table} where {self.holds}{more}"  # noqa: S608 - names of our own code


def key_of(id_: UUID) -> int:
    """An id as columns of kind `key` hold it."""
    return int.from_bytes(id_.bytes[8:], "big", signed=True)
