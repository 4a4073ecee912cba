"""Performance-based bonus by one forced ranking of the units of an agency (fiscal year 2016)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.gate import paid_if
from pay_models.blocks.quota import count, ranked_class
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Ranked, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, rounded

AGENCY = ("agency_id",)
UNIT = ("agency_id", "unit_id")
CLASSES = ("best", "better", "good", "none")
LAW = "Memorandum Circular 2016-1 item 8.1"


class Terms(NamedTuple):
    """See parameters.yaml."""

    units_best_bp: int
    units_better_bp: int
    best_rate_bp: int
    better_rate_bp: int
    good_rate_bp: int
    service_bp: Grid
    quota_rounding: str
    ties: str
    rounding: str


class Ranking(Rows):
    """One row for each person of an agency, with the rating of their unit."""

    agency_id: Key = key("The agency")
    unit_id: Key = key("The delivery unit")
    employee_id: Key = key("The person")
    unit_eligible: bool = given("Whether the unit is eligible and so ranked")
    unit_rating_hundredths: int = given("Rating of the unit", ge=0, le=50_000)
    qualified: bool = given("Whether the person may have a bonus")
    months_served: int = given("Months of service in the year", ge=0, le=12)
    monthly_centavos: int = given("Monthly basic salary on 31 December", ge=0, le=10**9)

    class Config:
        unique = ("agency_id", "unit_id", "employee_id")


class Ranked2016(Ranking):
    """The performance-based bonus of each person by the rank of the unit."""

    row_in_unit: int = step("Number of the row in its unit; the first stands for the unit", law=LAW, ge=1)
    units: int = step(
        "Units of the agency that are ranked",
        law=LAW,
        refuses="The rows of this unit give it different ratings, or make it eligible and not.",
        blames=("unit_id", "unit_eligible", "unit_rating_hundredths"),
        unit="count",
        ge=0,
    )
    place_of_first: int = step(
        "Place of the unit in the agency, on its first row alone", law=LAW, choice="equal ratings", ge=0
    )
    unit_place: int = step("Place of the unit in the agency (0: not ranked)", law=LAW, ge=0)
    unit_class: str = step(
        "Rank of the unit: the best 10 %, the next 25 %, the rest",
        law=LAW,
        choice="rounding of the quotas",
        certainty="ocr",
        isin=CLASSES,
    )
    rate_bp: int = step(
        "Share of the monthly salary for the rank of the unit",
        law=LAW,
        certainty="ocr",
        ge=0,
        le=BASIS_POINTS,
    )
    service_bp: int = step(
        "Share of the bonus for the months served", law=LAW, certainty="memory", ge=0, le=BASIS_POINTS
    )
    bonus_centavos: int = step(
        "Bonus: salary times both shares",
        law=LAW,
        choice="rounded once, half a centavo up",
        certainty="derived",
        ge=0,
    )


def stands_for_unit() -> nw.Expr:
    return nw.col("unit_eligible") & (nw.col("row_in_unit") == 1)


def units(_: Terms) -> nw.Expr:
    told = nw.col("unit_rating_hundredths") * 2 + nw.col("unit_eligible").cast(nw.Int64)
    alike = told.min().over(*UNIT) == told.max().over(*UNIT)
    return nw.when(alike).then(count(stands_for_unit(), AGENCY))


def unit_class(p: Terms) -> nw.Expr:
    shares = [("best", p.units_best_bp), ("better", p.units_better_bp)]
    found = ranked_class(
        nw.col("unit_place"), nw.col("units"), shares, rest="good", rounding=p.quota_rounding
    )
    return nw.when(nw.col("unit_place") > 0).then(found).otherwise(nw.lit("none"))


def rate_bp(p: Terms) -> nw.Expr:
    rates = {"best": p.best_rate_bp, "better": p.better_rate_bp, "good": p.good_rate_bp}
    return paid_if(nw.col("qualified"), per_name(nw.col("unit_class"), rates))


def bonus_centavos(p: Terms) -> nw.Expr:
    earned = nw.col("monthly_centavos") * nw.col("rate_bp") * nw.col("service_bp")
    return rounded(earned, BASIS_POINTS * BASIS_POINTS, p.rounding)


FORMULAS: Formulas[Terms] = {
    "row_in_unit": lambda _: Ranked(UNIT),
    "units": units,
    "place_of_first": lambda p: Ranked(
        AGENCY, by="-unit_rating_hundredths", where=stands_for_unit(), together=p.ties == "leave_out"
    ),
    "unit_place": lambda _: nw.col("place_of_first").max().over(*UNIT),
    "unit_class": unit_class,
    "rate_bp": rate_bp,
    "service_bp": lambda p: p.service_bp.at("months_served"),
    "bonus_centavos": bonus_centavos,
}

MODEL = PayModel(
    id="ph.pbb_2016",
    effective_from=date(2016, 1, 1),
    effective_until=date(2016, 12, 31),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage(
            "employee",
            inputs=Ranking,
            outputs=Ranked2016,
            formulas=FORMULAS,
            order=("agency_id", "unit_id", "employee_id"),
            meet=AGENCY,
        ),
    ),
)
