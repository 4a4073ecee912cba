"""Errors of files: a file that is refused as a whole, and faults of its cells by row and column."""

from dataclasses import dataclass


@dataclass(slots=True)
class FileRefused(Exception):  # noqa: N818 - it is an answer, not an accident
    """A file that cannot be read or written as asked: `code` is for programs, `message` names the way out."""

    code: str
    message: str

    def __str__(self) -> str:
        return self.message


class NoSuchFile(FileRefused):
    """There is no such file or sheet."""


class NotWritable(FileRefused):
    """The disk does not take the file; what stood there before still stands."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """One thing wrong with one cell or one row of a table in a file.

    `row` counts as the reader of the file counts, `key` names the row after a sort ("employee_id 17").
    """

    table: str
    row: int | None
    key: str
    column: str
    value: str
    rule: str
    way_out: str
