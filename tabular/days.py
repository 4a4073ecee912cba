"""The gate for days, moments and years: one way to write them, and near enough to today to mean something."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

Rule = Literal["not_a_day", "not_a_moment", "no_time_zone", "out_of_reach", "no_such_year"]

# A working life: whoever is paid today began after EARLIEST, and nobody's career reaches AHEAD years from today.
EARLIEST = date(1900, 1, 1)
AHEAD = 70
NO_END = "Where there is no end, leave the day out."  # the way out where an end is out of reach
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:]{5,8}(\.[0-9]{1,6})?([Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)


@dataclass(frozen=True, slots=True)
class BrokenDay:
    """The rule that a day, a moment or a year breaks.

    `template` and the `values` in it, as `{name}`, are what is wrong and the way out.
    """

    rule: Rule
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """The sentence in English."""
        return self.template.format(**self.values)


def day(text: str, today: date) -> date | BrokenDay:
    """The day that is written as 2026-07-31, and in no other way."""
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        return BrokenDay("not_a_day", "This is not a day of the calendar: write it as 2026-07-31.")
    return out_of_reach(found, today) or found


def moment(text: str, today: date) -> datetime | BrokenDay:
    """The moment that is written as 2026-07-31T08:00:00+07:00, in UTC."""
    try:
        found = datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
        if found is not None and found.tzinfo is None:
            return BrokenDay(
                "no_time_zone", "Say which zone the time is in: 2026-03-01T08:00:00+07:00, or Z for UTC."
            )
        # The offset can push the first and the last day of the calendar out of it.
        found = found and found.astimezone(UTC)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        return BrokenDay("not_a_moment", "This is not a moment: write it as 2026-07-31T08:00:00+07:00.")
    return out_of_reach(found.date(), today) or found


def year(number: int, today: date) -> int | BrokenDay:
    """A year of the working life around today."""
    last = latest(today).year
    if EARLIEST.year <= number <= last:
        return number
    return BrokenDay(
        "no_such_year",
        "{sent} is not a year from {first} to {last}.",
        {"sent": number, "first": EARLIEST.year, "last": last},
    )


def out_of_reach(found: date, today: date) -> BrokenDay | None:
    """The rule that a day of the calendar breaks when it lies too far from today."""
    last = latest(today)
    if EARLIEST <= found <= last:
        return None
    return BrokenDay(
        "out_of_reach",
        "{day} lies outside a working life, {first} to {last}.",
        {"day": found, "first": EARLIEST, "last": last},
    )


def latest(today: date) -> date:
    """The last day that may be named today: the end of a year, so that it does not move every day."""
    return date(today.year + AHEAD, 12, 31)
