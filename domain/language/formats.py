"""Forms of numbers and days in the languages: 28/11/2026 and 1.234,5 in Vietnamese."""

import string
from datetime import date, datetime
from decimal import Decimal
from typing import Any

SWAPPED = str.maketrans(",.", ".,")


class Formats(string.Formatter):
    """`str.format` in the forms of a language; English is `str.format` itself."""

    def __init__(self, language: str) -> None:
        self.language = language

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        """What stands behind `!`: `!c` begins a sentence with the value."""
        if conversion != "c":
            return super().convert_field(value, conversion)
        begun = self.format_field(value, "")
        return f"{begun[:1].upper()}{begun[1:]}"

    def format_field(self, value: Any, format_spec: str) -> str:
        """One value; a group separator stands where the template asks for one."""
        if self.language == "en":
            return format(value, format_spec)
        if isinstance(value, datetime):
            return format(value, format_spec or "%H:%M %d/%m/%Y")
        if isinstance(value, date):
            return format(value, format_spec or "%d/%m/%Y")
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return format(value, format_spec).translate(SWAPPED)
        return format(value, format_spec)
