"""A sheet of a workbook as text, as exactly as the workbook holds it.

A workbook holds numbers as floating point. A whole number there is one here; anything else stays what it is, to be
judged as text would be. Beyond 2**53 a workbook has already rounded, so such a number is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from unicodedata import normalize

import fastexcel
import polars as pl

from tabular.errors import FileRefused, NoSuchFile
from tabular.source import Source
from tabular.xlsx.lost_cells import SIGNS, Errors, Lost, broken, misread, rounded, without_value
from tabular.xlsx.sheet_xml import Marks, has_formulas, marks, without_new_errors

NEW_ERROR = "Unsupported cell error value"


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows under the header as text (empty where a value is lost), and what is lost."""

    text: pl.DataFrame
    lost: Sequence[Lost]


class Sheet:
    """One sheet of a workbook. Raises NoSuchFile for a sheet that is not there, FileRefused for no workbook."""

    def __init__(self, source: Source) -> None:
        self._source, self._data = source, source.data
        self._book = self._opened()
        self._name = _chosen(source, self._book)
        first = self._load("string", n_rows=1)[0]
        # The reader's own name of each column: places would count from the sheet's edge, not from the table's.
        self._own = first.columns
        self.header = [str(name or "").strip() for row in first.rows() for name in row]

    def cells(self, columns: Sequence[str], whole: Sequence[str], names: Sequence[str]) -> Cells:
        """The columns of these names; those in `whole` with every decimal, those in `names` as identifiers."""
        text, errors = self._columns("string", columns)
        long = [name for name in columns if text[name].str.contains(r"^-?\d{16,}$").any()]
        marks = self._marks(names)
        text = _extended(text, marks)
        lost = [
            *broken(self.header, errors, marks),
            *without_value(self.header, marks, columns),
            *rounded(text, self._numbers("boolean", long), self._numbers("float", long)),
            *self._misnamed(text, marks, names),
        ]
        for cell in lost:
            text[cell.place, cell.column] = None
        numbers = _extended(self._numbers("float", whole), marks)
        return Cells(text.with_columns(_unrounded(text[name], numbers[name]) for name in whole), lost)

    def _marks(self, names: Sequence[str]) -> Marks:
        """What only the XML tells; it is read when there is something to look for."""
        numbers, patched = self._numbers("boolean", names), self._data is not self._source.data
        if (
            patched
            or any(numbers[name].is_not_null().any() for name in names)
            or has_formulas(self._source.data, self._name)
        ):
            return marks(self._source.data, self._name)
        return Marks()

    def _misnamed(self, text: pl.DataFrame, marks: Marks, names: Sequence[str]) -> list[Lost]:
        """Identifiers that are held as numbers and are not what the sheet shows."""
        is_number, numbers = self._numbers("boolean", names), self._numbers("float", names)
        return [
            Lost(place, name, str(text[name][place]), *why)
            for name in names
            for place in is_number[name].is_not_null().arg_true()
            if (
                why := misread(
                    numbers[name][place], marks.formats.get((place + 1, self._place_of(name, marks)))
                )
            )
        ]

    def _place_of(self, name: str, marks: Marks) -> int:
        return marks.first_column + self.header.index(name)

    def _numbers(self, kind: fastexcel.DType, names: Sequence[str]) -> pl.DataFrame:
        return self._columns(kind, names)[0] if names else pl.DataFrame()

    def _columns(self, kind: fastexcel.DType, names: Sequence[str]) -> tuple[pl.DataFrame, Errors]:
        frame, errors = self._load(kind, use_columns=[self._own[self.header.index(name)] for name in names])
        return frame.rename(dict(zip(frame.columns, names, strict=True))).slice(1), errors

    def _load(self, kind: fastexcel.DType, **options: Any) -> tuple[pl.DataFrame, Errors]:
        # No row is skipped: the places in the answer are then those of the sheet.
        try:
            sheet = self._book.load_sheet(self._name, header_row=None, skip_rows=0, dtypes=kind, **options)
        except fastexcel.FastExcelError as error:
            if NEW_ERROR not in str(error) or self._data is not self._source.data:
                raise _damaged(self._source) from None
            self._data = without_new_errors(self._source.data, self._name, set(SIGNS.values()))
            self._book = self._opened()
            return self._load(kind, **options)
        batch, errors = sheet.to_arrow_with_errors()
        return pl.DataFrame(pl.from_arrow(batch)), errors.errors if errors else []

    def _opened(self) -> fastexcel.ExcelReader:
        try:
            return fastexcel.read_excel(self._data)
        except fastexcel.FastExcelError:
            raise FileRefused(
                "file_format",
                f"{self._source.name} is a zip file but no workbook: unpack it, or save the workbook again as .xlsx.",
            ) from None


def _damaged(source: Source) -> FileRefused:
    return FileRefused(
        "file_damaged",
        f"{source.name} is damaged: the sheet ends in the middle. Copy the file again, or open it in the spreadsheet"
        " program and save it anew.",
    )


def _chosen(source: Source, book: fastexcel.ExcelReader) -> str:
    names = book.sheet_names
    if source.sheet is None:
        return _first_shown(source, book)
    asked = normalize("NFC", source.sheet)
    if found := [name for name in names if normalize("NFC", name) == asked]:
        return found[0]
    near = get_close_matches(source.sheet, names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(names)}."
    raise NoSuchFile("file_sheet", f"{source.name}: the workbook has no sheet {source.sheet!r}: {hint}")


def _first_shown(source: Source, book: fastexcel.ExcelReader) -> str:
    """The first sheet that whoever opens the workbook sees."""
    for name in book.sheet_names:
        try:
            if book.load_sheet(name, n_rows=0).visible == "visible":
                return name
        except fastexcel.FastExcelError:
            # Its cells cannot be read as they are: that is said when they are read.
            return name
    raise FileRefused(
        "file_sheet", f"{source.name}: every sheet is hidden. Show one, or name one: {source.name}#NAME."
    )


def _extended(frame: pl.DataFrame, marks: Marks) -> pl.DataFrame:
    """The rows down to the last formula without a value: a reader ends at the last value."""
    last = max((row for row, _ in marks.without_value), default=0)
    return pl.concat([frame, frame.clear(max(0, last - frame.height))])


def _unrounded(text: pl.Series, numbers: pl.Series) -> pl.Series:
    """The text with all decimals of a number: as text it comes rounded to nine."""
    fraction = text.is_not_null() & (numbers != numbers.floor()).fill_null(value=False)
    return text.zip_with(~fraction, numbers.cast(pl.String))
