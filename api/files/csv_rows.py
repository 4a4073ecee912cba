"""A CSV as columns of text, each row whole; what the text means is decided later, by the model's schema."""

import csv
import io
from collections.abc import Sequence
from itertools import islice

import polars as pl
import pyarrow as pa
from pyarrow import csv as arrow_csv

from api.files.encoding import decoded
from api.files.header import check_header
from api.files.source import Source
from domain.errors import Invalid

SEPARATORS = (",", ";", "\t")
SHOWN = 20


def read_text(source: Source, columns: Sequence[str]) -> pl.DataFrame:
    """Every row as text (an empty cell is null), the columns in the order asked for.

    A spreadsheet of a country with decimal commas separates by semicolons: the separator is the one
    of `, ; tab` that finds most of the columns. Raises Invalid naming rows that are cut short or too long.
    """
    text = decoded(source)
    separator = max(SEPARATORS, key=lambda mark: len(set(_header(text, mark)) & set(columns)))
    header = _header(text, separator)
    check_header(source.name, header, columns)
    if not any(line.strip() for line in islice(io.StringIO(text), 1, None)):
        raise Invalid("file_empty", f"{source.name} has a header and no rows: there is nothing to compute.")
    torn: list[arrow_csv.InvalidRow] = []
    table = _parse(source.data, header, separator, torn)
    if torn:
        raise _refusal(source.name, torn)
    frame = pl.DataFrame(pl.from_arrow(table))
    return frame.select(columns)


def _header(text: str, separator: str) -> list[str]:
    first = text[: text.find("\n") + 1 or None].splitlines()[:1]
    return [name.strip() for name in next(csv.reader(first, delimiter=separator), [])]


def _parse(data: bytes, header: Sequence[str], separator: str, torn: list[arrow_csv.InvalidRow]) -> pa.Table:
    def keep(row: arrow_csv.InvalidRow) -> str:
        torn.append(row)
        return "skip"

    return arrow_csv.read_csv(
        io.BytesIO(data),
        # One thread: only then does Arrow number the rows that it refuses.
        read_options=arrow_csv.ReadOptions(use_threads=False, column_names=list(header), skip_rows=1),
        parse_options=arrow_csv.ParseOptions(
            delimiter=separator, newlines_in_values=True, invalid_row_handler=keep
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types={name: pa.string() for name in header}, strings_can_be_null=True, null_values=[""]
        ),
    )


def _refusal(name: str, torn: Sequence[arrow_csv.InvalidRow]) -> Invalid:
    shown = [
        f"row {row.number - 1} has {row.actual_columns} fields, the header {row.expected_columns}: "
        f"{row.text[:60]!r}"
        for row in torn[:SHOWN]
    ]
    more = f"\n... and {len(torn) - SHOWN} more." if len(torn) > SHOWN else ""
    return Invalid(
        "file_rows",
        f"{name}: {len(torn)} torn row{'s' * (len(torn) > 1)}; put fields that hold a separator or a line "
        "break in quotation marks, and close every quotation mark.\n" + "\n".join(shown) + more,
    )
