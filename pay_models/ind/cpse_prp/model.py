"""Performance-related pay of a state enterprise: claims by three ratings, cut to the pool by the kitty factor."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.pool import scaled_to
from pay_models.blocks.sums import weighted
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, down, rounded

ENTERPRISE = ("enterprise_id",)
RATINGS = ("excellent", "very_good", "good", "fair", "poor")
LAW = "Department of Public Enterprises, pay revision of 2017"
MOST_PROFIT = 10**13


class Terms(NamedTuple):
    """See parameters.yaml."""

    pool_percent: int
    profit_percent: int
    growth_percent: int
    company_weight: int
    team_weight: int
    person_weight: int
    company_percent: Grid
    team_percent: Grid
    person_percent: Grid
    rounding: str


class Rated(Rows):
    """One row for each executive, with the profits of the enterprise."""

    enterprise_id: Key = key("The enterprise")
    employee_id: Key = key("The person")
    profit_rupees: int = given("Profit of the year from core business", ge=0, le=MOST_PROFIT)
    profit_before_rupees: int = given("Profit of the year before", ge=0, le=MOST_PROFIT)
    company_rating: str = given("Rating of the enterprise's memorandum of understanding", isin=RATINGS)
    team_rating: str = given("Rating of the team", isin=RATINGS)
    person_rating: str = given("Rating of the person", isin=RATINGS)
    basic_year_rupees: int = given("Basic pay of the year", ge=0, le=10**8)
    grade_percent: int = given("Most that the grade may have, in per cent of basic pay", ge=0, le=200)

    class Config:
        unique = ("enterprise_id", "employee_id")


class Paid(Rated):
    """The performance-related pay of each executive."""

    pool_rupees: int = step(
        "Pool of the enterprise: 5 % of 65 parts of the year's profit and 35 parts of what it grew by",
        law=LAW,
        choice="a part of a rupee is dropped",
        certainty="derived",
        refuses="The rows of this enterprise give it different profits.",
        blames=("enterprise_id", "profit_rupees", "profit_before_rupees"),
        ge=0,
    )
    company_percent: int = step(
        "Part earned by the rating of the enterprise", law=LAW, certainty="press", ge=0, le=100
    )
    team_percent: int = step(
        "Part earned by the rating of the team", law=LAW, certainty="press", ge=0, le=100
    )
    person_percent: int = step(
        "Part earned by the rating of the person", law=LAW, certainty="memory", ge=0, le=100
    )
    earned_bp: int = step(
        "The three parts together: enterprise 50, team 30, person 20 %",
        law=LAW,
        certainty="press",
        ge=0,
        le=BASIS_POINTS,
    )
    claim_rupees: int = step(
        "Claim: basic pay times the share of the grade times the part earned",
        law=LAW,
        choice="half a rupee rounds up",
        certainty="derived",
        ge=0,
    )
    claims_rupees: int = step("Claims of the enterprise together", law=LAW, ge=0)
    paid_rupees: int = step(
        "Paid: the claim, or its share of the pool when the claims together exceed it (kitty factor)",
        law=LAW,
        choice="a part of a rupee is dropped, so that the pool is never exceeded",
        certainty="derived",
        ge=0,
    )


def pool_rupees(p: Terms) -> nw.Expr:
    profit, before = nw.col("profit_rupees"), nw.col("profit_before_rupees")
    grown = nw.when(profit > before).then(profit - before).otherwise(nw.lit(0, nw.Int64))
    parts = profit * p.profit_percent + grown * p.growth_percent
    # a profit in one row and another in the next: whose pool would it be?
    alike = (profit.min().over(*ENTERPRISE) == profit.max().over(*ENTERPRISE)) & (
        before.min().over(*ENTERPRISE) == before.max().over(*ENTERPRISE)
    )
    return nw.when(alike).then(down(parts * p.pool_percent, HUNDREDTHS * HUNDREDTHS))


def earned_bp(p: Terms) -> nw.Expr:
    parts = {
        "company_percent": p.company_weight,
        "team_percent": p.team_weight,
        "person_percent": p.person_weight,
    }
    return weighted(parts, whole=1)


def claim_rupees(p: Terms) -> nw.Expr:
    most = nw.col("basic_year_rupees") * nw.col("grade_percent")
    return rounded(most * nw.col("earned_bp"), HUNDREDTHS * BASIS_POINTS, p.rounding)


FORMULAS: Formulas[Terms] = {
    "pool_rupees": pool_rupees,
    "company_percent": lambda p: p.company_percent.at("company_rating"),
    "team_percent": lambda p: p.team_percent.at("team_rating"),
    "person_percent": lambda p: p.person_percent.at("person_rating"),
    "earned_bp": earned_bp,
    "claim_rupees": claim_rupees,
    "claims_rupees": lambda _: nw.col("claim_rupees").sum().over(*ENTERPRISE),
    "paid_rupees": lambda _: scaled_to(
        nw.col("claim_rupees"), nw.col("pool_rupees"), nw.col("claims_rupees")
    ),
}

MODEL = PayModel(
    id="ind.cpse_prp",
    effective_from=date(2017, 4, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage(
            "employee",
            inputs=Rated,
            outputs=Paid,
            formulas=FORMULAS,
            order=("enterprise_id", "employee_id"),
            meet=ENTERPRISE,
        ),
    ),
)
