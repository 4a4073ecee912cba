"""Step increases, quality step increases and promotions of the General Schedule: 5 USC 5334 to 5336."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.limits import at_least, at_most, over
from pay_models.blocks.progression import moved, promoted, steps_due
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import BASIS_POINTS, half_up, number, up

MOST_USD = 10**7
PROMOTION = "5 USC 5334(b); 5 CFR 531.214"


class Rules(NamedTuple):
    """See parameters.yaml."""

    base_pay_usd: Grid
    waiting: Grid
    last_step: int
    quality_weeks: int
    promotion_steps: int
    cap_usd: int


class Serving(Rows):
    """One row for each person: the step held, what was waited, and what is decided on the day."""

    employee_id: Key = key("The person")
    grade: int = given("Grade of the General Schedule", ge=1, le=15)
    step: int = given("Step of the grade", ge=1, le=10)
    counted_in: str = given(
        "How waiting counts: weeks of creditable service, or pay_days without a scheduled tour of duty",
        isin=("weeks", "pay_days"),
    )
    waited: int = given("Weeks, or days in pay status, since the last equivalent increase", ge=0, le=20_000)
    acceptable_competence: bool = given("Work at an acceptable level of competence")
    quality_increase: bool = given("A quality step increase is granted")
    weeks_since_quality_increase: int = given(
        "Weeks since the last quality step increase; 9999 without one", ge=0, le=9999
    )
    locality_bp: int = given("Locality percentage of the new worksite, 1 % = 100", ge=0, le=10_000)
    promoted_to_grade: int = given("Grade of a promotion; 0 without one", ge=0, le=15)
    special_rate_usd: int = given(
        "Special rate of the old grade two increases up, a year; 0 without one", ge=0, le=MOST_USD
    )

    class Config:
        unique = ("employee_id",)


class Advanced(Serving):
    """Grade, step and rate of a person after the day's step increases and promotion."""

    waiting: int = step(
        "Waiting time of the step held; 0 at the last step", law="5 USC 5335(a); 5 CFR 531.405", ge=0
    )
    within_grade_steps: int = step(
        "Step earned by waiting at an acceptable level of competence", law="5 USC 5335(a)", ge=0, le=1
    )
    quality_steps: int = step(
        "Step of a quality increase, at most one in 52 weeks", law="5 USC 5336", ge=0, le=1
    )
    step_in_grade: int = step(
        "Step of the old grade after both increases", law="5 USC 5335, 5336", ge=1, le=10
    )
    base_pay_usd: int = step(
        "Base pay of that step, a year",
        law="General Schedule table of the year (5 USC 5332)",
        certainty="third_party",
        refuses="The table has no such grade and step.",
        blames=("grade", "step"),
        ge=0,
    )
    rate_usd: int = step("Its rate with locality, within the cap", law="5 USC 5304", ge=0)
    two_steps_up_usd: int = step(
        "Base pay two increases further; past the last step it goes on by the last increase",
        law=PROMOTION,
        ge=0,
    )
    two_steps_up_rate_usd: int = step(
        "The higher of its rate with locality and its special rate: what a promotion must reach",
        law=PROMOTION,
        ge=0,
    )
    base_to_reach_usd: int = step(
        "Lowest base pay whose rate with locality reaches that", law=PROMOTION, certainty="derived", ge=0
    )
    new_grade: int = step(
        "Grade after the day",
        law="5 USC 5334(b)",
        refuses="A promotion leads to a higher grade.",
        blames=("grade", "promoted_to_grade"),
        ge=1,
        le=15,
    )
    new_step: int = step(
        "Step after the day: in a new grade the lowest that reaches, else its last",
        law=PROMOTION,
        ge=1,
        le=10,
    )
    new_base_pay_usd: int = step(
        "Base pay after the day, a year",
        law="General Schedule table of the year (5 USC 5332)",
        certainty="third_party",
        refuses="The table has no such grade and step.",
        blames=("promoted_to_grade",),
        ge=0,
    )
    new_rate_usd: int = step(
        "Rate with locality after the day, never below the rate before a promotion", law="5 USC 5334(b)", ge=0
    )
    waited_after: int = step(
        "What counts for the next step: nothing after an equivalent increase; a quality increase is none",
        law="5 USC 5335(a), 5336(b); 5 CFR 531.407",
        ge=0,
    )


def with_locality(p: Rules, base: str) -> nw.Expr:
    return at_most(half_up(nw.col(base) * (BASIS_POINTS + nw.col("locality_bp")), BASIS_POINTS), p.cap_usd)


def within_grade_steps(_: Rules) -> nw.Expr:
    due = steps_due(nw.col("waited"), nw.col("waiting"))
    return due * (nw.col("acceptable_competence") & (nw.col("waiting") > 0)).cast(nw.Int64)


def quality_steps(p: Rules) -> nw.Expr:
    allowed = nw.col("quality_increase") & (nw.col("weeks_since_quality_increase") >= p.quality_weeks)
    room = nw.col("step") + nw.col("within_grade_steps") < p.last_step
    return (allowed & room).cast(nw.Int64)


def two_steps_up(p: Rules) -> nw.Expr:
    target = nw.col("step_in_grade") + p.promotion_steps
    last = p.base_pay_usd.at("grade", number(p.last_step))
    increase = last - p.base_pay_usd.at("grade", number(p.last_step - 1))
    reached = p.base_pay_usd.at(
        "grade", moved(nw.col("step_in_grade"), p.promotion_steps, number(p.last_step))
    )
    return reached + over(target, p.last_step) * increase


def base_to_reach(_: Rules) -> nw.Expr:
    """The inverse of rounding half up: the smallest base pay with half_up(base x (1 + locality)) >= rate."""
    rate = nw.col("two_steps_up_rate_usd")
    return up(rate * BASIS_POINTS - BASIS_POINTS // 2, BASIS_POINTS + nw.col("locality_bp"))


def is_promoted() -> nw.Expr:
    return nw.col("promoted_to_grade") > 0


def new_grade(_: Rules) -> nw.Expr:
    higher = nw.when(nw.col("promoted_to_grade") > nw.col("grade")).then(nw.col("promoted_to_grade"))
    return nw.when(is_promoted()).then(higher).otherwise(nw.col("grade"))


def new_step(p: Rules) -> nw.Expr:
    last = number(p.last_step)
    found = promoted(p.base_pay_usd, nw.col("base_to_reach_usd"), "new_grade", last=last)
    return nw.when(is_promoted()).then(found).otherwise(nw.col("step_in_grade"))


def waited_after(_: Rules) -> nw.Expr:
    equivalent = is_promoted() | (nw.col("within_grade_steps") > 0)
    return nw.when(equivalent).then(nw.lit(0, nw.Int64)).otherwise(nw.col("waited"))


FORMULAS: Formulas[Rules] = {
    "waiting": lambda p: p.waiting.at("counted_in", "step").fill_null(0),
    "within_grade_steps": within_grade_steps,
    "quality_steps": quality_steps,
    "step_in_grade": lambda _: nw.col("step") + nw.col("within_grade_steps") + nw.col("quality_steps"),
    "base_pay_usd": lambda p: p.base_pay_usd.at("grade", "step_in_grade"),
    "rate_usd": lambda p: with_locality(p, "base_pay_usd"),
    "two_steps_up_usd": two_steps_up,
    "two_steps_up_rate_usd": lambda p: at_least(
        with_locality(p, "two_steps_up_usd"), nw.col("special_rate_usd")
    ),
    "base_to_reach_usd": base_to_reach,
    "new_grade": new_grade,
    "new_step": new_step,
    "new_base_pay_usd": lambda p: p.base_pay_usd.at("new_grade", "new_step"),
    "new_rate_usd": lambda p: at_least(with_locality(p, "new_base_pay_usd"), nw.col("rate_usd")),
    "waited_after": waited_after,
}

MODEL = PayModel(
    id="us.gs_progression",
    effective_from=date(2024, 1, 14),
    parameters=Dated.beside(__file__, Rules),
    stages=(Stage("employee", inputs=Serving, outputs=Advanced, formulas=FORMULAS, meet=()),),
)
