"""What a workbook's own XML says of its cells and its reader does not: formulas without values, formats, errors.

Office Open XML (ECMA-376): a cell `c` at `r` has a type `t`, a style `s`, a formula `f` and a value `v`.
"""

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

Cell: TypeAlias = tuple[int, int]
PART = 1 << 20
# Formats that come with every workbook and show a whole number as it is held.
_PLAIN = {0: "General", 1: "0", 49: "@"}
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_ERROR = re.compile(
    rb'(<(?:\w+:)?c\b[^>]*\bt="e"[^>]*>(?:<(?:\w+:)?f\b(?:[^>]*/>|.*?</(?:\w+:)?f>))?<(?:\w+:)?v>)([^<]*)(?=<)',
    re.DOTALL,
)


@dataclass(slots=True)
class Marks:
    """Of one sheet, by row and column from 0: what cannot be seen in the values."""

    without_value: list[Cell] = field(default_factory=list)
    formats: dict[Cell, str] = field(default_factory=dict)
    errors: dict[Cell, str] = field(default_factory=dict)
    first_column: int = 1 << 14
    """The leftmost column with a value: readers count from there."""


def marks(data: bytes, sheet: str) -> Marks:
    """Read the cells of a sheet one after the other. Raises BadZipFile or KeyError for what is no workbook."""
    with ZipFile(io.BytesIO(data)) as book:
        return _Reading(_formats(book)).of(book, _path_of(book, sheet))


def has_formulas(data: bytes, sheet: str) -> bool:
    """Whether any cell of the sheet is computed: mostly none is, and nothing more has to be looked at."""
    with ZipFile(io.BytesIO(data)) as book, book.open(_path_of(book, sheet)) as file:
        before = b""
        while part := file.read(PART):
            if re.search(rb"<(\w+:)?f[ >/]", before + part):
                return True
            before = part[-32:]
    return False


def without_new_errors(data: bytes, sheet: str, known: set[str]) -> bytes:
    """The workbook with #N/A for every error that is not `known`: readers stop at errors newer than themselves."""

    def old(found: re.Match[bytes]) -> bytes:
        return found[1] + (found[2] if found[2].decode() in known else b"#N/A")

    written = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as book, ZipFile(written, "w", ZIP_DEFLATED, compresslevel=1) as copy:
        path = _path_of(book, sheet)
        for name in book.namelist():
            content = book.read(name)
            copy.writestr(name, _ERROR.sub(old, content) if name == path else content)
    return written.getvalue()


class _Reading:
    """Cells as the parser meets them."""

    def __init__(self, formats: list[str]) -> None:
        self.marks, self._formats = Marks(), formats
        self._row, self._column = -1, -1
        self._type, self._style, self._computed = "", 0, False
        self._value: list[str] | None = None
        self._has_value = False

    def of(self, book: ZipFile, path: str) -> Marks:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        with book.open(path) as file:
            parser.ParseFile(file)
        return self.marks

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 2)) - 1, -1
        elif name == "c":
            self._place(attributes.get("r"))
            self._type, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self._computed = self._has_value = False
        elif name == "f":
            self._computed = True
        elif name in {"v", "is"}:
            self._value = []

    def _text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in {"v", "is"} and self._value is not None:
            self._kept("".join(self._value))
            self._value = None
        elif name == "c" and self._computed and not self._has_value:
            self.marks.without_value.append((self._row, self._column))

    def _kept(self, value: str) -> None:
        here = self._row, self._column
        # A formula that gives an empty text has a value: the empty text.
        self._has_value = bool(value) or self._type == "str"
        self.marks.first_column = min(self.marks.first_column, self._column)
        if self._type == "e":
            self.marks.errors[here] = value
        elif self._type == "n" and (code := self._formats[self._style]) not in _PLAIN.values():
            self.marks.formats[here] = code

    def _place(self, address: str | None) -> None:
        if address is None or not (found := _ADDRESS.fullmatch(address)):
            self._column += 1
            return
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        self._row, self._column = int(found[2]) - 1, column - 1


def _path_of(book: ZipFile, sheet: str) -> str:
    """The file of a sheet in the zip, by the workbook's list of sheets and its relations."""
    ids = {
        attributes["name"]: next(value for key, value in attributes.items() if key.endswith(":id"))
        for name, attributes in _elements(book, "xl/workbook.xml")
        if name == "sheet"
    }
    for name, attributes in _elements(book, "xl/_rels/workbook.xml.rels"):
        if name == "Relationship" and attributes["Id"] == ids[sheet]:
            return posixpath.normpath(posixpath.join("/xl", attributes["Target"])).lstrip("/")
    raise KeyError(sheet)


def _formats(book: ZipFile) -> list[str]:
    """The format of each style, in the order by which cells name styles."""
    codes, styles, inside = dict(_PLAIN), [], False
    if "xl/styles.xml" not in book.namelist():
        return [_PLAIN[0]]
    for name, attributes in _elements(book, "xl/styles.xml"):
        if name == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        inside = name == "cellXfs" or (inside and name not in {"cellStyles", "dxfs"})
        if name == "xf" and inside:
            number = int(attributes.get("numFmtId", 0))
            styles.append(codes.get(number, f"built-in format {number}"))
    return styles or [_PLAIN[0]]


def _elements(book: ZipFile, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: found.append((name.rpartition(":")[2], attributes))
    parser.Parse(book.read(path), True)
    return iter(found)


__all__ = ["BadZipFile", "Cell", "Marks", "has_formulas", "marks", "without_new_errors"]
