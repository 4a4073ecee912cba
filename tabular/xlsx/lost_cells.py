"""Cells whose value a workbook has lost, or never had: errors, formulas without values, digits, identifiers."""

from collections.abc import Sequence
from typing import NamedTuple

import fastexcel
import polars as pl

from tabular.xlsx.sheet_xml import Marks

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


def broken(header: Sequence[str], errors: Errors, marks: Marks) -> list[Lost]:
    """Cells that show an error instead of a value."""
    found = []
    for error in errors:
        row, column = error.position
        sign = SIGNS.get(error.detail.partition("Error(")[2].partition(")")[0], "#ERROR!")
        sign = marks.errors.get((row, marks.first_column + column), sign)
        rule = "The spreadsheet shows an error here instead of a value."
        found.append(Lost(row - 1, header[column], sign, rule, "Mend the formula, or write the value."))
    return found


def without_value(header: Sequence[str], marks: Marks, columns: Sequence[str]) -> list[Lost]:
    """Formulas that a program wrote and nobody computed."""
    rule = "A formula stands here and no value: the program that wrote it has not computed it."
    way_out = "Open the workbook in the spreadsheet program, save it, and bring it again."
    named = {marks.first_column + place: name for place, name in enumerate(header)}
    return [
        Lost(row - 1, named[column], "a formula", rule, way_out)
        for row, column in marks.without_value
        if row > 0 and named.get(column) in columns
    ]


def rounded(text: pl.DataFrame, is_number: pl.DataFrame, numbers: pl.DataFrame) -> list[Lost]:
    """Numbers with more digits than a workbook keeps; the same digits stored as text are all there."""
    rule = "A workbook keeps only 15 digits of a number; the last ones of this are not those written."
    way_out = "Write it as text, or bring the table as CSV or Parquet."
    return [
        Lost(place, name, str(text[name][place]), rule, way_out)
        for name in numbers.columns
        for place in (is_number[name].is_not_null() & (numbers[name].abs() > EXACT)).arg_true()
    ]


def misread(number: float, code: str | None) -> tuple[str, str] | None:
    """Why a number is no identifier: it is a fraction, or shown otherwise than it is held."""
    way_out = "Format the column as text, and write it again as it should read."
    if not number.is_integer():
        return "A number with decimals is no identifier: 1.10 would be 1.1.", way_out
    held = str(int(number))
    shown = held if code is None else _shown(held, code)
    if shown == held:
        return None
    return f"The sheet shows {shown} and holds {held}: which of them it is cannot be known.", way_out


def _shown(digits: str, code: str) -> str:
    """A whole number in a format of zeros or thousands; of any other only that it is another."""
    plain = code.split(";", maxsplit=1)[0].replace('"', "").replace("\\", "")
    if plain and set(plain) == {"0"}:
        return digits.zfill(len(plain))
    if plain in {"#,##0", "# ##0"}:
        return f"{int(digits):,}"
    return f"it as “{code}”"
