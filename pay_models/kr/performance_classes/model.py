"""Classes S, A, B and C of Korean civil servants: the best people first, so many to each class."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.quota import count, places
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Ranked, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS

CLASSES = ("S", "A", "B", "C", "none")
SERVICES = ("general", "annual_salary", "senior", "fire", "teachers_four", "teachers_three")
GROUP = ("unit_id", "service")
ART = "Decree on civil servants' allowances art. 7-2"
SHARE = "rounding of the places"
TIES = "equal scores by employee number"


class Terms(NamedTuple):
    """See parameters.yaml."""

    s_bp: Grid
    s_a_bp: Grid
    s_a_b_bp: Grid
    place_rounding: str
    outstanding_bp: int
    minimum_months: int


class Scored(Rows):
    """One row for each person of a paying unit, with the score of the year."""

    employee_id: Key = key("The person")
    unit_id: Key = key("The unit whose people are compared")
    service: str = given("Rules that apply: the service and how it is paid", isin=SERVICES)
    score_hundredths: int = given("Score of the year, 100.00 = 10000", ge=0, le=10_000)
    months_served: int = given("Months served in the year", ge=0, le=12)
    disciplined: bool = given("Disciplined in the year, or shut out for a false claim or a shared-out bonus")

    class Config:
        unique = ("employee_id",)


class Classed(Scored):
    """The class of each person for the year."""

    rated: bool = step("Takes part: served long enough and was not disciplined", law=f"{ART} (11), (13)")
    people: int = step("People of the unit and service who take part", law=f"{ART} (3)", ge=0)
    rank_by_score: int = step(
        "Place among them by score (0: takes no part)", law=f"{ART} (1)", choice=TIES, ge=0
    )
    s_places: int = step(
        "Places in class S",
        law=f"{ART} (3)",
        choice=SHARE,
        certainty="press",
        refuses="No shares of classes were found for this service and year.",
        blames=("service",),
        unit="count",
        ge=0,
    )
    s_a_places: int = step(
        "Places in classes S and A", law=f"{ART} (3)", choice=SHARE, certainty="press", unit="count", ge=0
    )
    s_a_b_places: int = step(
        "Places in classes S, A and B", law=f"{ART} (3)", choice=SHARE, certainty="press", unit="count", ge=0
    )
    class_: str = step(
        "Class of the year: S, A and B as far as their places go, C for the rest",
        law=f"{ART} (3)",
        certainty="press",
        alias="class",
        isin=CLASSES,
    )
    outstanding: bool = step(
        "Inside the best 5 %, who may be paid half as much again",
        law=f"{ART} (6)",
        choice="a part of a place is no place",
    )


def class_places(p: Terms, share_bp: Grid) -> nw.Expr:
    return places(nw.col("people"), share_bp.at("service"), rounding=p.place_rounding)


def class_of(_: Terms) -> nw.Expr:
    place = nw.col("rank_by_score")
    found = nw.when(place <= nw.col("s_a_b_places")).then(nw.lit("B")).otherwise(nw.lit("C"))
    found = nw.when(place <= nw.col("s_a_places")).then(nw.lit("A")).otherwise(found)
    found = nw.when(place <= nw.col("s_places")).then(nw.lit("S")).otherwise(found)
    return nw.when(nw.col("rated")).then(found).otherwise(nw.lit("none"))


def outstanding(p: Terms) -> nw.Expr:
    return nw.col("rated") & (nw.col("rank_by_score") * BASIS_POINTS <= nw.col("people") * p.outstanding_bp)


FORMULAS: Formulas[Terms] = {
    "rated": lambda p: (nw.col("months_served") >= p.minimum_months) & ~nw.col("disciplined"),
    "people": lambda _: count(nw.col("rated"), GROUP),
    "rank_by_score": lambda _: Ranked(GROUP, by="-score_hundredths", where=nw.col("rated")),
    "s_places": lambda p: class_places(p, p.s_bp),
    "s_a_places": lambda p: class_places(p, p.s_a_bp),
    "s_a_b_places": lambda p: class_places(p, p.s_a_b_bp),
    "class": class_of,
    "outstanding": outstanding,
}

MODEL = PayModel(
    id="kr.performance_classes",
    effective_from=date(2001, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage(
            "employee",
            inputs=Scored,
            outputs=Classed,
            formulas=FORMULAS,
            order=("unit_id", "employee_id"),
            meet=("unit_id",),
        ),
    ),
)
