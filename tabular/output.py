"""Tables out: a whole file or none. A pay file that stops in the middle looks like a complete one."""

import errno
import io
import os
import sys
from contextlib import suppress
from pathlib import Path

import polars as pl

from tabular.errors import NotWritable
from tabular.source import STANDARD, format_of

_FULL = (errno.ENOSPC, errno.EDQUOT)


def write_table(frame: pl.DataFrame, place: str, format_: str | None = None) -> None:
    """Write CSV, Parquet or XLSX to the file `place` or, for `-`, to standard output.

    A file appears whole under its name or not at all. Raises NotWritable when the disk is full or the place
    cannot be written, FileRefused for what a workbook cannot hold, BrokenPipeError when a reader of standard output
    has gone.
    """
    content = _encoded(frame, format_of(place, format_))
    if place == STANDARD:
        _to_standard_output(content)
    else:
        _to_file(content, Path(place))


def _encoded(frame: pl.DataFrame, kind: str) -> memoryview:
    buffer = io.BytesIO()
    if kind == "parquet":
        frame.write_parquet(buffer)
    elif kind == "xlsx":
        from tabular.xlsx.output import write_xlsx

        write_xlsx(frame, buffer)
    else:
        frame.write_csv(buffer)
    return buffer.getbuffer()


def _to_standard_output(content: memoryview) -> None:
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left in Python's own buffer would fail once more, with a traceback, when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise _unavailable(
            error, "standard output", "What came out is not complete: do not use it."
        ) from None


def _to_file(content: memoryview, path: Path) -> None:
    target = path.resolve()
    if target.exists() and not target.is_file():
        # A pipe or a device is written to; renaming a file over it would put an end to it.
        part, rename = target, False
    else:
        part, rename = target.with_name(f".{target.name}.{os.getpid()}.part"), True
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            if rename:
                os.fsync(file.fileno())
        if rename:
            part.replace(target)
    except OSError as error:
        if rename:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        raise _unavailable(error, str(path), "No half file was left there.") from None


def _unavailable(error: OSError, place: str, left: str) -> NotWritable:
    if error.errno in _FULL:
        return NotWritable(
            "no_disk_space",
            f"{place}: there is no space left on the disk. {left} Free some space or choose another place, "
            "and run the same command again.",
        )
    return NotWritable("not_writable", f"{place} cannot be written: {error.strerror}. {left}")
