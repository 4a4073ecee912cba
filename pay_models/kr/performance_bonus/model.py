"""Performance bonus of Korean civil servants: the rate of a class, scaled so that the average is the budget."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.gate import paid_if
from pay_models.blocks.pool import mean_weight
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, half_up, mul_div, number

CLASSES = ("S", "A", "B", "C")
SERVICES = ("general", "annual_salary", "senior", "fire", "teachers_four", "teachers_three")
# a normaliser of 1 is 100000 hundred-thousandths
ONE = 100_000
WHOLE_PERCENT = 100
MOST_WON = 2 * 10**8
ART = "Decree on civil servants' allowances art. 7-2"


class Terms(NamedTuple):
    """See parameters.yaml."""

    standard_amount_won: Grid
    rate_bp: Grid
    share_percent: Grid
    general_budget_bp: int
    annual_salary_budget_bp: int
    fire_budget_bp: int
    minimum_months: int
    outstanding_bp: int
    long_term_bp: int
    long_term_years: int
    extras_together: str


class Classed(Rows):
    """One row for each person of a year, with the class that the agency decided."""

    employee_id: Key = key("The person")
    service: str = given("Rules that apply: the service and how it is paid", isin=SERVICES)
    rank: str = given("Rank, as in the table of standard amounts")
    brought_amount_won: int = given(
        "Standard amount of the rank where the table has none; 0 to take the table's", ge=0, le=MOST_WON
    )
    class_: str = given("Class of the year: S, A, B or C", alias="class", isin=CLASSES)
    months_served: int = given("Months served in the year", ge=0, le=12)
    disciplined: bool = given("Disciplined in the year, or shut out for a false claim or a shared-out bonus")
    outstanding: bool = given("Among the best 5 % whom the agency rewards for outstanding results")
    years_in_top_class: int = given("Years in class S in a row, this one included", ge=0, le=50)

    class Config:
        unique = ("employee_id",)


class Paid(Classed):
    """The performance bonus of each person."""

    standard_won: int = step(
        "Standard amount of the rank",
        law=f"{ART} (2) and table 2-3",
        certainty="press",
        refuses="No standard amount of this rank was found for the year: bring it.",
        blames=("service", "rank", "brought_amount_won"),
        ge=1,
    )
    rate_bp: int = step(
        "Rate of the class",
        law=f"{ART} (3) and table 2-4",
        certainty="press",
        refuses="No rate of this class was found for the service and year.",
        blames=("service", "class"),
        ge=0,
        le=50_000,
    )
    normaliser_hundred_thousandths: int = step(
        "Factor that makes the average payment the budget: the budget, divided by the rates averaged over the"
        " planned shares of people; 1 where the rates apply as they are",
        law=f"{ART} (9): guidelines for the bonus",
        choice="the factor is rounded to five decimals, half up",
        certainty="derived",
        ge=0,
        le=100 * ONE,
    )
    eligible: bool = step(
        "Served long enough and was not disciplined", law=f"{ART} (11), (13)", certainty="text_read"
    )
    bonus_won: int = step(
        "Bonus: standard amount times factor times rate",
        law=f"{ART} (3)",
        choice="half a won rounds up",
        certainty="derived",
        ge=0,
    )
    outstanding_won: int = step(
        "Addition for outstanding results, a share of the bonus",
        law=f"{ART} (6)",
        choice="half a won rounds up",
        ge=0,
    )
    long_term_won: int = step(
        "Addition for years in the top class in a row, a share of the bonus",
        law=f"{ART} (7)",
        choice="half a won rounds up; what is paid when both additions are due",
        ge=0,
    )
    total_won: int = step("Bonus with its additions", law=ART, certainty="derived", ge=0)


def standard(p: Terms) -> nw.Expr:
    brought, listed = nw.col("brought_amount_won"), p.standard_amount_won.at("service", "rank")
    return nw.when(brought > 0).then(brought).otherwise(listed)


def normaliser(p: Terms) -> nw.Expr:
    budgets = {
        "general": p.general_budget_bp,
        "annual_salary": p.annual_salary_budget_bp,
        "fire": p.fire_budget_bp,
    }
    factors = {service: factor(p, service, budget) for service, budget in budgets.items() if budget}
    found = per_name(nw.col("service"), factors)
    return nw.when(found > 0).then(found).otherwise(nw.lit(ONE, nw.Int64))


def factor(p: Terms, service: str, budget_bp: int) -> int:
    """budget / mean rate in hundred-thousandths, half up; 0 where the year has no shares or rates for it."""
    shares, rates = by_class(p.share_percent, service), by_class(p.rate_bp, service)
    if not shares or shares.keys() - rates.keys():
        return 0
    mean = mean_weight(shares, rates, WHOLE_PERCENT)
    dividend = budget_bp * WHOLE_PERCENT * ONE
    return (dividend * 2 + mean) // (mean * 2)


def by_class(grid: Grid, service: str) -> dict[str, int]:
    return {str(name): number for (of, name), number in grid.cells.items() if of == service}


def bonus(_: Terms) -> nw.Expr:
    scaled = nw.col("standard_won") * nw.col("normaliser_hundred_thousandths")
    divisor = ONE * BASIS_POINTS
    won, rest = mul_div(scaled, nw.col("rate_bp"), number(divisor), factor_bits=16, divisor_bits=30)
    return paid_if(nw.col("eligible"), won + (rest * 2 >= divisor).cast(nw.Int64))


def addition(of_bonus_bp: int) -> nw.Expr:
    return half_up(nw.col("bonus_won") * of_bonus_bp, BASIS_POINTS)


def long_term(p: Terms) -> nw.Expr:
    due = (nw.col("class") == nw.lit("S")) & (nw.col("years_in_top_class") >= p.long_term_years)
    if p.extras_together == "outstanding_only":
        due = due & ~nw.col("outstanding")
    return paid_if(due, addition(p.long_term_bp))


FORMULAS: Formulas[Terms] = {
    "standard_won": standard,
    "rate_bp": lambda p: p.rate_bp.at("service", "class"),
    "normaliser_hundred_thousandths": normaliser,
    "eligible": lambda p: (nw.col("months_served") >= p.minimum_months) & ~nw.col("disciplined"),
    "bonus_won": bonus,
    "outstanding_won": lambda p: paid_if(nw.col("outstanding"), addition(p.outstanding_bp)),
    "long_term_won": long_term,
    "total_won": lambda _: nw.col("bonus_won") + nw.col("outstanding_won") + nw.col("long_term_won"),
}

MODEL = PayModel(
    id="kr.performance_bonus",
    effective_from=date(2001, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("employee", inputs=Classed, outputs=Paid, formulas=FORMULAS, meet=()),),
)
