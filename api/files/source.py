"""Where a table comes from: a file or standard input, and in which format."""

import sys
from codecs import BOM_UTF8
from dataclasses import dataclass
from pathlib import Path

from domain.errors import Invalid, NotFound

STANDARD = "-"
FORMATS = ("csv", "parquet")
_BY_ENDING = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet"}
_PARQUET = b"PAR1"
# A workbook and a compressed file are common mistakes with a way out of their own.
_OTHERS = {
    b"PK\x03\x04": "a workbook or a zip file: save the sheet as “CSV UTF-8” in the spreadsheet program",
    b"\xd0\xcf\x11\xe0": "an old workbook (.xls): save the sheet as “CSV UTF-8” in the spreadsheet program",
    b"\x1f\x8b": "compressed (gzip): unpack it first, for example `gunzip -k`",
    b"%PDF": "a PDF: ask for the table as CSV",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one table, the name to call it by in messages, and its format (one of FORMATS)."""

    name: str
    data: bytes
    format: str


def open_source(place: str) -> Source:
    """Read the file `place`, or standard input for `-`. What it begins with tells Parquet from CSV.

    Raises NotFound when there is no such file, Invalid when it cannot be read, is empty or is no table.
    """
    name = named(place)
    data = sys.stdin.buffer.read() if place == STANDARD else _contents(Path(place))
    if not data.removeprefix(BOM_UTF8).strip():
        raise Invalid("file_empty", f"{name} is empty: a table needs a header and at least one row.")
    _refuse_others(name, data)
    return Source(name, data, "parquet" if data.startswith(_PARQUET) else "csv")


def named(place: str) -> str:
    """How messages call a place."""
    return "standard input" if place == STANDARD else place


def format_of(place: str, format_: str | None = None) -> str:
    """The format to write to `place`: as asked, else by its ending, else CSV."""
    return format_ or _BY_ENDING.get(Path(place).suffix.lower(), "csv")


def _contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFound("file_missing", f"There is no file {path}{_nearby(path)}") from None
    except IsADirectoryError:
        raise NotFound("file_missing", f"{path} is a folder: name one file in it.") from None
    except PermissionError:
        raise Invalid("file_unreadable", f"{path} may not be read: ask its owner for the right.") from None
    except OSError as error:
        raise Invalid("file_unreadable", f"{path} cannot be read: {error.strerror}.") from None


def _nearby(path: Path) -> str:
    from difflib import get_close_matches

    here = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    close = get_close_matches(path.name, here, n=3)
    if close:
        return f": did you mean {' or '.join(close)}?"
    return ": check the spelling and the folder." if here else f", nor a folder {path.parent} with files."


def _refuse_others(name: str, data: bytes) -> None:
    for mark, what in _OTHERS.items():
        if data.startswith(mark):
            raise Invalid("file_format", f"{name} is not CSV or Parquet but {what}.")
    if _BY_ENDING.get(Path(name).suffix.lower()) == "parquet" and not data.startswith(_PARQUET):
        raise Invalid(
            "file_format",
            f"{name} is not Parquet (it does not begin with PAR1): copy it again, or rename it if it is CSV.",
        )
