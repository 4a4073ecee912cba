"""Gross index pay of a month: the index (indice majoré) times the value of the point, and part-time work."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.limits import at_least
from pay_models.kernel import (
    Dated,
    Formulas,
    Grid,
    History,
    Key,
    PayModel,
    Rows,
    Stage,
    first_day,
    given,
    key,
    step,
)
from pay_models.kernel.declare.money import HUNDREDTHS, rounded

MONTHS = 12
POINT = 10_000 // HUNDREDTHS
"""The point is printed in ten-thousandths of a euro, pay in hundredths."""


class Terms(NamedTuple):
    """See parameters.yaml."""

    point_value_ten_thousandths: History
    minimum_index: History
    paid_parts: Grid
    paid_of: Grid
    rounding: str


class Held(Rows):
    """One row for each person and month."""

    employee_id: Key = key("The person")
    month: date = first_day()
    index: int = given("Index of the step held (indice majoré)", ge=100, le=2000)
    working_percent: int = given("Working time in per cent of full time", isin=(50, 60, 70, 80, 90, 100))

    class Config:
        unique = ("employee_id", "month")


class Paid(Held):
    """The gross index pay of each person and month."""

    index_counted: int = step(
        "Index that is paid: the one held, at least the minimum of the month",
        law="Decree 85-1148 art. 8",
        certainty="third_party",
        refuses="No minimum index is known for this month.",
        blames=("month",),
        ge=100,
        le=2000,
    )
    point_value_ten_thousandths: int = step(
        "Yearly value of the point in the month",
        law="Decree 85-1148 art. 3",
        certainty="third_party",
        refuses="No value of the point is known for this month.",
        blames=("month",),
        ge=0,
    )
    full_time_eur_cents: int = step(
        "Index times yearly value of the point, a twelfth of it, to the cent",
        law="Decree 85-1148 art. 2",
        choice="half a cent rounds up",
        certainty="derived",
        ge=0,
    )
    gross_eur_cents: int = step(
        "Index pay of the month for the working time; 80 and 90 % are paid six sevenths and 32 of 35",
        law="General civil service code art. L612-5",
        choice="part-time pay is taken of the pay to the cent, half a cent rounds up",
        certainty="press",
        ge=0,
    )


def full_time_eur_cents(p: Terms) -> nw.Expr:
    yearly = nw.col("index_counted") * nw.col("point_value_ten_thousandths")
    return rounded(yearly, MONTHS * POINT, p.rounding)


def gross_eur_cents(p: Terms) -> nw.Expr:
    parts, whole = p.paid_parts.at("working_percent"), p.paid_of.at("working_percent")
    return rounded(nw.col("full_time_eur_cents") * parts, whole, p.rounding)


FORMULAS: Formulas[Terms] = {
    "index_counted": lambda p: at_least(nw.col("index"), p.minimum_index.at(nw.col("month"))),
    "point_value_ten_thousandths": lambda p: p.point_value_ten_thousandths.at(nw.col("month")),
    "full_time_eur_cents": full_time_eur_cents,
    "gross_eur_cents": gross_eur_cents,
}

MODEL = PayModel(
    id="fr.index_pay",
    effective_from=date(2013, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("month", inputs=Held, outputs=Paid, formulas=FORMULAS, meet=()),),
)
