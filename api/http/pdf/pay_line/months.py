"""The months behind a station: a row for each, its work, and the numbers that hold for all of them."""

from collections.abc import Mapping
from typing import Any

from api.http.pdf.pay_line.way import rests


def content(months: Mapping[str, Any], station: str) -> dict[str, Any]:
    """The months of a station, the first one first; each formula once."""
    told = months["months"]
    return {
        "title": f"{station}: {months['title']}",
        "heads": _heads(told[0]["cells"]),
        "rows": [[each["title"], *_values(each["cells"])] for each in told],
        "notes": rests(months["notes"]),
        "works": [_works(each) for each in told if each["work"]],
        "formulas": list(dict.fromkeys(each["formula"] for each in told if not each["work"])),
    }


def _works(month: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": month["title"],
        "heads": _heads(month["work"][0]["cells"]),
        "rows": [[each["title"], *_values(each["cells"])] for each in month["work"]],
        "formula": month["formula"],
    }


def _heads(cells: list[Mapping[str, Any]]) -> list[str]:
    return [cell["head"] for cell in cells]


def _values(cells: list[Mapping[str, Any]]) -> list[str]:
    return [cell["value"] for cell in cells]
