"""Yearly classes of civil servants and the quota on "excellent": Decree 335/2025/ND-CP arts. 11 and 20."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.blocks.quota import count, places, places_beside
from pay_models.kernel import Dated, Formulas, Key, PayModel, Ranked, Rows, Stage, given, key, step

CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
UNIT = ("unit_id",)
PEERS = ("unit_id", "peer_group_id")


class Limits(NamedTuple):
    """See parameters.yaml."""

    excellent_from_hundredths: int
    good_from_hundredths: int
    completed_from_hundredths: int
    minimum_months: int
    quota_bp: int
    quota_base: str
    quota_rounding: str
    tie_break: str


class Scored(Rows):
    """One row for each person of a unit with the score of the year."""

    employee_id: Key = key("The person")
    unit_id: Key = key("The agency or unit that classifies")
    peer_group_id: Key = key("People with similar tasks in the unit")
    score_hundredths: int = given("Score of the year, 100.00 = 10000", ge=0, le=10_000)
    months_worked: int = given("Months worked in the year", ge=0, le=12)
    automatic_not_completed: bool = given("A case of art. 20 that makes the class not completed")

    class Config:
        unique = ("employee_id",)


class Classified(Scored):
    """The class of each person for the year."""

    class_by_score: str = step(
        "Class by the score alone, before the quota", law="Decree 335/2025 arts. 11, 20", isin=CLASSES
    )
    unit_good_or_better: int = step("People of the unit scored good or better", law="Decree 335/2025 art. 20")
    peers_good_or_better: int = step(
        "People of the peer group scored good or better", law="Decree 335/2025 art. 20"
    )
    unit_quota: int = step(
        "Places for excellent in the unit",
        law="Decree 335/2025 art. 20",
        choice="base and rounding of the quota",
        ge=0,
    )
    peers_quota: int = step(
        "Places for excellent in the peer group",
        law="Decree 335/2025 art. 20",
        choice="base and rounding of the quota",
        ge=0,
    )
    rank_among_peers: int = step(
        "Place among the peer group's candidates for excellent (0: not a candidate)",
        law="Decree 335/2025 art. 20",
        choice="equal scores",
        ge=0,
    )
    rank_in_unit: int = step(
        "Place in the unit among candidates inside their peer group's quota (0: not among them)",
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
    judged = nw.when(nw.col("automatic_not_completed")).then(nw.lit("not_completed")).otherwise(scored)
    return nw.when(nw.col("months_worked") < p.minimum_months).then(nw.lit("unrated")).otherwise(judged)


def quota(p: Limits, people: str) -> nw.Expr:
    counted = places if p.quota_base == "good_and_above" else places_beside
    return counted(nw.col(people), p.quota_bp, rounding=p.quota_rounding)


def rank(p: Limits, among: tuple[str, ...], where: nw.Expr) -> Ranked:
    return Ranked(among, by="-score_hundredths", where=where, together=p.tie_break == "leave_out")


def candidate() -> nw.Expr:
    return nw.col("class_by_score") == nw.lit("excellent")


def good_or_better() -> nw.Expr:
    return candidate() | (nw.col("class_by_score") == nw.lit("good"))


def inside(rank: str, quota: str) -> nw.Expr:
    return (nw.col(rank) > 0) & (nw.col(rank) <= nw.col(quota))


def final_class(_: Limits) -> nw.Expr:
    beyond = candidate() & ~inside("rank_in_unit", "unit_quota")
    return nw.when(beyond).then(nw.lit("good")).otherwise(nw.col("class_by_score"))


FORMULAS: Formulas[Limits] = {
    "class_by_score": class_by_score,
    "unit_good_or_better": lambda _: count(good_or_better(), UNIT),
    "peers_good_or_better": lambda _: count(good_or_better(), PEERS),
    "unit_quota": lambda p: quota(p, "unit_good_or_better"),
    "peers_quota": lambda p: quota(p, "peers_good_or_better"),
    "rank_among_peers": lambda p: rank(p, PEERS, candidate()),
    "rank_in_unit": lambda p: rank(p, UNIT, inside("rank_among_peers", "peers_quota")),
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
