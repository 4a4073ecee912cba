"""Merit raises by performance and place in the pay range, scaled so that their mean keeps to the budget."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.blocks.pool import scaled_to
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, down, half_up, rounded
from pay_models.kernel.declare.units import UnitBy

PERFORMANCE = ("exceptional", "exceeds", "meets", "needs_improvement", "does_not_meet")
GROUP = ("group_id",)
PLAN = "merit pay plan"
# people or their pay, and each times a rate
COUNTED_IN = UnitBy("mean_of", {"payroll": "cents"})
RAISED_IN = UnitBy("mean_of", {"people": "bp", "payroll": "millionths"})
MOST_CENTS = 10**9
MOST_PEOPLE = 10**4
# sums of weights times rates stay below it, so that a rate can be scaled exactly in 64 bits
MOST_CLAIMED = 1 << 50


class Plan(NamedTuple):
    """See parameters.yaml."""

    guideline: str
    base_bp: int
    performance_factor_hundredths: Grid
    position_factor_hundredths: Grid
    position_floor_bp: Grid
    matrix_bp: Grid
    rate_quantum_bp: int
    budget_bp: int
    mean_of: str
    normalisation: str
    raise_rounding: str


class Reviewed(Rows):
    """One row for each person, or for each group of alike people while a matrix is being tested."""

    employee_id: Key = key("The person")
    group_id: Key = key("The group that has one budget")
    people: int = given("People the row stands for; 1 for a person", ge=1, le=MOST_PEOPLE)
    salary_cents: int = given("Salary of a year before the raise", ge=1, le=MOST_CENTS)
    midpoint_cents: int = given("Midpoint of the pay range", ge=1, le=MOST_CENTS)
    performance: str = given("Performance rating of the year", isin=PERFORMANCE)

    class Config:
        unique = ("employee_id",)


class Raised(Reviewed):
    """Merit raise of each person, kept to the budget of the group."""

    compa_ratio_bp: int = step(
        "Salary as a share of the midpoint of its range, cut off", agreement=PLAN, ge=0
    )
    position: int = step(
        "Place in the pay range, from 1, far below the midpoint, upwards",
        agreement=PLAN,
        choice="a ratio on an edge belongs to the place above it",
        certainty="third_party",
        unit="count",
        ge=1,
    )
    guideline_bp: int = step(
        "Raise of the matrix for this performance and place",
        agreement=PLAN,
        certainty="third_party",
        ge=0,
        le=5000,
    )
    weight: int = step(
        "What the row counts in the mean", agreement=PLAN, choice="people or payroll", unit=COUNTED_IN, ge=1
    )
    group_weight: int = step("Weights of the whole group", agreement=PLAN, unit=COUNTED_IN, ge=1)
    claimed: int = step(
        "Weights times raises of the matrix in the whole group",
        agreement=PLAN,
        unit=RAISED_IN,
        ge=0,
        lt=MOST_CLAIMED,
    )
    mean_guideline_bp: int = step("Mean raise of the matrix in the group", agreement=PLAN, ge=0)
    allowed: int = step(
        "Weights of the group times the budget", agreement=PLAN, unit=RAISED_IN, ge=0, lt=MOST_CLAIMED
    )
    rate_bp: int = step(
        "Raise after the matrix is scaled to the budget, a part of a basis point dropped",
        agreement=PLAN,
        choice="scaling to the budget",
        ge=0,
    )
    raise_cents: int = step("Raise in money", agreement=PLAN, choice="a part of a cent is rounded", ge=0)
    new_salary_cents: int = step("Salary after the raise", agreement=PLAN, ge=1)


def position(p: Plan) -> nw.Expr:
    floors = sorted(
        ((floor, int(cell[0])) for cell, floor in p.position_floor_bp.cells.items()), reverse=True
    )
    lowest = floors[-1][1]
    return band(nw.col("compa_ratio_bp"), floors, below=lowest)


def guideline(p: Plan) -> nw.Expr:
    if p.guideline == "table":
        return p.matrix_bp.at("performance", "position")
    factors = p.performance_factor_hundredths.at("performance") * p.position_factor_hundredths.at("position")
    return half_up(factors * p.base_bp, BASIS_POINTS * p.rate_quantum_bp) * p.rate_quantum_bp


def weight(p: Plan) -> nw.Expr:
    people = nw.col("people")
    return people if p.mean_of == "people" else people * nw.col("salary_cents")


def rate(p: Plan) -> nw.Expr:
    claim = nw.col("guideline_bp")
    if p.normalisation == "none":
        return claim
    only_down = p.normalisation == "only_down"
    return scaled_to(claim, nw.col("allowed"), nw.col("claimed"), only_down=only_down)


FORMULAS: Formulas[Plan] = {
    "compa_ratio_bp": lambda _: down(nw.col("salary_cents") * BASIS_POINTS, nw.col("midpoint_cents")),
    "position": position,
    "guideline_bp": guideline,
    "weight": weight,
    "group_weight": lambda _: nw.col("weight").sum().over(*GROUP),
    "claimed": lambda _: (nw.col("weight") * nw.col("guideline_bp")).sum().over(*GROUP),
    "mean_guideline_bp": lambda _: half_up(nw.col("claimed"), nw.col("group_weight")),
    "allowed": lambda p: nw.col("group_weight") * p.budget_bp,
    "rate_bp": rate,
    "raise_cents": lambda p: rounded(
        nw.col("salary_cents") * nw.col("rate_bp"), BASIS_POINTS, p.raise_rounding
    ),
    "new_salary_cents": lambda _: nw.col("salary_cents") + nw.col("raise_cents"),
}

MODEL = PayModel(
    id="general.merit_matrix",
    effective_from=date(2020, 1, 1),
    parameters=Dated.beside(__file__, Plan),
    stages=(
        Stage(
            "employee",
            inputs=Reviewed,
            outputs=Raised,
            formulas=FORMULAS,
            order=("group_id", "employee_id"),
            meet=GROUP,
        ),
    ),
)
