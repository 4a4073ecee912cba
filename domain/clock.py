"""The only reader of the time. Services take the day as an argument; the api asks here.

There are two times. This moment is the machine's, and nobody sets it. The administration's day can be set for a trial
or a rehearsal, so that a whole year can be gone through: rights, tables in force and what has begun follow it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(slots=True)
class _Administration:
    day: date | None = None


_administration = _Administration()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The administration's day: the one that was set for this process, else the calendar day where it works."""
    return _administration.day or datetime.now(HERE).date()


def set_today(day: date | None) -> None:
    """Let it be this day for the whole process, or again the calendar's day with None."""
    _administration.day = day


def is_set() -> bool:
    """Whether the day is one that was set, which readers and the trail must be able to tell."""
    return _administration.day is not None
