"""A CSV is UTF-8. Anything else would turn names and codes into other names and codes, so it is refused."""

from codecs import getincrementaldecoder

from tabular.errors import FileRefused
from tabular.source import Source

_WIDE = ((b"\xff\xfe", "UTF-16LE"), (b"\xfe\xff", "UTF-16BE"))
_LOOKED_AT, _PART = 4096, 1 << 24


def first_line(source: Source) -> str:
    """The first line of a CSV, without a byte order mark; all of it is UTF-8.

    Raises FileRefused naming the first line and byte that are not UTF-8, what they look like, and how to convert.
    """
    _refuse_wide(source)
    _refuse_other(source)
    return source.data[: source.data.find(b"\n") + 1 or None].decode("utf-8-sig")


def _refuse_other(source: Source) -> None:
    # A part at a time: the text of a large file would stand in memory beside its bytes.
    decoder = getincrementaldecoder("utf-8")()
    for start in range(0, len(source.data), _PART):
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(source.data[start : start + _PART], final=start + _PART >= len(source.data))
        except UnicodeDecodeError as error:
            raise _not_utf8(source, start - kept + error.start) from None


def _refuse_wide(source: Source) -> None:
    found = [encoding for mark, encoding in _WIDE if source.data.startswith(mark)]
    zero = source.data.find(b"\0", 0, _LOOKED_AT)
    if not found and zero >= 0:
        # Latin letters in UTF-16 have their zero byte second in the little-endian order.
        found = ["UTF-16LE" if zero % 2 else "UTF-16BE"]
    if found:
        raise FileRefused(
            "file_encoding",
            f"{source.name} is {found[0]}, not UTF-8 (seen at line 1, byte {max(zero, 0) + 1}). "
            + _way_out(source, found[0]),
        )


def _not_utf8(source: Source, start: int) -> FileRefused:
    line_start = source.data.rfind(b"\n", 0, start) + 1
    line = source.data[line_start : source.data.find(b"\n", start) if b"\n" in source.data[start:] else None]
    number = source.data.count(b"\n", 0, start) + 1
    as_read = line.decode("cp1258", errors="replace").strip()
    column = start - line_start + 1
    return FileRefused(
        "file_encoding",
        f"{source.name} is not UTF-8: line {number}, byte {column} is 0x{source.data[start]:02X}. "
        f"In Windows-1258 (Vietnamese) the line reads “{as_read[:80]}”. " + _way_out(source, "WINDOWS-1258"),
    )


def _way_out(source: Source, encoding: str) -> str:
    place = source.name if source.name != "standard input" else "FILE"
    return (
        f"Save it as “CSV UTF-8” in the spreadsheet program, or convert it: "
        f"iconv -f {encoding} -t UTF-8 {place} > utf8.csv"
    )
