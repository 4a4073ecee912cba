"""The tables that a model takes, read from files; every fault under the name of its file."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from itertools import islice
from typing import Any

import polars as pl

from domain.errors import Invalid, NotFound
from domain.language.text import Text
from pay_models.kernel import PayModel, Rows
from pay_models.kernel.declare.rows import columns_of, keys_of
from pay_models.kernel.declare.units import Unit, unit_of
from pay_models.kernel.errors import BadRows, Fault, Refused, UnknownModel, UnknownParameter
from pay_models.kernel.tables.checks import check
from tabular import files

PART = 100_000
"""So many rows are judged at once where all of them may be at fault."""
KINDS: Mapping[str, type[pl.DataType]] = {
    "Int64": pl.Int64,
    "Boolean": pl.Boolean,
    "Date": pl.Date,
    "String": pl.String,
}


class BadTables(Invalid):
    """Rows that nobody may be paid from, in `faults`; `all`: no other was found, nor was the search broken off."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults[: files.MOST_FAULTS], key=lambda fault: (fault.table, fault.row or 0))
        self.all = len(faults) < files.MOST_FAULTS
        super().__init__("bad_rows", "\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Tables:
    """The name of the file of each table that a model takes, and the tables that were read here."""

    names: Mapping[str, str]
    typed: Mapping[str, files.Typed]

    @property
    def frames(self) -> dict[str, pl.DataFrame]:
        """What the kernel takes, by stage."""
        return {stage: each.frame for stage, each in self.typed.items()}

    def known(self, fault: Fault) -> Fault:
        """A fault that the kernel found, under the file and the row number that its reader knows."""
        if fault.table not in self.names:
            return fault
        typed = self.typed.get(fault.table)
        row = typed.rows[fault.row - 1] if typed and fault.row else fault.row
        return replace(fault, table=self.names[fault.table], row=row)


@contextmanager
def in_words(tables: Tables | None = None) -> Iterator[None]:
    """Turn what the kernel refuses into refusals of this command, faults into those of the files."""
    try:
        yield
    except BadRows as bad:
        raise BadTables([tables.known(each) if tables else each for each in bad.faults]) from None
    except (UnknownModel, UnknownParameter) as unknown:
        raise NotFound(unknown.code, Text(unknown.template, **unknown.values)) from None
    except Refused as refused:
        raise Invalid(refused.code, Text(refused.template, **refused.values)) from None


def read_tables(model: PayModel[Any], places: Mapping[str, str]) -> Tables:
    """A table for each stage that takes one. Raises BadTables when a cell does not fit its column."""
    names = {stage: files.named(place) for stage, place in places.items()}
    read = Tables(names, {stage: _read(rows, places[stage]) for stage, rows in model.given.items()})
    cells = [Fault(*astuple(fault)) for typed in read.typed.values() for fault in typed.faults]
    if len(cells) >= files.MOST_FAULTS:
        raise BadTables(cells)
    if cells or any(frame.height > PART for frame in read.frames.values()):
        others = list(islice(_others(model, read, cells), files.MOST_FAULTS))
        if cells or others:
            raise BadTables([*cells, *others])
    return read


def _read(rows: type[Rows], place: str) -> files.Typed:
    types = {name: KINDS[str(column.dtype)] for name, column in columns_of(rows).items()}
    counts = {name: counted(unit_of(name)) for name, kind in types.items() if kind == pl.Int64}
    return files.read_table(place, types, keys_of(rows), counts)


def counted(unit: Unit) -> files.Counted:
    """A unit in the words of a fault. Only decimals of a part are taken for what they say: 12.5 of bp may be either."""
    worth = f" (1 % is {10**unit.decimals})" if unit.decimals and unit.sign == "%" else ""
    return files.Counted(unit.name + worth, unit.decimals if unit.part else 0)


def _others(model: PayModel[Any], read: Tables, cells: Sequence[Fault]) -> Iterator[Fault]:
    """What else is wrong. A cell that does not fit is empty in its frame: the model would blame it again."""
    seen = {(fault.table, fault.row, fault.column) for fault in cells}
    for stage, rows in model.given.items():
        for fault in _in_parts(rows, read.frames[stage], stage):
            known = read.known(fault)
            if (known.table, known.row, known.column) not in seen:
                yield known


def _in_parts(rows: type[Rows], frame: pl.DataFrame, stage: str) -> Iterator[Fault]:
    """The faults of a frame, a part after the other: naming those of millions of rows would take all memory."""
    for start in range(0, frame.height, PART):
        try:
            check(rows, frame.slice(start, PART), stage)
        except BadRows as bad:
            yield from (replace(each, row=each.row and each.row + start) for each in bad.faults)
