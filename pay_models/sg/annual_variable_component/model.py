"""Annual variable component of a half-year, lump sums of junior grades and the 13th month, then the year."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.limits import at_most
from pay_models.kernel import Dated, Formulas, Gather, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import HUNDREDTHS, rounded

GRADES = ("superscale", "other", "mx13_mx14", "mx15_mx16_oss")
HALVES = ("mid_year", "year_end")
LAW = "Announcements of the Public Service Division"


class Terms(NamedTuple):
    """See parameters.yaml."""

    months_hundredths: Grid
    cap_sgd_cents: Grid
    lump_sum_sgd_cents: Grid
    thirteenth_month_hundredths: Grid
    rounding: str


class Served(Rows):
    """One row for each person and half-year."""

    employee_id: Key = key("The person")
    year: int = given("Year of the payment", ge=2000, le=2100)
    half: str = given("Payment of July or of December", isin=HALVES)
    grade: str = given("Group of grades", isin=GRADES)
    monthly_sgd_cents: int = given("Monthly salary", ge=0, le=10**9)

    class Config:
        unique = ("employee_id", "year", "half")


class Paid(Served):
    """What each person is paid with a half-year."""

    months_hundredths: int = step(
        "Months of salary that were announced for the half-year and group of grades",
        law=LAW,
        certainty="press",
        refuses="No announcement of this half-year for this group of grades is known here.",
        blames=("year", "half", "grade"),
        ge=0,
        le=1000,
    )
    component_sgd_cents: int = step(
        "Variable component: salary times months, at most the cap where one was announced",
        law=LAW,
        choice="half a cent rounds up",
        certainty="press",
        ge=0,
    )
    lump_sum_sgd_cents: int = step(
        "Lump sum announced for the group of grades", law=LAW, certainty="press", ge=0
    )
    thirteenth_month_sgd_cents: int = step(
        "Non-pensionable annual allowance, a month of salary with the payment of December",
        law=LAW,
        certainty="press",
        ge=0,
    )
    total_sgd_cents: int = step("Paid with the half-year", law=LAW, certainty="press", ge=0)


class Year(Rows):
    """What each person is paid over a year, in months of salary and in cents."""

    employee_id: Key = key("The person")
    year: int = given("Year of the payments")
    months_hundredths: int = step("Months of salary of the year, without the 13th", law=LAW, ge=0)
    component_sgd_cents: int = step("Variable component of the year", law=LAW, ge=0)
    lump_sum_sgd_cents: int = step("Lump sums of the year", law=LAW, ge=0)
    total_sgd_cents: int = step("Paid over the year with the 13th month", law=LAW, ge=0)

    class Config:
        unique = ("employee_id", "year")


def component_sgd_cents(p: Terms) -> nw.Expr:
    cap = p.cap_sgd_cents.at("year", "half", "grade")
    earned = rounded(nw.col("monthly_sgd_cents") * nw.col("months_hundredths"), HUNDREDTHS, p.rounding)
    return nw.when(cap > 0).then(at_most(earned, cap)).otherwise(earned)


def thirteenth_month_sgd_cents(p: Terms) -> nw.Expr:
    months = p.thirteenth_month_hundredths.at("half")
    return rounded(nw.col("monthly_sgd_cents") * months, HUNDREDTHS, p.rounding)


FORMULAS: Formulas[Terms] = {
    "months_hundredths": lambda p: p.months_hundredths.at("year", "half", "grade"),
    "component_sgd_cents": component_sgd_cents,
    "lump_sum_sgd_cents": lambda p: p.lump_sum_sgd_cents.at("year", "half", "grade"),
    "thirteenth_month_sgd_cents": thirteenth_month_sgd_cents,
    "total_sgd_cents": lambda _: (
        nw.col("component_sgd_cents") + nw.col("lump_sum_sgd_cents") + nw.col("thirteenth_month_sgd_cents")
    ),
}
SUMS = ("months_hundredths", "component_sgd_cents", "lump_sum_sgd_cents", "total_sgd_cents")

MODEL = PayModel(
    id="sg.annual_variable_component",
    effective_from=date(2009, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage("half_year", inputs=Served, outputs=Paid, formulas=FORMULAS, meet=()),
        Stage(
            "year",
            inputs=Year,
            outputs=Year,
            formulas={},
            gather=Gather(by=("employee_id", "year"), take={name: nw.col(name).sum() for name in SUMS}),
        ),
    ),
)
