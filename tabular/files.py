"""Tables in and out: CSV, Parquet and XLSX, checked against the columns of a model, never half written."""

from collections.abc import Sequence

from tabular.cells.types import MOST_FAULTS, NO_COUNTS, Counts, Typed, Types
from tabular.cells.wrong_cells import Counted
from tabular.csv_rows import read_csv
from tabular.output import write_table
from tabular.overwrite import refuse_over_inputs
from tabular.parquet_rows import read_parquet
from tabular.source import FORMATS, STANDARD, format_of, is_parquet, named, open_source

__all__ = [
    "FORMATS",
    "MOST_FAULTS",
    "STANDARD",
    "Counted",
    "Typed",
    "Types",
    "format_of",
    "is_parquet",
    "named",
    "read_table",
    "refuse_over_inputs",
    "write_table",
]


def read_table(place: str, types: Types, keys: Sequence[str], counts: Counts = NO_COUNTS) -> Typed:
    """Read the file `place` (`-`: standard input) as exactly the columns `types`; `keys` name a row.

    `counts` says of columns of whole numbers what they count (`Counted("hundredths", 2)`), for the words of a fault.

    `pay.xlsx#July` is one sheet of a workbook. Cells that do not fit are faults in the answer, numbered as a
    spreadsheet shows the rows (from 1 in Parquet). Raises NotFound without a file, Invalid when the whole is no
    such table (another encoding or format, torn rows, missing or extra columns, nothing in it).
    """
    source = open_source(place)
    if source.format == "parquet":
        return read_parquet(source, types, keys)
    if source.format == "xlsx":
        from tabular.xlsx.rows import read_xlsx

        return read_xlsx(source, types, keys, counts)
    return read_csv(source, types, keys, counts)
