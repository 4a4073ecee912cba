"""What to say of a cell that does not fit its column: the rule, and the way out."""

import re
from decimal import Context, Decimal
from typing import NamedTuple

import polars as pl

from tabular.cells.identifiers import rule_and_way_out as gate

_DECIMALS = (
    "no decimal",
    "one decimal",
    *(f"{number} decimals" for number in ("two", "three", "four", "five", "six", "seven", "eight")),
)
SPACES = " \u00a0\u202f"
_WHOLE = re.compile(r"[+-]?[0-9]+")
_GROUPED = re.compile(rf"[+-]?\d{{1,3}}([.,{SPACES}])\d{{3}}(\1\d{{3}})*")
_DECIMAL = re.compile(r"([+-]?[0-9]+)[.,]([0-9]+)")
_SHORTENED = re.compile(r"[+-]?\d+([.,]\d+)?[eE][+-]?\d+")


class Counted(NamedTuple):
    """What the whole numbers of a column count: `of` in words (dong), `decimals` of how many parts: 2 of hundredths."""

    of: str = ""
    decimals: int = 0


def rule_and_way_out(value: str, kind: type[pl.DataType], counted: Counted) -> tuple[str, str]:
    """Two sentences for a cell of text in a column of `kind` (Int64, Boolean, Date or String)."""
    if kind == pl.Int64:
        return _number(value.strip(), counted)
    if kind == pl.Boolean:
        return "It must be true or false.", "Write true or false."
    if kind == pl.Date:
        return "It must be a day of the calendar.", "Write it as year-month-day, for example 2026-07-31."
    if re.search(r"[\r\n]", value.strip()):
        return "It runs over several lines.", "Close the quotation mark, or take the line break out."
    return gate(value) or ("It is no text.", "Write it again.")


def _number(value: str, counted: Counted) -> tuple[str, str]:
    if _WHOLE.fullmatch(value):
        return (
            "It must lie within -9223372036854775808 and 9223372036854775807.",
            "Correct it: no amount of pay is that large.",
        )
    if _SHORTENED.fullmatch(value):
        return (
            "It must be a whole number in full; a spreadsheet has shortened this one.",
            "Format the column as a number without decimals, and save again.",
        )
    decimal = _DECIMAL.fullmatch(value)
    if decimal and counted.decimals:
        return _parts(decimal[1], decimal[2].rstrip("0"), value, counted)
    if _GROUPED.fullmatch(value):
        digits = re.sub(rf"[.,{SPACES}]", "", value)
        return "It must be a whole number without separators of thousands.", f"Write {digits}."
    if decimal:
        return _fraction(counted, decimal[1], decimal[2].rstrip("0"))
    return "It must be a whole number.", "Write digits only."


def _shown_as(value: str) -> str:
    """The whole number that a spreadsheet shows in place of what a calculation left; empty when it shows decimals."""
    digits = 15
    held = Decimal(value)
    shown = Context(prec=digits).plus(held)
    return str(int(shown)) if held != shown == shown.to_integral_value() else ""


def _parts(whole: str, fraction: str, value: str, counted: Counted) -> tuple[str, str]:
    of, decimals = counted
    if len(fraction) > decimals:
        example = Decimal(234).scaleb(-decimals)
        return (
            f"It must be a whole number of {of}, and this has more than {_DECIMALS[decimals]}.",
            f"Round it by the rule that applies, and write whole {of}: 234 for {example:f}.",
        )
    return (
        f"It must be a whole number of {of}.",
        f"Write {int(whole + fraction.ljust(decimals, '0'))} for {value}.",
    )


def _fraction(counted: Counted, whole: str, fraction: str) -> tuple[str, str]:
    if whole_shown := _shown_as(f"{whole}.{fraction}"):
        return (
            f"It must be a whole number; a spreadsheet shows {whole_shown} here and holds {whole}.{fraction}.",
            "Round it there, for example =ROUND(A2,0), or write the number again.",
        )
    of = f" of {counted.of}" if counted.of else ""
    way_out = "Round it by the rule that applies." if fraction else f"Write {int(whole)}."
    return f"It must be a whole number{of}.", way_out
