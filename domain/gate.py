"""Input validation, once for all that comes in: texts, days and years become sound values, or a refusal in words."""

from datetime import date

from domain.errors import Invalid
from tabular import days
from tabular.text import BrokenText, Kind, judge


def text(sent: str, kind: Kind, path: str = "") -> str:
    """A text in its one spelling. Raises Invalid with the rule that it breaks for its code; `<name>_missing` if blank.

    `path`: the input field, such as `input.reason`.
    """
    judged = judge(sent, kind)
    if isinstance(judged, BrokenText):
        raise Invalid(_code(judged, path), judged.says, path)
    return judged


def day(sent: date, today: date, path: str = "") -> date:
    """A day within a working life of today; raises Invalid (`out_of_reach`)."""
    if broken := days.out_of_reach(sent, today):
        raise Invalid(broken.rule, f"{broken.says} {days.NO_END}" if is_end(path) else broken.says, path)
    return sent


def is_end(path: str) -> bool:
    """Whether what stands at `path` is the day at which something ends: `effectiveUntil`, or the `to` of a range."""
    name = path.rsplit(".", 1)[-1].lower()
    return name == "to" or name.endswith("until")


def year(sent: int, today: date, path: str = "") -> int:
    """A year within a working life of today; raises Invalid (`no_such_year`)."""
    judged = days.year(sent, today)
    if isinstance(judged, days.BrokenDay):
        raise Invalid(judged.rule, judged.says, path)
    return judged


def year_begun(sent: int, today: date, path: str = "") -> int:
    """A year that has begun, so that something can have been earned in it; raises Invalid (`year_to_come`) too."""
    if year(sent, today, path) > today.year:
        raise Invalid(
            "year_to_come", f"{sent} has not begun, today is {today}: choose {today.year} or before.", path
        )
    return sent


def month_begun(sent: date, today: date, path: str = "") -> date:
    """A month that has begun, by its first day; raises Invalid (`month_by_its_first_day`, `month_to_come`)."""
    day(sent, today, path)
    if sent.day != 1:
        raise Invalid(
            "month_by_its_first_day",
            f"Name the month by its first day, {sent.replace(day=1)}, not {sent}.",
            path,
        )
    if sent > today:
        raise Invalid(
            "month_to_come", f"{sent:%Y-%m} has not begun, today is {today}: wait until it has.", path
        )
    return sent


def _code(broken: BrokenText, path: str) -> str:
    if broken.rule != "blank" or not path:
        return broken.rule
    return f"{_snake(path.rsplit('.', 1)[-1])}_missing"


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
