"""Guarantee of purchasing power (GIPA): what index pay lost to inflation over four years."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.gate import paid_if
from pay_models.blocks.limits import over
from pay_models.blocks.proration import part
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, rounded

POINT = 10_000 // HUNDREDTHS
"""The point is printed in ten-thousandths of a euro, pay in hundredths."""


class Terms(NamedTuple):
    """See parameters.yaml."""

    inflation_bp: Grid
    point_start_ten_thousandths: Grid
    point_end_ten_thousandths: Grid
    minimum_years: int
    rounding: str


class Compared(Rows):
    """One row for each person and year of payment."""

    employee_id: Key = key("The person")
    year: int = given(
        "Year of the guarantee: its four-year window ends on 31 December before", ge=2008, le=2100
    )
    index_start: int = given("Index held at the start of the window", ge=100, le=2000)
    index_end: int = given("Index held at the end of the window", ge=100, le=2000)
    years_paid: int = given("Full years paid by a public employer within the window", ge=0, le=4)
    working_hundredths: int = given(
        "Working time at the end of the window, full time 1.00 = 100", ge=0, le=100
    )

    class Config:
        unique = ("employee_id", "year")


class Guaranteed(Compared):
    """The guarantee of purchasing power of each person and year."""

    start_eur_cents: int = step(
        "Yearly index pay at the start of the window: index times mean point, to the cent",
        law="Decree 2008-539 art. 3 and the order of the year",
        choice="half a cent rounds up",
        certainty="derived",
        refuses="No order known here fixes the guarantee of this year.",
        blames=("year",),
        ge=0,
    )
    end_eur_cents: int = step(
        "Yearly index pay at the end of the window: index times mean point, to the cent",
        law="Decree 2008-539 art. 3 and the order of the year",
        choice="half a cent rounds up",
        certainty="derived",
        ge=0,
    )
    kept_up_eur_cents: int = step(
        "What the pay at the start would be with the inflation of the window",
        law="Decree 2008-539 art. 3",
        choice="half a cent rounds up",
        certainty="derived",
        ge=0,
    )
    lost_eur_cents: int = step(
        "What the pay at the end lacks of it; nothing when it kept up", law="Decree 2008-539 art. 3", ge=0
    )
    entitled: bool = step(
        "Whether the person was paid for enough years of the window",
        law="Decree 2008-539 art. 2",
        certainty="press",
    )
    guarantee_eur_cents: int = step(
        "Guarantee for the working time at the end of the window",
        law="Decree 2008-539",
        choice="half a cent rounds up",
        certainty="press",
        ge=0,
    )


def yearly_eur_cents(index: str, point: Grid, rounding: str) -> nw.Expr:
    return rounded(nw.col(index) * point.at("year"), POINT, rounding)


def kept_up_eur_cents(p: Terms) -> nw.Expr:
    risen = nw.col("start_eur_cents") * (p.inflation_bp.at("year") + BASIS_POINTS)
    return rounded(risen, BASIS_POINTS, p.rounding)


def guarantee_eur_cents(p: Terms) -> nw.Expr:
    for_time = part(nw.col("lost_eur_cents"), nw.col("working_hundredths"), HUNDREDTHS, rounding=p.rounding)
    return paid_if(nw.col("entitled"), for_time)


FORMULAS: Formulas[Terms] = {
    "start_eur_cents": lambda p: yearly_eur_cents("index_start", p.point_start_ten_thousandths, p.rounding),
    "end_eur_cents": lambda p: yearly_eur_cents("index_end", p.point_end_ten_thousandths, p.rounding),
    "kept_up_eur_cents": kept_up_eur_cents,
    "lost_eur_cents": lambda _: over(nw.col("kept_up_eur_cents"), nw.col("end_eur_cents")),
    "entitled": lambda p: nw.col("years_paid") >= p.minimum_years,
    "guarantee_eur_cents": guarantee_eur_cents,
}

MODEL = PayModel(
    id="fr.gipa",
    effective_from=date(2015, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("employee", inputs=Compared, outputs=Guaranteed, formulas=FORMULAS, meet=()),),
)
