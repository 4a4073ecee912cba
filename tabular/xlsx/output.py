"""A table as a workbook: amounts as numbers with separators of thousands, identifiers as text."""

import io
from datetime import datetime
from typing import Any

import polars as pl
import xlsxwriter

from tabular.errors import FileRefused
from tabular.xlsx.lost_cells import EXACT

MOST_ROWS = 1_048_575
FORMATS = {pl.Int64: "#,##0", pl.Date: "yyyy-mm-dd"}
_WAY_OUT = "Write CSV or Parquet (--out FILE.csv)."
# The same table is the same file: a workbook otherwise holds the moment it was written.
_WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zones


def write_xlsx(frame: pl.DataFrame, buffer: io.BytesIO) -> None:
    """Write the one sheet of a workbook. Raises FileRefused for what a workbook would cut off or round."""
    _refuse(frame)
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _WRITTEN})
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(frame.iter_columns()):
            kind = FORMATS.get(column.dtype.base_type())
            shown = book.add_format({"num_format": kind}) if kind else None
            sheet.write_string(0, place, column.name, bold)
            _write(sheet, place, column, shown)
            sheet.set_column(place, place, _width(column), shown)


def _write(sheet: Any, place: int, column: pl.Series, shown: Any) -> None:
    # Each kind by its own method: a name such as “=1+1” stays the name.
    write = {
        pl.Int64: sheet.write_number,
        pl.Boolean: sheet.write_boolean,
        pl.Date: sheet.write_datetime,
    }.get(column.dtype.base_type(), sheet.write_string)
    for row, value in enumerate(column, start=1):
        if value is not None:
            write(row, place, value, shown)


def _width(column: pl.Series) -> int:
    longest = max(column.cast(pl.String).str.len_chars().drop_nulls(), default=0)
    separators = longest // 3 if column.dtype == pl.Int64 else 0
    return max(len(column.name), longest + separators) + 2


def _refuse(frame: pl.DataFrame) -> None:
    if frame.height > MOST_ROWS:
        raise FileRefused(
            "file_rows", f"A workbook holds {MOST_ROWS:,} rows, and these are {frame.height:,}. {_WAY_OUT}"
        )
    for column in frame.iter_columns():
        if column.dtype.is_integer() and (beyond := column.filter(column.abs() > EXACT)).len():
            raise FileRefused(
                "file_numbers",
                f"A workbook would round {column.name}: {beyond[0]} has more digits than it keeps. {_WAY_OUT}",
            )
