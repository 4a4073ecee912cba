"""Where a table comes from: a file or standard input, and in which format."""

import sys
from codecs import BOM_UTF8
from dataclasses import dataclass
from pathlib import Path

from tabular.errors import FileRefused, NoSuchFile

STANDARD = "-"
FORMATS = ("csv", "parquet", "xlsx")
LARGEST = 100 << 20
"""Of one file in bytes: text takes up to fifteen times its size while it is judged."""
_BY_ENDING = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet", ".xlsx": "xlsx"}
_PARQUET, _ZIP = b"PAR1", b"PK\x03\x04"
# An old workbook and a compressed file are common mistakes with a way out of their own.
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old workbook (.xls): save it as .xlsx in the spreadsheet program",
    b"\x1f\x8b": "compressed (gzip): unpack it first, for example `gunzip -k`",
    b"%PDF": "a PDF: ask for the table as a workbook or as CSV",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one table, the name to call it by in messages, its format (one of FORMATS).

    `sheet` is the sheet asked for in a workbook; None for its first one.
    """

    name: str
    data: bytes
    format: str
    sheet: str | None = None


def open_source(place: str) -> Source:
    """Read the file `place`, or standard input for `-`. What it begins with tells its format.

    `pay.xlsx#July` is the sheet July of a workbook. Raises NoSuchFile when there is no such file, FileRefused when it
    cannot be read, is empty or is no table.
    """
    name = named(place)
    path, sheet = split(place)
    data = sys.stdin.buffer.read() if place == STANDARD else _contents(Path(path))
    if not data.removeprefix(BOM_UTF8).strip():
        raise FileRefused("file_empty", f"{name} is empty: a table needs a header and at least one row.")
    found = _format(name, path, data)
    if sheet is not None and found != "xlsx":
        raise FileRefused(
            "file_format", f"{path} is no workbook, so it has no sheet {sheet!r}: name only the file."
        )
    return Source(name, data, found, sheet)


def named(place: str) -> str:
    """How messages call a place."""
    return "standard input" if place == STANDARD else place


def format_of(place: str, format_: str | None = None) -> str:
    """The format to write to `place`: as asked, else by its ending, else CSV."""
    return format_ or _BY_ENDING.get(Path(place).suffix.lower(), "csv")


def is_parquet(place: str) -> bool:
    """Whether a place is a Parquet file, or a folder of such files."""
    path = Path(place)
    if path.is_dir():
        return any(path.glob("*.parquet"))
    if place == STANDARD or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_PARQUET)) == _PARQUET


def split(place: str) -> tuple[str, str | None]:
    """A place as its file and its sheet; a file whose own name holds the sign is that file."""
    path, sign, sheet = place.rpartition("#")
    return (path, sheet) if sign and path and not Path(place).exists() else (place, None)


def _contents(path: Path) -> bytes:
    try:
        if (size := path.stat().st_size) > LARGEST and path.is_file():
            raise FileRefused("file_too_large", _too_large(path, size))
        return path.read_bytes()
    except FileNotFoundError:
        raise NoSuchFile("file_missing", f"There is no file {path}{_nearby(path)}") from None
    except IsADirectoryError:
        raise NoSuchFile("file_missing", f"{path} is a folder: name one file in it.") from None
    except PermissionError:
        raise FileRefused(
            "file_unreadable", f"{path} may not be read: ask its owner for the right."
        ) from None
    except OSError as error:
        raise FileRefused("file_unreadable", f"{path} cannot be read: {error.strerror}.") from None


def _too_large(path: Path, size: int) -> str:
    return (
        f"{path} has {size / 2**20:,.0f} MB, and at most {LARGEST >> 20} MB are read into memory. Divide it, or write"
        " it as Parquet and compute it from file to file: --engine duckdb --out FILE.parquet."
    )


def _nearby(path: Path) -> str:
    from difflib import get_close_matches

    here = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    close = get_close_matches(path.name, here, n=3)
    if close:
        return f": did you mean {' or '.join(close)}?"
    return ": check the spelling and the folder." if here else f", nor a folder {path.parent} with files."


def _format(name: str, path: str, data: bytes) -> str:
    """What the first bytes tell. Raises FileRefused for what is no table, or not what its name says."""
    for mark, what in _OTHERS.items():
        if data.startswith(mark):
            raise FileRefused("file_format", f"{name} is not CSV, Parquet or XLSX but {what}.")
    found = {_PARQUET: "parquet", _ZIP: "xlsx"}.get(data[:4], "csv")
    if found == "csv" and (said := _BY_ENDING.get(Path(path).suffix.lower(), "csv")) != "csv":
        begins = {"parquet": "PAR1", "xlsx": "PK"}[said]
        raise FileRefused(
            "file_format",
            f"{name} is not {said.capitalize() if said == 'parquet' else 'XLSX'} (it does not begin with {begins}): "
            "copy it again, or rename it if it is CSV.",
        )
    return found
