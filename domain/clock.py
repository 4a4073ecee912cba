"""The only reader of the time. Services take the day as an argument; the edge asks here."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day where the administration works."""
    return datetime.now(HERE).date()
