"""Performance-based bonus by the agency's score: Memorandum Circular 2022-1 of the AO 25 task force."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.gate import at_least_of, paid_if
from pay_models.blocks.sums import weighted
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, rounded

CRITERIA = ("performance_rating", "process_rating", "financial_rating", "citizen_rating")


class Terms(NamedTuple):
    """See parameters.yaml."""

    points_per_rating: int
    minimum_score: int
    good_rating: int
    good_criteria: int
    full_rate_bp: int
    service_bp: Grid
    rounding: str


class Served(Rows):
    """One row for each person of an agency, with the ratings of the agency."""

    employee_id: Key = key("The person")
    performance_rating: int = given("Rating of the agency's performance results", ge=1, le=5)
    process_rating: int = given("Rating of the agency's process results", ge=1, le=5)
    financial_rating: int = given("Rating of the agency's financial results", ge=1, le=5)
    citizen_rating: int = given("Rating of the agency by the citizens it serves", ge=1, le=5)
    months_served: int = given("Months of service in the year", ge=0, le=12)
    monthly_centavos: int = given("Monthly basic salary on 31 December", ge=0, le=10**9)
    disqualified: bool = given(
        "Whether the person or their unit is shut out, for example by an unfiled report"
    )

    class Config:
        unique = ("employee_id",)


class Awarded(Served):
    """The performance-based bonus of each person."""

    score: int = step(
        "Score of the agency: five points for each point of the four ratings",
        law="Memorandum Circular 2022-1",
        certainty="ocr",
        ge=0,
        le=100,
    )
    eligible: bool = step(
        "Whether the agency reaches the score and the good ratings required, and the person is not shut out",
        law="Memorandum Circular 2022-1 (RMC 54-2022)",
        certainty="press",
    )
    rate_bp: int = step(
        "Share of the monthly salary at the agency's score",
        law="Form 1.0 of the bonus of 2022",
        certainty="ocr",
        ge=0,
        le=BASIS_POINTS,
    )
    service_bp: int = step(
        "Share of the bonus for the months served",
        law="Form 1.0 of the bonus of 2022",
        certainty="ocr",
        ge=0,
        le=BASIS_POINTS,
    )
    bonus_centavos: int = step(
        "Bonus: salary times both shares, nothing where the agency or the person is not eligible",
        law="Memorandum Circular 2022-1",
        choice="rounded once, half a centavo up",
        certainty="derived",
        ge=0,
    )


def eligible(p: Terms) -> nw.Expr:
    good = at_least_of([nw.col(rating) >= p.good_rating for rating in CRITERIA], p.good_criteria)
    return (nw.col("score") >= p.minimum_score) & good & ~nw.col("disqualified")


def bonus_centavos(p: Terms) -> nw.Expr:
    earned = nw.col("monthly_centavos") * nw.col("rate_bp") * nw.col("service_bp")
    return paid_if(nw.col("eligible"), rounded(earned, BASIS_POINTS * BASIS_POINTS, p.rounding))


FORMULAS: Formulas[Terms] = {
    "score": lambda p: weighted(dict.fromkeys(CRITERIA, p.points_per_rating), whole=1),
    "eligible": eligible,
    "rate_bp": lambda p: nw.col("score") * p.full_rate_bp // HUNDREDTHS,
    "service_bp": lambda p: p.service_bp.at("months_served"),
    "bonus_centavos": bonus_centavos,
}

MODEL = PayModel(
    id="ph.pbb_2022",
    effective_from=date(2022, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("employee", inputs=Served, outputs=Awarded, formulas=FORMULAS, meet=()),),
)
