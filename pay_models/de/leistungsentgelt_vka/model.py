"""Performance pay of municipal employees: a budget paid out in full by points (TVöD section 18 VKA)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.pool import coin_for_remainder, coins_left, remainder_place, unit_value, whole_share
from pay_models.kernel import Dated, Formulas, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, Divided, down

UNIT = ("unit_id",)
AGREEMENT = "TVöD section 18 (VKA) and the works agreement"
TWELFTHS = 12
# points x pay factor x working time x twelfths, in hundredths: below 2**36
WEIGHT_BITS = 36
# a pay factor and a working time, each in hundredths
SHARES = "ten_thousandths"


class Rules(NamedTuple):
    """See parameters.yaml."""

    budget_bp: int


class Pointed(Rows):
    """One row for each employee with the points of the year."""

    employee_id: Key = key("The person")
    unit_id: Key = key("The employer or unit with one budget")
    pay_before_eur_cents: int = given(
        "Permanent monthly pay of all covered staff in the year before, the same in each row", ge=0, le=10**13
    )
    points: int = given("Points of the person", ge=0, le=1000)
    pay_factor_hundredths: int = given("Pay factor of the grade, 1.00 = 100", ge=0, le=300)
    working_time_hundredths: int = given(
        "Part of full time that is worked, full time 1.00 = 100", ge=1, le=100
    )
    unpaid_months: int = given("Full months without pay", ge=0, le=12)

    class Config:
        unique = ("employee_id",)


class Paid(Pointed):
    """Performance pay of each employee; the budget is paid out in full."""

    budget_eur_cents: int = step(
        "Budget: a share of last year's permanent monthly pay",
        agreement=AGREEMENT,
        choice="a part of a cent is dropped",
        refuses="The rows of this unit name different pay of the year before.",
        blames=("unit_id", "pay_before_eur_cents"),
        ge=0,
    )
    weight: int = step(
        "Points by pay factor, working time and twelfths of the year",
        agreement=AGREEMENT,
        unit=SHARES,
        ge=0,
        lt=1 << WEIGHT_BITS,
    )
    unit_weight: int = step("Weights of the whole unit", agreement=AGREEMENT, unit=SHARES, ge=0, lt=1 << 50)
    point_value_eur_cents: int = step(
        "What a point is worth at factor 1, full time and a whole year, to the nearest cent, to be shown",
        agreement=AGREEMENT,
        choice="shown to the cent",
        ge=0,
    )
    whole_share_eur_cents: int = step("The share, a part of a cent dropped", agreement=AGREEMENT, ge=0)
    remainder: int = step(
        "What is left of the share, in parts of a cent", choice="largest remainders", unit=SHARES, ge=0
    )
    remainder_place: int = step(
        "Place in the unit by what is left of the share",
        choice="largest remainders; equal ones by employee number",
        ge=1,
    )
    left_eur_cents: int = step(
        "What is left of the budget without those parts of a cent", choice="largest remainders", ge=0
    )
    payout_eur_cents: int = step(
        "Performance pay: one cent more for the largest remainders until the budget is spent",
        agreement=AGREEMENT,
        choice="largest remainders; equal ones by employee number",
        ge=0,
    )


def budget(p: Rules) -> nw.Expr:
    pay = nw.col("pay_before_eur_cents")
    one = pay.min().over(*UNIT) == pay.max().over(*UNIT)
    return nw.when(one).then(down(pay * p.budget_bp, BASIS_POINTS))


def weight(_: Rules) -> nw.Expr:
    time = nw.col("working_time_hundredths") * (TWELFTHS - nw.col("unpaid_months"))
    return nw.col("points") * nw.col("pay_factor_hundredths") * time


def divided(_: Rules) -> Divided:
    return whole_share(
        nw.col("budget_eur_cents"), nw.col("weight"), nw.col("unit_weight"), weight_bits=WEIGHT_BITS
    )


def point_value(_: Rules) -> nw.Expr:
    whole = HUNDREDTHS * HUNDREDTHS * TWELFTHS
    return unit_value(nw.col("budget_eur_cents") * whole, nw.col("unit_weight"), rounding="half_up")


FORMULAS: Formulas[Rules] = {
    "budget_eur_cents": budget,
    "weight": weight,
    "unit_weight": lambda _: nw.col("weight").sum().over(*UNIT),
    "point_value_eur_cents": point_value,
    "whole_share_eur_cents": lambda p: divided(p).quotient,
    "remainder": lambda p: divided(p).remainder,
    "remainder_place": lambda _: remainder_place("remainder", UNIT),
    "left_eur_cents": lambda _: coins_left(
        nw.col("budget_eur_cents"), nw.col("whole_share_eur_cents"), nw.col("unit_weight"), UNIT
    ),
    "payout_eur_cents": lambda _: (
        nw.col("whole_share_eur_cents")
        + coin_for_remainder(nw.col("remainder_place"), nw.col("left_eur_cents"))
    ),
}

MODEL = PayModel(
    id="de.leistungsentgelt_vka",
    effective_from=date(2014, 1, 1),
    parameters=Dated.beside(__file__, Rules),
    stages=(
        Stage(
            "employee",
            inputs=Pointed,
            outputs=Paid,
            formulas=FORMULAS,
            order=("unit_id", "employee_id"),
            meet=UNIT,
        ),
    ),
)
