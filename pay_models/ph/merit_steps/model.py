"""Step increments for merit: one or two steps for two good ratings in a row, within two quotas of the agency."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.gate import paid_if
from pay_models.blocks.quota import inside, places
from pay_models.kernel import Dated, Formulas, Key, PayModel, Ranked, Rows, Stage, given, key, step

AGENCY = ("agency_id",)
RATINGS = ("outstanding", "very_satisfactory", "satisfactory", "unsatisfactory", "poor")
LAW = "Civil Service Commission Memorandum Circular 40 s. 1991; Joint Circular 1 s. 1990 rule III"


class Terms(NamedTuple):
    """See parameters.yaml."""

    merit_bp: int
    two_steps_bp: int
    quota_rounding: str
    ties: str


class Rated(Rows):
    """One row for each person of an agency who may have a step of merit."""

    agency_id: Key = key("The agency")
    employee_id: Key = key("The person")
    staff: int = given("People actually employed in the agency", ge=1, le=5_000_000)
    rating_before: str = given("Rating of the period before the last", isin=RATINGS)
    rating_last: str = given("Rating of the last period", isin=RATINGS)
    score_hundredths: int = given("Score in the agency's forced ranking", ge=0, le=50_000)

    class Config:
        unique = ("agency_id", "employee_id")


class Granted(Rated):
    """The steps that each person is granted for merit."""

    earned_steps: int = step(
        "Steps that both ratings earn: two when outstanding twice, one when very satisfactory or better twice",
        law=LAW,
        ge=0,
        le=2,
    )
    merit_places: int = step(
        "Places for steps of merit, a share of the people employed",
        law=LAW,
        choice="rounding of the quotas",
        refuses="The rows of this agency give it different numbers of people.",
        blames=("agency_id", "staff"),
        unit="count",
        ge=0,
    )
    two_step_places: int = step(
        "Places for two steps among them, a share of the people employed",
        law=LAW,
        choice="rounding of the quotas",
        unit="count",
        ge=0,
    )
    merit_place: int = step(
        "Place among those who earned a step (0: none earned)", law=LAW, choice="equal scores", ge=0
    )
    two_step_place: int = step(
        "Place among those inside the first quota who earned two steps (0: not among them)",
        law=LAW,
        choice="equal scores",
        ge=0,
    )
    granted_steps: int = step(
        "Steps granted: two inside both quotas, one inside the first",
        law=LAW,
        choice="who earned two and is beyond the second quota gets one",
        ge=0,
        le=2,
    )


def earned_steps(_: Terms) -> nw.Expr:
    def both(names: list[str]) -> nw.Expr:
        return (nw.col("rating_before").is_in(names) & nw.col("rating_last").is_in(names)).cast(nw.Int64)

    return both([*RATINGS[:2]]) + both([*RATINGS[:1]])


def merit_places(p: Terms) -> nw.Expr:
    staff = nw.col("staff")
    alike = staff.min().over(*AGENCY) == staff.max().over(*AGENCY)
    return nw.when(alike).then(places(staff, p.merit_bp, rounding=p.quota_rounding))


def ranked(p: Terms, where: nw.Expr) -> Ranked:
    return Ranked(AGENCY, by="-score_hundredths", where=where, together=p.ties == "leave_out")


def has_merit() -> nw.Expr:
    return inside(nw.col("merit_place"), nw.col("merit_places"))


def granted_steps(_: Terms) -> nw.Expr:
    two = inside(nw.col("two_step_place"), nw.col("two_step_places"))
    return paid_if(has_merit(), two.cast(nw.Int64) + 1)


FORMULAS: Formulas[Terms] = {
    "earned_steps": earned_steps,
    "merit_places": merit_places,
    "two_step_places": lambda p: places(nw.col("staff"), p.two_steps_bp, rounding=p.quota_rounding),
    "merit_place": lambda p: ranked(p, nw.col("earned_steps") > 0),
    "two_step_place": lambda p: ranked(p, has_merit() & (nw.col("earned_steps") > 1)),
    "granted_steps": granted_steps,
}

MODEL = PayModel(
    id="ph.merit_steps",
    effective_from=date(1990, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage(
            "employee",
            inputs=Rated,
            outputs=Granted,
            formulas=FORMULAS,
            order=("agency_id", "employee_id"),
            meet=AGENCY,
        ),
    ),
)
