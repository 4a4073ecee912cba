"""A CSV in the types that a model's schema asks for, each row whole and numbered as a spreadsheet numbers it."""

import csv
from collections.abc import Sequence

import polars as pl
import pyarrow as pa
from pyarrow import csv as arrow_csv

from tabular.cells.header import check_header
from tabular.cells.identifiers import blank_as_null, unquoted
from tabular.cells.types import NO_COUNTS, ROW, Counts, Typed, Types, typed
from tabular.encoding import first_line
from tabular.errors import FileRefused
from tabular.source import Source

SEPARATORS = (",", ";", "\t")
SHOWN = 20


def read_csv(source: Source, types: Types, keys: Sequence[str], counts: Counts = NO_COUNTS) -> Typed:
    """The columns as Int64, Boolean, Date or String (an empty cell is null); blank rows are left out.

    A spreadsheet of a country with decimal commas separates by semicolons: the separator is the one
    of `, ; tab` that finds most of the columns. Raises FileRefused naming rows that are cut short or too long.
    """
    text, columns = first_line(source), list(types)
    separator = max(SEPARATORS, key=lambda mark: len(set(_header(text, mark)) & set(columns)))
    header = _header(text, separator)
    check_header(source.name, header, columns)
    table = _parse(source, header, separator).with_columns(
        unquoted(blank_as_null(pl.col(name))).alias(name) for name in columns
    )
    filled = table.filter(pl.any_horizontal(pl.col(columns).is_not_null()))
    if filled.is_empty():
        raise FileRefused(
            "file_empty", f"{source.name} has a header and no rows: there is nothing to compute."
        )
    return typed(source.name, filled.select(columns), types, keys, filled[ROW], counts)


def _header(text: str, separator: str) -> list[str]:
    first = text.splitlines()[:1]
    return [name.strip() for name in next(csv.reader(first, delimiter=separator), [])]


def _parse(source: Source, header: Sequence[str], separator: str) -> pl.DataFrame:
    """Every row as text, with its number as a spreadsheet shows it. Raises FileRefused with all torn rows."""
    apart: list[arrow_csv.InvalidRow] = []

    def keep(row: arrow_csv.InvalidRow) -> str:
        apart.append(row)
        return "skip"

    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(source.data),
            # One thread: only then does Arrow number the rows that it refuses.
            read_options=arrow_csv.ReadOptions(use_threads=False, column_names=list(header), skip_rows=1),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=keep,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={name: pa.string() for name in header},
                strings_can_be_null=True,
                null_values=[""],
            ),
        )
    except pa.ArrowInvalid:
        raise FileRefused(
            "file_rows",
            f"{source.name}: a row is longer than a million characters: close a quotation mark that was opened, or"
            " put line breaks between the rows.",
        ) from None
    if torn := [row for row in apart if row.text.strip()]:
        raise _refusal(source.name, torn)
    read = pl.DataFrame(pl.from_arrow(table))
    numbers = pl.int_range(2, 2 + read.height + len(apart), dtype=pl.Int64, eager=True)
    blank = pl.Series([row.number for row in apart], dtype=pl.Int64)
    return read.with_columns(numbers.filter(~numbers.is_in(blank.implode())).alias(ROW))


def _refusal(name: str, torn: Sequence[arrow_csv.InvalidRow]) -> FileRefused:
    shown = [
        f"row {row.number} has {row.actual_columns} fields, the header {row.expected_columns}: "
        f"{row.text[:60]!r}"
        for row in torn[:SHOWN]
    ]
    more = f"\n... and {len(torn) - SHOWN} more." if len(torn) > SHOWN else ""
    return FileRefused(
        "file_rows",
        f"{name}: {len(torn)} torn row{'s' * (len(torn) > 1)}; put fields that hold a separator or a line "
        "break in quotation marks, and close every quotation mark.\n" + "\n".join(shown) + more,
    )
