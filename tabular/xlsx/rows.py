"""A sheet of a workbook in the types that a model's schema asks for."""

from collections.abc import Sequence

import polars as pl

from tabular.cells.header import check_header
from tabular.cells.types import NO_COUNTS, Counts, Typed, Types, named_by, typed
from tabular.errors import CellFault, FileRefused
from tabular.source import Source
from tabular.xlsx.lost_cells import Lost
from tabular.xlsx.workbook import Cells, Sheet

HEADER_ROW = 1
_DAY = r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$"


def read_xlsx(source: Source, types: Types, keys: Sequence[str], counts: Counts = NO_COUNTS) -> Typed:
    """The columns of one sheet as Int64, Boolean, Date or String; rows without anything in them are left out.

    Raises NoSuchFile for a sheet that is not there, FileRefused when it is no workbook or no such table.
    """
    sheet = Sheet(source)
    check_header(source.name, sheet.header, types)
    whole = [name for name, kind in types.items() if kind == pl.Int64]
    names = [name for name, kind in types.items() if kind == pl.String]
    cells = _with_days(sheet.cells(list(types), whole, names), types)
    kept = _kept(cells)
    if kept.is_empty():
        raise FileRefused(
            "file_empty", f"{source.name} has a header and no rows: there is nothing to compute."
        )
    lost = [_fault(source.name, cell, cells.text, keys) for cell in cells.lost]
    answer = typed(source.name, cells.text[kept], types, keys, kept + HEADER_ROW + 1, counts)
    return Typed(answer.frame, [*lost, *answer.faults], answer.rows)


def _with_days(cells: Cells, types: Types) -> Cells:
    """Days without the hour that a workbook gives them; in a column of names a day is a name lost."""
    days = [name for name, kind in types.items() if kind == pl.Date]
    text = cells.text.with_columns(pl.col(days).str.strip_suffix(" 00:00:00"))
    rule = "The spreadsheet has made a day of what was written here."
    way_out = "Format the column as text, and write it again."
    lost = [
        Lost(place, name, text[name][place], rule, way_out)
        for name, kind in types.items()
        if kind == pl.String
        for place in text[name].str.contains(_DAY).fill_null(value=False).arg_true()
    ]
    return Cells(text, [*cells.lost, *lost])


def _kept(cells: Cells) -> pl.Series:
    """The places of the rows that hold anything, a value or an error."""
    holds = (
        cells.text.select(pl.any_horizontal(pl.all().str.contains(r"\S"))).to_series().fill_null(value=False)
    )
    places = pl.concat(
        [holds.arg_true().cast(pl.Int64), pl.Series([cell.place for cell in cells.lost], dtype=pl.Int64)]
    )
    return places.unique().sort()


def _fault(table: str, cell: Lost, text: pl.DataFrame, keys: Sequence[str]) -> CellFault:
    key = named_by(text.row(cell.place, named=True), keys)
    row = cell.place + HEADER_ROW + 1
    return CellFault(table, row, key, cell.column, cell.value, cell.rule, cell.way_out)
