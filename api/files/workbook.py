"""A sheet of a workbook as text, as exactly as the workbook holds it.

A workbook holds numbers as floating point. A whole number there is one here; anything else stays what it is, to be
judged as text would be. Beyond 2**53 a workbook has already rounded, so such a number is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

import fastexcel
import polars as pl

from api.files.source import Source
from domain.errors import Invalid, NotFound

EXACT = 2**53
SIGNS = {"Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!", "Ref": "#REF!",
         "Value": "#VALUE!"}  # fmt: skip
Errors = Sequence[fastexcel.CellError]


class Lost(NamedTuple):
    """A cell whose value the workbook itself has lost; `place` counts the rows under the header from 0."""

    place: int
    column: str
    value: str
    rule: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows under the header as text (empty where a value is lost), and what is lost."""

    text: pl.DataFrame
    lost: Sequence[Lost]


class Sheet:
    """One sheet of a workbook. Raises NotFound for a sheet that is not there, Invalid for no workbook."""

    def __init__(self, source: Source) -> None:
        try:
            self._book = fastexcel.read_excel(source.data)
        except fastexcel.FastExcelError:
            raise Invalid(
                "file_format",
                f"{source.name} is a zip file but no workbook: unpack it, or save the workbook again as .xlsx.",
            ) from None
        self._name = _chosen(source, self._book.sheet_names)
        first = self._load("string", n_rows=1)[0]
        # The reader's own name of each column: places would count from the sheet's edge, not from the table's.
        self._own = first.columns
        self.header = [str(name or "").strip() for row in first.rows() for name in row]

    def cells(self, columns: Sequence[str], whole: Sequence[str]) -> Cells:
        """The columns of these names; those in `whole` with every decimal that the workbook holds."""
        text, errors = self._columns("string", columns)
        long = [name for name in columns if text[name].str.contains(r"^-?\d{16,}$").any()]
        lost = [
            *_broken(self.header, errors),
            *_rounded(text, self._numbers("boolean", long), self._numbers("float", long)),
        ]
        for cell in lost:
            text[cell.place, cell.column] = None
        numbers = self._numbers("float", whole)
        return Cells(text.with_columns(_unrounded(text[name], numbers[name]) for name in whole), lost)

    def _numbers(self, kind: fastexcel.DType, names: Sequence[str]) -> pl.DataFrame:
        return self._columns(kind, names)[0] if names else pl.DataFrame()

    def _columns(self, kind: fastexcel.DType, names: Sequence[str]) -> tuple[pl.DataFrame, Errors]:
        frame, errors = self._load(kind, use_columns=[self._own[self.header.index(name)] for name in names])
        return frame.rename(dict(zip(frame.columns, names, strict=True))).slice(1), errors

    def _load(self, kind: fastexcel.DType, **options: Any) -> tuple[pl.DataFrame, Errors]:
        # No row is skipped: the places in the answer are then those of the sheet.
        sheet = self._book.load_sheet(self._name, header_row=None, skip_rows=0, dtypes=kind, **options)
        batch, errors = sheet.to_arrow_with_errors()
        return pl.DataFrame(pl.from_arrow(batch)), errors.errors if errors else []


def _chosen(source: Source, names: Sequence[str]) -> str:
    if source.sheet is None or source.sheet in names:
        return source.sheet or names[0]
    near = get_close_matches(source.sheet, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(names)}."
    raise NotFound("file_sheet", f"{source.name}: the workbook has no sheet {source.sheet!r}: {hint}")


def _broken(header: Sequence[str], errors: Errors) -> list[Lost]:
    """Cells that show an error instead of a value."""
    found = []
    for error in errors:
        row, column = error.position
        sign = SIGNS.get(error.detail.partition("Error(")[2].partition(")")[0], "#ERROR!")
        rule = "The spreadsheet shows an error here instead of a value."
        found.append(Lost(row - 1, header[column], sign, rule, "Mend the formula, or write the value."))
    return found


def _rounded(text: pl.DataFrame, is_number: pl.DataFrame, numbers: pl.DataFrame) -> list[Lost]:
    """Numbers with more digits than a workbook keeps; the same digits stored as text are all there."""
    rule = "A workbook keeps only 15 digits of a number; the last ones of this are not those written."
    way_out = "Write it as text, or bring the table as CSV or Parquet."
    return [
        Lost(place, name, str(text[name][place]), rule, way_out)
        for name in numbers.columns
        for place in (is_number[name].is_not_null() & (numbers[name].abs() > EXACT)).arg_true()
    ]


def _unrounded(text: pl.Series, numbers: pl.Series) -> pl.Series:
    """The text with all decimals of a number: as text it comes rounded to nine."""
    fraction = text.is_not_null() & (numbers != numbers.floor()).fill_null(value=False)
    return text.zip_with(~fraction, numbers.cast(pl.String))
