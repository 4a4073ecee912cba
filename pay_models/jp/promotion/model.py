"""The step that a promotion leads to: an explicit table, not a formula."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step

RULE = "NPA rule 9-8 art. 23 and table 7"


class Rates(NamedTuple):
    """See parameters.yaml."""

    new_step: Grid


class Promoted(Rows):
    """One row for each person promoted to the next grade of administrative table (1)."""

    employee_id: Key = key("The person")
    grade: int = given("Grade before the promotion", ge=1, le=9)
    step: int = given("Step before the promotion", ge=1, le=125)

    class Config:
        unique = ("employee_id",)


class Placed(Promoted):
    """The grade and step of each person after the promotion."""

    new_grade: int = step(
        "Grade after the promotion: the next one", law=RULE, certainty="third_party", ge=2, le=10
    )
    new_step: int = step(
        "Step of the new grade that the table gives for the step left",
        law=RULE,
        certainty="third_party",
        refuses="The table of promotions has no such step in this grade.",
        blames=("grade", "step"),
        ge=1,
        le=125,
    )


FORMULAS: Formulas[Rates] = {
    "new_grade": lambda _: nw.col("grade") + 1,
    "new_step": lambda p: p.new_step.at("new_grade", "step"),
}

MODEL = PayModel(
    id="jp.promotion",
    effective_from=date(2026, 4, 1),
    parameters=Dated.beside(__file__, Rates),
    stages=(Stage("employee", inputs=Promoted, outputs=Placed, formulas=FORMULAS, meet=()),),
)
