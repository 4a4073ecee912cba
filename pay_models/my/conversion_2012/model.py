"""Conversion of a salary into the scheme of 2012 (Saraan Baru Perkhidmatan Awam): a percentage and an amount."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, rounded

LAW = "Saraan Baru Perkhidmatan Awam 2012, table of conversion"


class Terms(NamedTuple):
    """See parameters.yaml."""

    uplift_bp: Grid
    plus_sen: Grid
    rounding: str


class Old(Rows):
    """One row for each person whose salary is converted."""

    employee_id: Key = key("The person")
    old_sen: int = given("Monthly salary before the conversion", ge=0, le=10**9)
    conversion: str = given("Row of the table of conversion that the person's grade belongs to")

    class Config:
        unique = ("employee_id",)


class Converted(Old):
    """The monthly salary of each person in the scheme of 2012."""

    uplift_bp: int = step(
        "Percentage that the conversion adds",
        law=LAW,
        certainty="ocr",
        refuses="The table of conversion has no such row.",
        blames=("conversion",),
        ge=0,
        le=BASIS_POINTS,
    )
    plus_sen: int = step("Amount that the conversion adds", law=LAW, certainty="ocr", ge=0)
    new_sen: int = step(
        "Monthly salary after the conversion, to the sen",
        law=LAW,
        choice="half a sen rounds up, as in all printed amounts",
        certainty="derived",
        ge=0,
    )


def new_sen(p: Terms) -> nw.Expr:
    risen = nw.col("old_sen") * (nw.col("uplift_bp") + BASIS_POINTS)
    return rounded(risen, BASIS_POINTS, p.rounding) + nw.col("plus_sen")


FORMULAS: Formulas[Terms] = {
    "uplift_bp": lambda p: p.uplift_bp.at("conversion"),
    "plus_sen": lambda p: p.plus_sen.at("conversion"),
    "new_sen": new_sen,
}

MODEL = PayModel(
    id="my.conversion_2012",
    effective_from=date(2012, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("employee", inputs=Old, outputs=Converted, formulas=FORMULAS, meet=()),),
)
