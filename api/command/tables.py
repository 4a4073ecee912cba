"""The tables that a model takes, read from files; every fault under the name of its file."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import polars as pl

from api import files
from domain.errors import Invalid, NotFound
from pay_models.kernel import PayModel, Rows
from pay_models.kernel.checking import check
from pay_models.kernel.errors import BadRows, Fault, Refused, UnknownModel, UnknownParameter
from pay_models.kernel.rows import columns_of, keys_of

KINDS: Mapping[str, type[pl.DataType]] = {
    "Int64": pl.Int64,
    "Boolean": pl.Boolean,
    "Date": pl.Date,
    "String": pl.String,
}


class BadTables(Invalid):
    """Rows that nobody may be paid from: every one of them is in `faults`."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.table, fault.row or 0))
        super().__init__("bad_rows", "\n".join(map(str, self.faults)))


@contextmanager
def in_words(named: Mapping[str, str] | None = None) -> Iterator[None]:
    """Turn what the kernel refuses into refusals of this command; `named` gives the file of each stage."""
    try:
        yield
    except BadRows as bad:
        renamed = (replace(each, table=(named or {}).get(each.table, each.table)) for each in bad.faults)
        raise BadTables(list(renamed)) from None
    except (UnknownModel, UnknownParameter) as unknown:
        raise NotFound(unknown.code, str(unknown)) from None
    except Refused as refused:
        raise Invalid(refused.code, str(refused)) from None


def read_tables(model: PayModel[Any], places: Mapping[str, str]) -> dict[str, pl.DataFrame]:
    """A frame for each stage that takes one. Raises BadRows for cells that do not fit their columns."""
    tables = {stage: _read(rows, places[stage]) for stage, rows in model.given.items()}
    cells = [replace(fault, table=stage) for stage, table in tables.items() for fault in table.faults]
    if cells:
        raise BadRows([*cells, *_others(model, tables, cells)])
    return {stage: table.frame for stage, table in tables.items()}


def _read(rows: type[Rows], place: str) -> files.Typed:
    types = {name: KINDS[str(column.dtype)] for name, column in columns_of(rows).items()}
    return files.read_table(place, types, keys_of(rows))


def _others(
    model: PayModel[Any], tables: Mapping[str, files.Typed], cells: Sequence[Fault]
) -> Iterator[Fault]:
    """What else is wrong. A cell that does not fit is empty in its frame: the model would blame it again."""
    seen = {(fault.table, fault.row, fault.column) for fault in cells}
    for stage, rows in model.given.items():
        try:
            check(rows, tables[stage].frame, stage)
        except BadRows as bad:
            yield from (each for each in bad.faults if (each.table, each.row, each.column) not in seen)
