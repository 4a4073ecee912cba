"""Overtime pay of Japan's national servants: an hour's rate times its premium is rounded before the hours."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.limits import over
from pay_models.kernel import Dated, Formulas, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import down, half_up

ACT = "Act on pay of national servants arts. 16 to 19"
MONTHS = 12
PERCENT = 100
MINUTES = 60
ROUNDED = "half a yen rounds up"


class Rates(NamedTuple):
    """See parameters.yaml."""

    hours_a_year: int
    more_after_hours: int
    weekday_percent: int
    weekday_more_percent: int
    night_percent: int
    night_more_percent: int
    holiday_percent: int
    holiday_night_percent: int


class Worked(Rows):
    """One row for each person and month: pay, and overtime by kind."""

    employee_id: Key = key("The person")
    monthly_yen: int = given("Base pay and its area allowance a month", ge=0, le=10**8)
    weekday_minutes: int = given("Overtime on weekdays, not at night", ge=0, le=44_640)
    night_minutes: int = given("Overtime on weekdays from 22 to 5 o'clock", ge=0, le=44_640)
    holiday_minutes: int = given("Work on holidays, not at night", ge=0, le=44_640)
    holiday_night_minutes: int = given("Work on holidays from 22 to 5 o'clock", ge=0, le=44_640)

    class Config:
        unique = ("employee_id",)


class Paid(Worked):
    """The overtime pay of each person for a month."""

    beyond_minutes: int = step(
        "Weekday overtime beyond the hours from which the premium is higher",
        law=ACT,
        certainty="third_party",
        ge=0,
    )
    weekday_more_minutes: int = step(
        "Part of it not at night: the minutes beyond are taken from there first",
        law=ACT,
        choice="which of the minutes lie beyond",
        certainty="third_party",
        ge=0,
    )
    night_more_minutes: int = step("Part of it at night", law=ACT, certainty="third_party", ge=0)
    weekday_hour_yen: int = step(
        "An hour on a weekday", law=ACT, choice=ROUNDED, certainty="third_party", ge=0
    )
    weekday_more_hour_yen: int = step(
        "An hour on a weekday at the higher premium", law=ACT, choice=ROUNDED, certainty="third_party", ge=0
    )
    night_hour_yen: int = step(
        "An hour on a weekday at night", law=ACT, choice=ROUNDED, certainty="third_party", ge=0
    )
    night_more_hour_yen: int = step(
        "An hour on a weekday at night at the higher premium",
        law=ACT,
        choice=ROUNDED,
        certainty="third_party",
        ge=0,
    )
    holiday_hour_yen: int = step(
        "An hour on a holiday", law=ACT, choice=ROUNDED, certainty="third_party", ge=0
    )
    holiday_night_hour_yen: int = step(
        "An hour on a holiday at night", law=ACT, choice=ROUNDED, certainty="third_party", ge=0
    )
    overtime_yen: int = step(
        "Overtime pay: each kind of hour at its price",
        law=ACT,
        choice="a part of a yen is dropped, once, from the sum",
        certainty="third_party",
        ge=0,
    )


def hour(p: Rates, premium_percent: int) -> nw.Expr:
    """An hour's pay, unrounded, times its premium, rounded."""
    return half_up(nw.col("monthly_yen") * (MONTHS * premium_percent), p.hours_a_year * PERCENT)


def overtime(_: Rates) -> nw.Expr:
    priced = [
        (nw.col("weekday_minutes") - nw.col("weekday_more_minutes"), "weekday_hour_yen"),
        (nw.col("weekday_more_minutes"), "weekday_more_hour_yen"),
        (nw.col("night_minutes") - nw.col("night_more_minutes"), "night_hour_yen"),
        (nw.col("night_more_minutes"), "night_more_hour_yen"),
        (nw.col("holiday_minutes"), "holiday_hour_yen"),
        (nw.col("holiday_night_minutes"), "holiday_night_hour_yen"),
    ]
    return down(nw.sum_horizontal(*(minutes * nw.col(price) for minutes, price in priced)), MINUTES)


FORMULAS: Formulas[Rates] = {
    "beyond_minutes": lambda p: over(
        nw.col("weekday_minutes") + nw.col("night_minutes"), p.more_after_hours * MINUTES
    ),
    "weekday_more_minutes": lambda _: nw.min_horizontal("beyond_minutes", "weekday_minutes"),
    "night_more_minutes": lambda _: nw.col("beyond_minutes") - nw.col("weekday_more_minutes"),
    "weekday_hour_yen": lambda p: hour(p, p.weekday_percent),
    "weekday_more_hour_yen": lambda p: hour(p, p.weekday_more_percent),
    "night_hour_yen": lambda p: hour(p, p.night_percent),
    "night_more_hour_yen": lambda p: hour(p, p.night_more_percent),
    "holiday_hour_yen": lambda p: hour(p, p.holiday_percent),
    "holiday_night_hour_yen": lambda p: hour(p, p.holiday_night_percent),
    "overtime_yen": overtime,
}

MODEL = PayModel(
    id="jp.overtime",
    effective_from=date(2026, 4, 1),
    parameters=Dated.beside(__file__, Rates),
    stages=(Stage("month", inputs=Worked, outputs=Paid, formulas=FORMULAS, meet=()),),
)
