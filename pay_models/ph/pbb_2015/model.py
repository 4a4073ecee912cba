"""Performance-based bonus by two forced rankings: units of an agency, then people of a unit (fiscal year 2015)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.gate import paid_if
from pay_models.blocks.quota import count, ranked_class
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Ranked, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import HUNDREDTHS, number

AGENCY = ("agency_id",)
UNIT = ("agency_id", "unit_id")
CLASSES = ("best", "better", "good", "none")
FORM = "Memorandum Circular 2015-1, Form 1.0"


class Terms(NamedTuple):
    """See parameters.yaml."""

    minimum_accomplishment_bp: int
    units_best_bp: int
    units_better_bp: int
    units_best_missed_bp: int
    units_better_missed_bp: int
    people_best_bp: Grid
    people_better_bp: Grid
    full_pesos: Grid
    service_bp: Grid
    quota_rounding: str
    ties: str


class Ranking(Rows):
    """One row for each person of an agency, with the accomplishment of their unit."""

    agency_id: Key = key("The agency")
    unit_id: Key = key("The delivery unit")
    employee_id: Key = key("The person")
    agency_targets_met: bool = given("Whether the agency reached 90 % of each target of its head")
    unit_accomplishment_bp: int = given("Accomplishment of the unit's targets", ge=0, le=20_000)
    qualified: bool = given("Whether the person may be ranked: no poor performer, nothing left unfiled")
    score_hundredths: int = given("Score of the person", ge=0, le=50_000)
    months_served: int = given("Months of service in the year", ge=0, le=12)

    class Config:
        unique = ("agency_id", "unit_id", "employee_id")


class Ranked2015(Ranking):
    """The performance-based bonus of each person by the rank of the unit and within it."""

    unit_takes_part: bool = step(
        "Whether the unit reached enough of its targets to be ranked",
        law=FORM,
        certainty="ocr",
        refuses="The rows of this unit give it different accomplishments.",
        blames=("unit_id", "unit_accomplishment_bp"),
    )
    row_in_unit: int = step("Number of the row in its unit; the first stands for the unit", law=FORM, ge=1)
    units: int = step("Units of the agency that are ranked", law=FORM, ge=0)
    place_of_first: int = step(
        "Place of the unit in the agency, on its first row alone",
        law=FORM,
        choice="equal accomplishments",
        ge=0,
    )
    unit_place: int = step("Place of the unit in the agency (0: not ranked)", law=FORM, ge=0)
    unit_class: str = step(
        "Rank of the unit: the best 15 %, the next 30 %, the rest; 10 and 25 % when the agency missed a target",
        law=FORM,
        choice="rounding of the quotas",
        certainty="ocr",
        isin=CLASSES,
    )
    people: int = step("People of the unit who are ranked", law=FORM, ge=0)
    person_place: int = step(
        "Place of the person in the unit (0: not ranked)", law=FORM, choice="equal scores", ge=0
    )
    person_class: str = step(
        "Rank of the person; the better the unit, the larger the shares of its best people",
        law=FORM,
        choice="rounding of the quotas",
        certainty="ocr",
        isin=CLASSES,
    )
    full_pesos: int = step(
        "Bonus of a full year for both ranks", law="Executive Order 80 s. 2012", certainty="memory", ge=0
    )
    bonus_centavos: int = step("Bonus for the months served", law=FORM, certainty="derived", ge=0)


def unit_takes_part(p: Terms) -> nw.Expr:
    reached = nw.col("unit_accomplishment_bp")
    alike = reached.min().over(*UNIT) == reached.max().over(*UNIT)
    return nw.when(alike).then(reached >= p.minimum_accomplishment_bp)


def stands_for_unit() -> nw.Expr:
    return nw.col("unit_takes_part") & (nw.col("row_in_unit") == 1)


def is_ranked() -> nw.Expr:
    return nw.col("unit_takes_part") & nw.col("qualified")


def unit_class(p: Terms) -> nw.Expr:
    met = nw.col("agency_targets_met")
    shares = [
        ("best", nw.when(met).then(number(p.units_best_bp)).otherwise(number(p.units_best_missed_bp))),
        ("better", nw.when(met).then(number(p.units_better_bp)).otherwise(number(p.units_better_missed_bp))),
    ]
    found = ranked_class(
        nw.col("unit_place"), nw.col("units"), shares, rest="good", rounding=p.quota_rounding
    )
    return nw.when(nw.col("unit_place") > 0).then(found).otherwise(nw.lit("none"))


def person_class(p: Terms) -> nw.Expr:
    shares = [("best", p.people_best_bp.at("unit_class")), ("better", p.people_better_bp.at("unit_class"))]
    found = ranked_class(
        nw.col("person_place"), nw.col("people"), shares, rest="good", rounding=p.quota_rounding
    )
    return nw.when(nw.col("person_place") > 0).then(found).otherwise(nw.lit("none"))


def full_pesos(p: Terms) -> nw.Expr:
    return paid_if(nw.col("person_place") > 0, p.full_pesos.at("unit_class", "person_class"))


def ranked(p: Terms, among: tuple[str, ...], by: str, where: nw.Expr) -> Ranked:
    return Ranked(among, by=by, where=where, together=p.ties == "leave_out")


FORMULAS: Formulas[Terms] = {
    "unit_takes_part": unit_takes_part,
    "row_in_unit": lambda _: Ranked(UNIT),
    "units": lambda _: count(stands_for_unit(), AGENCY),
    "place_of_first": lambda p: ranked(p, AGENCY, "-unit_accomplishment_bp", stands_for_unit()),
    "unit_place": lambda _: nw.col("place_of_first").max().over(*UNIT),
    "unit_class": unit_class,
    "people": lambda _: count(is_ranked(), UNIT),
    "person_place": lambda p: ranked(p, UNIT, "-score_hundredths", is_ranked()),
    "person_class": person_class,
    "full_pesos": full_pesos,
    "bonus_centavos": lambda p: nw.col("full_pesos") * p.service_bp.at("months_served") // HUNDREDTHS,
}

MODEL = PayModel(
    id="ph.pbb_2015",
    effective_from=date(2015, 1, 1),
    effective_until=date(2015, 12, 31),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage(
            "employee",
            inputs=Ranking,
            outputs=Ranked2015,
            formulas=FORMULAS,
            order=("agency_id", "unit_id", "employee_id"),
            meet=AGENCY,
        ),
    ),
)
