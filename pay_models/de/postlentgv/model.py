"""Performance pay of civil servants at the Deutsche Post: a pool for each grade, shared by levels (PostLEntgV)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.limits import at_least
from pay_models.blocks.pool import coin_for_remainder, coins_left, remainder_place, unit_value, whole_share
from pay_models.blocks.proration import part
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, Divided, down

POOL = ("unit_id", "grade")
LAW = "PostLEntgV"
TWELFTHS = 12
# a weight of 3 in hundredths of full time
WEIGHT_BITS = 10
MOST_CENTS = 10**8


class Rules(NamedTuple):
    """See parameters.yaml."""

    budget_bp: int
    weight: Grid
    days_of_twelfth: int


class Judged(Rows):
    """One row for each civil servant with the level of the year."""

    employee_id: Key = key("The person")
    unit_id: Key = key("The unit whose budget it is")
    grade: str = given("Pay grade, which has a budget of its own")
    final_step_pay_eur_cents: int = given(
        "Monthly base salary of the grade's final step", ge=1, le=MOST_CENTS
    )
    working_time_hundredths: int = given(
        "Part of full time that is worked, full time 1.00 = 100", ge=1, le=100
    )
    level: int = given("Level of the judgement, 5 the best", ge=1, le=5)
    unpaid_days: int = given("Days of the year without pay", ge=0, le=366)

    class Config:
        unique = ("employee_id",)


class Paid(Judged):
    """Performance pay of each civil servant."""

    weight: int = step("Weight of the level: 0, 0, 1, 2 or 3", law=LAW, ge=0, le=3)
    budget_part_eur_cents: int = step(
        "What the person brings into the budget: 60 % of the final step by working time",
        law=LAW,
        choice="a part of a cent is dropped",
        ge=0,
    )
    budget_eur_cents: int = step("Budget of the grade in the unit", law=LAW, ge=0)
    claim: int = step("Weight times working time", law=LAW, unit="hundredths", ge=0, lt=1 << WEIGHT_BITS)
    claims: int = step(
        "Weights times working time in the whole grade", law=LAW, unit="hundredths", ge=0, lt=1 << 50
    )
    unit_value_eur_cents: int = step(
        "What one weight is worth at full time, to the nearest cent, to be shown",
        law=LAW,
        choice="shown to the cent",
        ge=0,
    )
    whole_share_eur_cents: int = step("The share, a part of a cent dropped", law=LAW, ge=0)
    remainder: int = step(
        "What is left of the share, in parts of a cent", choice="largest remainders", unit="hundredths", ge=0
    )
    remainder_place: int = step(
        "Place in the grade by what is left of the share",
        choice="largest remainders; equal ones by employee number",
        ge=1,
    )
    left_eur_cents: int = step(
        "What is left of the budget without those parts of a cent", choice="largest remainders", ge=0
    )
    share_eur_cents: int = step(
        "Share of a whole year: one cent more for the largest remainders until the budget is spent",
        law=LAW,
        choice="largest remainders; equal ones by employee number",
        ge=0,
    )
    twelfths: int = step(
        "Twelfths that remain: one fewer for each thirty days without pay", law=LAW, ge=0, le=12
    )
    payout_eur_cents: int = step(
        "Performance pay for the twelfths that remain", law=LAW, choice="a part of a cent is dropped", ge=0
    )


def budget_part(p: Rules) -> nw.Expr:
    full = nw.col("final_step_pay_eur_cents") * nw.col("working_time_hundredths")
    return down(full * p.budget_bp, HUNDREDTHS * BASIS_POINTS)


def divided(_: Rules) -> Divided:
    return whole_share(nw.col("budget_eur_cents"), nw.col("claim"), nw.col("claims"), weight_bits=WEIGHT_BITS)


FORMULAS: Formulas[Rules] = {
    "weight": lambda p: p.weight.at("level"),
    "budget_part_eur_cents": budget_part,
    "budget_eur_cents": lambda _: nw.col("budget_part_eur_cents").sum().over(*POOL),
    "claim": lambda _: nw.col("weight") * nw.col("working_time_hundredths"),
    "claims": lambda _: nw.col("claim").sum().over(*POOL),
    "unit_value_eur_cents": lambda _: unit_value(
        nw.col("budget_eur_cents") * HUNDREDTHS, nw.col("claims"), rounding="half_up"
    ),
    "whole_share_eur_cents": lambda p: divided(p).quotient,
    "remainder": lambda p: divided(p).remainder,
    "remainder_place": lambda _: remainder_place("remainder", POOL),
    "left_eur_cents": lambda _: coins_left(
        nw.col("budget_eur_cents"), nw.col("whole_share_eur_cents"), nw.col("claims"), POOL
    ),
    "share_eur_cents": lambda _: (
        nw.col("whole_share_eur_cents")
        + coin_for_remainder(nw.col("remainder_place"), nw.col("left_eur_cents"))
    ),
    "twelfths": lambda p: at_least(TWELFTHS - nw.col("unpaid_days") // p.days_of_twelfth, 0),
    "payout_eur_cents": lambda _: part(nw.col("share_eur_cents"), nw.col("twelfths"), TWELFTHS),
}

MODEL = PayModel(
    id="de.postlentgv",
    effective_from=date(2020, 1, 1),
    parameters=Dated.beside(__file__, Rules),
    stages=(
        Stage(
            "employee",
            inputs=Judged,
            outputs=Paid,
            formulas=FORMULAS,
            order=("unit_id", "grade", "employee_id"),
            meet=POOL,
        ),
    ),
)
