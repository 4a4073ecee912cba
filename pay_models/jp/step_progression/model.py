"""Yearly steps of Japan's administrative staff by the rating of the year."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.limits import at_least, at_most
from pay_models.blocks.progression import moved
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step

RULE = "NPA rule 9-8 art. 37"
RATINGS = ("A", "B", "C", "D", "E")


class Rates(NamedTuple):
    """See parameters.yaml."""

    least_steps: Grid
    most_steps: Grid
    last_step: Grid
    highest_grade: int


class Rated(Rows):
    """One row for each person on the day of the raise: grade, step, age and rating."""

    employee_id: Key = key("The person")
    grade: int = given("Grade of administrative table (1)", ge=1, le=10)
    step: int = given("Step held", ge=1, le=125)
    age: str = given("Within the age of the rule, or over it", isin=("within", "over"))
    rating: str = given("Rating of the year, A the best to E", isin=RATINGS)
    chosen_steps: int = given("Steps that the employer picked, where the rule leaves a choice", ge=0, le=20)

    class Config:
        unique = ("employee_id",)


class Raised(Rated):
    """The step of each person after the raise."""

    last_step: int = step(
        "Last step of the grade",
        law="Act on pay of national servants, table 1",
        certainty="third_party",
        refuses="The grade has no such step.",
        blames=("grade", "step"),
        ge=1,
    )
    least_steps: int = step(
        "Fewest steps for the rating",
        law=RULE,
        certainty="third_party",
        refuses="No sourced rule says how many steps this grade rises.",
        blames=("grade",),
        ge=0,
    )
    most_steps: int = step("Most steps for the rating", law=RULE, certainty="third_party", ge=0)
    steps: int = step("Steps: those picked, never outside the rule", law=RULE, certainty="third_party", ge=0)
    new_step: int = step(
        "Step after the raise, never past the last one", law=RULE, certainty="third_party", ge=1, le=125
    )


def least(p: Rates) -> nw.Expr:
    return nw.when(nw.col("grade") <= p.highest_grade).then(p.least_steps.at("rating", "age"))


def last(p: Rates) -> nw.Expr:
    found = p.last_step.at("grade")
    return nw.when(nw.col("step") <= found).then(found)


FORMULAS: Formulas[Rates] = {
    "last_step": last,
    "least_steps": least,
    "most_steps": lambda p: p.most_steps.at("rating", "age"),
    "steps": lambda _: at_most(at_least(nw.col("chosen_steps"), nw.col("least_steps")), nw.col("most_steps")),
    "new_step": lambda _: moved(nw.col("step"), nw.col("steps"), nw.col("last_step")),
}

MODEL = PayModel(
    id="jp.step_progression",
    effective_from=date(2026, 4, 1),
    parameters=Dated.beside(__file__, Rates),
    stages=(Stage("employee", inputs=Rated, outputs=Raised, formulas=FORMULAS, meet=()),),
)
