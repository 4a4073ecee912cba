"""Annual, hourly and biweekly pay of the General Schedule: 5 USC 5303, 5304 and 5504."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.limits import at_most
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, half_up

TABLE = "General Schedule table of the year (5 USC 5332)"


class Rates(NamedTuple):
    """See parameters.yaml."""

    last_years_step_1_usd: Grid
    raise_bp: int
    steps_in_step_1: int
    irregular_usd: Grid
    locality_bp: Grid
    cap_usd: int
    hours_in_year: int
    hours_in_two_weeks: int


class Held(Rows):
    """One row for each person: the grade and step held, and where the work is done."""

    employee_id: Key = key("The person")
    grade: int = given("Grade of the General Schedule", ge=1, le=15)
    step: int = given("Step of the grade", ge=1, le=10)
    locality: str = given("Locality pay area of the official worksite; NONE where there is none")

    class Config:
        unique = ("employee_id",)


class Paid(Held):
    """Pay of a person under the General Schedule."""

    last_years_step_1_usd: int = step(
        "Step 1 of the grade in the year before", law=TABLE, certainty="third_party"
    )
    step_1_usd: int = step(
        "Step 1 of last year with the raise of this year, to the nearest dollar",
        law="5 USC 5303 and the order of the year",
        certainty="derived",
        ge=0,
    )
    increment_usd: int = step(
        "What each step adds: a thirtieth of step 1, to the nearest dollar; grades 1 and 2 have a table instead",
        law="5 USC 5303",
        certainty="derived",
        ge=0,
    )
    base_pay_usd: int = step("Base pay of the grade and step, a year", law=TABLE, certainty="derived", ge=0)
    locality_bp: int = step(
        "Locality percentage of the area",
        law="5 USC 5304 and the order of the year",
        certainty="third_party",
        refuses="No locality percentage is known for this area in this year.",
        blames=("locality",),
        ge=0,
    )
    with_locality_usd: int = step(
        "Base pay with locality, to the nearest dollar, before the cap", law="5 USC 5304; 5 CFR 531.604", ge=0
    )
    pay_usd: int = step(
        "Pay of the year: never more than level IV of the Executive Schedule", law="5 USC 5304(g)", ge=0
    )
    hourly_usd_cents: int = step("Hourly rate, to the nearest cent", law="5 USC 5504(b)", ge=0)
    biweekly_usd_cents: int = step(
        "Pay of two weeks: eighty hours at the hourly rate", law="5 USC 5504(b)", ge=0
    )


def base_pay(p: Rates) -> nw.Expr:
    by_rule = nw.col("step_1_usd") + (nw.col("step") - 1) * nw.col("increment_usd")
    by_table = p.irregular_usd.at("grade", "step")
    return nw.when(by_table.is_null()).then(by_rule).otherwise(by_table)


FORMULAS: Formulas[Rates] = {
    "last_years_step_1_usd": lambda p: p.last_years_step_1_usd.at("grade"),
    "step_1_usd": lambda p: half_up(
        nw.col("last_years_step_1_usd") * (BASIS_POINTS + p.raise_bp), BASIS_POINTS
    ),
    "increment_usd": lambda p: half_up(nw.col("step_1_usd"), p.steps_in_step_1),
    "base_pay_usd": base_pay,
    "locality_bp": lambda p: p.locality_bp.at("locality"),
    "with_locality_usd": lambda _: half_up(
        nw.col("base_pay_usd") * (BASIS_POINTS + nw.col("locality_bp")), BASIS_POINTS
    ),
    "pay_usd": lambda p: at_most(nw.col("with_locality_usd"), p.cap_usd),
    "hourly_usd_cents": lambda p: half_up(nw.col("pay_usd") * HUNDREDTHS, p.hours_in_year),
    "biweekly_usd_cents": lambda p: nw.col("hourly_usd_cents") * p.hours_in_two_weeks,
}

MODEL = PayModel(
    id="us.gs_pay",
    effective_from=date(2024, 1, 14),
    parameters=Dated.beside(__file__, Rates),
    stages=(Stage("employee", inputs=Held, outputs=Paid, formulas=FORMULAS, meet=()),),
)
