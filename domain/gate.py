"""Input validation, once for all that comes in: texts, days and years become sound values, or a refusal in words."""

from datetime import date

from domain.errors import Invalid
from domain.language.text import Text
from tabular import days
from tabular.text import BrokenText, Kind, judge


def text(sent: str, kind: Kind, path: str = "") -> str:
    """A text in its one spelling. Raises Invalid with the rule that it breaks for its code; `<name>_missing` if blank.

    `path`: the input field, such as `input.reason`.
    """
    judged = judge(sent, kind)
    if isinstance(judged, BrokenText):
        raise Invalid(_code(judged, path), judged.template, path, **judged.values)
    return judged


def day(sent: date, today: date, path: str = "") -> date:
    """A day within a working life of today; raises Invalid (`out_of_reach`)."""
    if broken := days.out_of_reach(sent, today):
        raise Invalid(broken.rule, day_in_words(broken, path), path)
    return sent


def day_in_words(broken: days.BrokenDay, path: str) -> Text:
    """What is wrong with a day; where something ends, that it may be left out, too."""
    says = Text(broken.template, **broken.values)
    if broken.rule == "out_of_reach" and is_end(path):
        return Text("{fault} {way_out}", fault=says, way_out=Text(days.NO_END))
    return says


def is_end(path: str) -> bool:
    """Whether what stands at `path` is the day at which something ends: `effectiveUntil`, or the `to` of a range."""
    name = path.rsplit(".", 1)[-1].lower()
    return name == "to" or name.endswith("until")


def year(sent: int, today: date, path: str = "") -> int:
    """A year within a working life of today; raises Invalid (`no_such_year`)."""
    judged = days.year(sent, today)
    if isinstance(judged, days.BrokenDay):
        raise Invalid(judged.rule, Text(judged.template, **judged.values), path)
    return judged


def year_begun(sent: int, today: date, path: str = "") -> int:
    """A year that has begun, so that something can have been earned in it; raises Invalid (`year_to_come`) too."""
    if year(sent, today, path) > today.year:
        raise Invalid(
            "year_to_come",
            "{sent} has not begun, today is {today}: choose {year} or before.",
            path,
            sent=sent,
            today=today,
            year=today.year,
        )
    return sent


def month(sent: date, today: date, path: str = "") -> date:
    """A month by its first day, in a working life of today; raises Invalid (`not_the_first_day`)."""
    day(sent, today, path)
    if sent.day != 1:
        raise Invalid(
            "not_the_first_day",
            "Name the month by its first day, {first}, not {sent}.",
            path,
            first=sent.replace(day=1),
            sent=sent,
        )
    return sent


def month_begun(sent: date, today: date, path: str = "") -> date:
    """A month that has begun, by its first day; raises Invalid (`not_the_first_day`, `month_to_come`)."""
    month(sent, today, path)
    if sent > today:
        raise Invalid(
            "month_to_come",
            "{sent:%Y-%m} has not begun, today is {today}: wait until it has.",
            path,
            sent=sent,
            today=today,
        )
    return sent


# What may not be blank, by the name of the field; whatever else is blank has the code `blank`.
MISSING = {
    "code": "code_missing",
    "issuer": "issuer_missing",
    "name": "name_missing",
    "number": "number_missing",
    "reason": "reason_missing",
    "title": "title_missing",
    "model": "model_missing",
    "modelId": "model_id_missing",
    "parameter": "parameter_missing",
    "value": "value_missing",
}


def _code(broken: BrokenText, path: str) -> str:
    if broken.rule != "blank":
        return broken.rule
    return MISSING.get(path.rsplit(".", 1)[-1], broken.rule)
