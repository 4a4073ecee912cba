"""Yearly classes of civil servants and the quota on "excellent": Decree 335/2025/ND-CP arts. 11 and 20."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band, per_name
from pay_models.blocks.quota import count, inside, places, places_beside
from pay_models.kernel import Dated, Formulas, Key, PayModel, Ranked, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import number

CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
ORGANISATION_CLASSES = ("none", *CLASSES)
NO_SCORE = "no_score"
ABSENCES = ("none", "unpaid_leave", "sick_leave", "maternity_leave", NO_SCORE)
ASSESSED_ON_TIME_WORKED = ("sick_leave", "maternity_leave")
HEIGHT = {"not_completed": 0, "completed": 1, "good": 2, "excellent": 3}
UNIT = ("unit_id",)
PEERS = ("unit_id", "peer_group_id")


class Limits(NamedTuple):
    """See parameters.yaml."""

    excellent_from_hundredths: int
    good_from_hundredths: int
    completed_from_hundredths: int
    minimum_months: int
    quota_bp: int
    outstanding_quota_bp: int
    quota_base: str
    quota_rounding: str
    small_peer_groups: str
    automatic_unclassified: str
    tie_break: str


class Scored(Rows):
    """One row for each person of a unit with the score of the year."""

    employee_id: Key = key("The person")
    unit_id: Key = key("The agency or unit that classifies")
    peer_group_id: Key = key("People with similar tasks in the unit")
    score_hundredths: int = given("Score of the year, 100.00 = 10000", ge=0, le=10_000)
    months_worked: int = given("Months worked in the year", ge=0, le=12)
    absence: str = given(
        "Why fewer months were worked: unpaid_leave, sick_leave, maternity_leave, or none of these; no_score where no"
        " month counts, so that there is no score",
        isin=ABSENCES,
    )
    automatic_not_completed: bool = given(
        "A case that makes the class not completed: degradation or breach of what party members may not do, discipline"
        " in performing duty, or corruption or waste in a unit led directly"
    )
    organisation_class: str = given(
        "Class of the organisation that the person is the head of; none for others", isin=ORGANISATION_CLASSES
    )
    outstanding_unit: bool = given("The competent authority decided on outstanding results of the unit")

    class Config:
        unique = ("employee_id",)


class Classified(Scored):
    """The class of each person for the year."""

    class_by_score: str = step(
        "Class by score, automatic cases and months worked", law="Decree 335/2025 arts. 11, 20", isin=CLASSES
    )
    class_before_quota: str = step(
        "The same, for a head not above the class of the organisation",
        law="Decree 335/2025 art. 20.6",
        choice="a head so lowered takes no place of the quota",
        isin=CLASSES,
    )
    unit_good_or_better: int = step(
        "People of the unit who are good or better", law="Decree 335/2025 art. 20"
    )
    peers_good_or_better: int = step(
        "People of the peer group who are good or better", law="Decree 335/2025 art. 20"
    )
    unit_quota_bp: int = step(
        "Largest share of excellent in the unit: the higher one only when all its rows say outstanding",
        law="Decree 335/2025 art. 20",
        ge=0,
        le=2_500,
    )
    unit_quota: int = step(
        "Places for excellent in the unit",
        law="Decree 335/2025 art. 20",
        choice="base and rounding of the quota",
        unit="count",
        ge=0,
    )
    peers_quota: int = step(
        "Places for excellent in the peer group",
        law="Decree 335/2025 art. 20",
        choice="base and rounding of the quota",
        unit="count",
        ge=0,
    )
    peers_too_small: bool = step(
        "The peer group is too small for a place, even if all its people were good",
        law="Decree 335/2025 art. 20",
        choice="base and rounding of the quota; groups too small for a place",
    )
    rank_among_peers: int = step(
        "Place among the peer group's candidates for excellent (0: not a candidate)",
        law="Decree 335/2025 art. 20",
        choice="equal scores",
        ge=0,
    )
    rank_in_unit: int = step(
        "Place in the unit among candidates whom their peer group's quota leaves in (0: not among them)",
        law="Decree 335/2025 art. 20",
        choice="equal scores",
        ge=0,
    )
    class_: str = step(
        "Class of the year; candidates beyond either quota are good",
        law="Decree 335/2025 art. 20",
        alias="class",
        isin=CLASSES,
    )


def class_by_score(p: Limits) -> nw.Expr:
    floors = [
        (p.excellent_from_hundredths, "excellent"),
        (p.good_from_hundredths, "good"),
        (p.completed_from_hundredths, "completed"),
    ]
    scored = band(nw.col("score_hundredths"), floors, below="not_completed")
    automatic = nw.col("automatic_not_completed")
    judged = nw.when(automatic).then(nw.lit("not_completed")).otherwise(scored)
    whatever = automatic & (nw.col("months_worked") > 0) & (p.automatic_unclassified == "not_completed")
    return nw.when(unclassified(p) & ~whatever).then(nw.lit("unrated")).otherwise(judged)


def unclassified(p: Limits) -> nw.Expr:
    """Under six months of work, unless the rest was sick or maternity leave; who never worked; who has no score."""
    months, excepted = nw.col("months_worked"), nw.col("absence").is_in(ASSESSED_ON_TIME_WORKED)
    without = (months == 0) | (nw.col("absence") == nw.lit(NO_SCORE))
    return ((months < p.minimum_months) & ~excepted) | without


def class_before_quota(_: Limits) -> nw.Expr:
    own, organisation = nw.col("class_by_score"), nw.col("organisation_class")
    capped = organisation.is_in(list(HEIGHT)) & (own != nw.lit("unrated"))
    above = capped & (per_name(own, HEIGHT) > per_name(organisation, HEIGHT))
    return nw.when(above).then(organisation).otherwise(own)


def unit_quota_bp(p: Limits) -> nw.Expr:
    outstanding = nw.col("outstanding_unit").cast(nw.Int64).min().over(*UNIT) == 1
    higher = number(p.outstanding_quota_bp)
    return nw.when(outstanding).then(higher).otherwise(number(p.quota_bp))


def quota(p: Limits, people: nw.Expr) -> nw.Expr:
    counted = places if p.quota_base == "good_and_above" else places_beside
    return counted(people, nw.col("unit_quota_bp"), rounding=p.quota_rounding)


def peers_too_small(p: Limits) -> nw.Expr:
    return quota(p, count(nw.col("class_before_quota") != nw.lit("unrated"), PEERS)) == 0


def inside_peers(p: Limits) -> nw.Expr:
    """Whom the quota of the peer group leaves in: one too small for a place may leave it to the unit."""
    within = inside(nw.col("rank_among_peers"), nw.col("peers_quota"))
    if p.small_peer_groups == "unit_quota":
        return within | (candidate() & nw.col("peers_too_small"))
    return within


def rank(p: Limits, among: tuple[str, ...], where: nw.Expr) -> Ranked:
    return Ranked(among, by="-score_hundredths", where=where, together=p.tie_break == "leave_out")


def candidate() -> nw.Expr:
    return nw.col("class_before_quota") == nw.lit("excellent")


def good_or_better() -> nw.Expr:
    return candidate() | (nw.col("class_before_quota") == nw.lit("good"))


def final_class(_: Limits) -> nw.Expr:
    beyond = candidate() & ~inside(nw.col("rank_in_unit"), nw.col("unit_quota"))
    return nw.when(beyond).then(nw.lit("good")).otherwise(nw.col("class_before_quota"))


FORMULAS: Formulas[Limits] = {
    "class_by_score": class_by_score,
    "class_before_quota": class_before_quota,
    "unit_good_or_better": lambda _: count(good_or_better(), UNIT),
    "peers_good_or_better": lambda _: count(good_or_better(), PEERS),
    "unit_quota_bp": unit_quota_bp,
    "unit_quota": lambda p: quota(p, nw.col("unit_good_or_better")),
    "peers_quota": lambda p: quota(p, nw.col("peers_good_or_better")),
    "peers_too_small": peers_too_small,
    "rank_among_peers": lambda p: rank(p, PEERS, candidate()),
    "rank_in_unit": lambda p: rank(p, UNIT, inside_peers(p)),
    "class": final_class,
}

MODEL = PayModel(
    id="vn.classes_2026",
    effective_from=date(2026, 1, 1),
    parameters=Dated.beside(__file__, Limits),
    stages=(
        Stage(
            "employee",
            inputs=Scored,
            outputs=Classified,
            formulas=FORMULAS,
            order=("unit_id", "employee_id"),
            meet=UNIT,
        ),
    ),
)
