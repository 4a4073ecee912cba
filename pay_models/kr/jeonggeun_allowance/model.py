"""Allowance for steady service (jeonggeun) of Korean civil servants, half-year by half-year."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.blocks.gate import paid_if
from pay_models.blocks.limits import at_most
from pay_models.blocks.proration import months_by_days
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, down, to_quantum

ART = "Decree on civil servants' allowances art. 7"
HALF_YEAR = 6
MONTH_DAYS = 30


class Terms(NamedTuple):
    """See parameters.yaml."""

    rate_bp: Grid
    counts_from_days: int
    quantum_won: int


class HalfYear(Rows):
    """One row for each person paid on 1 January or 1 July, with the service of the half-year before."""

    employee_id: Key = key("The person")
    monthly_pay_won: int = given("Base pay of the month on 1 January or 1 July", ge=0, le=10**8)
    years_of_service: int = given("Whole years of service", ge=0, le=60)
    months: int = given("Whole months of actual service in the half-year", ge=0, le=6)
    days: int = given("Days of actual service beyond them", ge=0, le=30)
    paid_a_month: bool = given("Was paid, in full or in part, for at least a month of the half-year")
    disciplined: bool = given("Disciplined in the half-year")

    class Config:
        unique = ("employee_id",)


class Paid(HalfYear):
    """The allowance for steady service of each person."""

    eligible: bool = step(
        "Was paid for at least a month of the half-year and was not disciplined in it", law=f"{ART} (1), (2)"
    )
    rate_bp: int = step("Rate for the years of service", law=f"{ART} (1) and table 2", ge=0)
    counted_months: int = step(
        "Months counted: a rest of 15 days or more is a month, a smaller one is none",
        law=f"{ART} (2)",
        ge=0,
        le=HALF_YEAR,
    )
    allowance_won: int = step(
        "Allowance: base pay times rate times the months counted of six",
        law=f"{ART} (1), (2)",
        choice="cut off to 10 won once, at the end",
        ge=0,
    )


def rate(p: Terms) -> nw.Expr:
    floors = [(int(years), bp) for (years,), bp in sorted(p.rate_bp.cells.items(), reverse=True)]
    return band(nw.col("years_of_service"), floors, below=0)


def counted(p: Terms) -> nw.Expr:
    days = nw.col("months") * MONTH_DAYS + nw.col("days")
    return at_most(months_by_days(days, in_month=MONTH_DAYS, counts_from=p.counts_from_days), HALF_YEAR)


def allowance(p: Terms) -> nw.Expr:
    pay = nw.col("monthly_pay_won") * nw.col("rate_bp") * nw.col("counted_months")
    won = to_quantum(down(pay, BASIS_POINTS * HALF_YEAR), p.quantum_won, "down")
    return paid_if(nw.col("eligible"), won)


FORMULAS: Formulas[Terms] = {
    "eligible": lambda _: nw.col("paid_a_month") & ~nw.col("disciplined"),
    "rate_bp": rate,
    "counted_months": counted,
    "allowance_won": allowance,
}

MODEL = PayModel(
    id="kr.jeonggeun_allowance",
    effective_from=date(2017, 1, 6),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("employee", inputs=HalfYear, outputs=Paid, formulas=FORMULAS, meet=()),),
)
