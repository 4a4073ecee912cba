"""The yearly adjustment of General Schedule rates: 5 USC 5303, for any raise of any step 1."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.kernel import Dated, Formulas, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, half_up

MOST_USD = 10**7


class Rules(NamedTuple):
    """See parameters.yaml."""

    steps_in_step_1: int


class Asked(Rows):
    """One row for each rate asked for: a step of a grade after a raise."""

    rate_id: Key = key("The rate asked for")
    previous_first_step_usd: int = given("Step 1 of the grade before the raise, a year", ge=1, le=MOST_USD)
    raise_bp: int = given("Across-the-board raise of the year, 1 % = 100", ge=0, le=5000)
    step: int = given("Step of the grade", ge=1, le=10)

    class Config:
        unique = ("rate_id",)


class Raised(Asked):
    """A rate of the General Schedule after the raise of the year."""

    first_step_usd: int = step(
        "Step 1 of last year with the raise, to the nearest dollar",
        law="5 USC 5303",
        certainty="derived",
        ge=0,
    )
    increment_usd: int = step(
        "What each step adds: a thirtieth of step 1, to the nearest dollar",
        law="5 USC 5303",
        certainty="derived",
        ge=0,
    )
    rate_usd: int = step("Rate of the step, a year", law="5 USC 5303", certainty="derived", ge=0)


FORMULAS: Formulas[Rules] = {
    "first_step_usd": lambda _: half_up(
        nw.col("previous_first_step_usd") * (BASIS_POINTS + nw.col("raise_bp")), BASIS_POINTS
    ),
    "increment_usd": lambda p: half_up(nw.col("first_step_usd"), p.steps_in_step_1),
    "rate_usd": lambda _: nw.col("first_step_usd") + (nw.col("step") - 1) * nw.col("increment_usd"),
}

MODEL = PayModel(
    id="us.gs_raise",
    effective_from=date(2005, 1, 9),
    parameters=Dated.beside(__file__, Rules),
    stages=(Stage("rate", inputs=Asked, outputs=Raised, formulas=FORMULAS, meet=()),),
)
