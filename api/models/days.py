"""`effectiveUntil`: the first day on which it is no more, as everywhere in the schema; models keep the last day."""

from datetime import date, timedelta


def day_after(last: date | None) -> date | None:
    """The first day after the last one; None of what has no end, be it the end of all days."""
    return None if last is None or last == date.max else last + timedelta(days=1)
