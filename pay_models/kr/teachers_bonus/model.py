"""Performance bonus of Korean teachers: an equal part at the average weight, and a part by grade."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.limits import at_least
from pay_models.blocks.pool import mean_weight
from pay_models.kernel import Dated, Formulas, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.declare.money import HUNDREDTHS, down, to_quantum

GRADES = ("S", "A", "B")
WHOLE = 100
# a weight of hundredths times a share of percent
MEAN_PARTS = HUNDREDTHS * WHOLE
DECREE = "Decree on civil servants' allowances art. 7-2; yearly notice of the Ministry of Education"
FLOORED = "each part is cut off to 10 won by itself"


class Terms(NamedTuple):
    """See parameters.yaml."""

    base_won: int
    contract_base_won: int
    differential_least_percent: int
    s_weight_hundredths: int
    a_weight_hundredths: int
    b_weight_hundredths: int
    s_share_percent: int
    a_share_percent: int
    school_part_percent: int
    school_s_weight_hundredths: int
    school_a_weight_hundredths: int
    school_b_weight_hundredths: int
    school_s_share_percent: int
    school_a_share_percent: int
    quantum_won: int


class Graded(Rows):
    """One row for each teacher, with the grade and what the school chose."""

    employee_id: Key = key("The teacher")
    employment: str = given("Regular teacher, or on contract", isin=("regular", "contract"))
    grade: str = given("Grade of the teacher: S, A or B", isin=GRADES)
    differential_percent: int = given("Part of the bonus that the school pays by grade, %", ge=0, le=100)
    school_grade: str = given(
        "Grade of the school, where schools are graded; else none", isin=(*GRADES, "none")
    )

    class Config:
        unique = ("employee_id",)


class Paid(Graded):
    """The performance bonus of each teacher."""

    base_won: int = step(
        "Base amount of the year: what weight 1.00 is paid when everything goes by grade",
        law=DECREE,
        certainty="derived",
        refuses="No base amount of these teachers was found for the year.",
        blames=("employment",),
        ge=1,
    )
    mean_weight_ten_thousandths: int = step(
        "Weights of the grades, averaged by the share of teachers in each",
        law=DECREE,
        certainty="derived",
        ge=0,
    )
    grade_weight_hundredths: int = step(
        "Weight of the teacher's grade", law=DECREE, certainty="derived", ge=0
    )
    by_grade_percent: int = step(
        "Part paid by grade: the school's choice, never under the ministry's minimum",
        law=DECREE,
        certainty="third_party",
        ge=0,
        le=100,
    )
    equal_won: int = step(
        "Equal part: the rest of the base amount at the average weight",
        law=DECREE,
        choice=FLOORED,
        certainty="derived",
        ge=0,
    )
    differential_won: int = step(
        "Part by grade: its share of the base amount at the weight of the grade",
        law=DECREE,
        choice=FLOORED,
        certainty="derived",
        ge=0,
    )
    school_won: int = step(
        "School part: its share of the average bonus at the weight of the school's grade",
        law=DECREE,
        choice=FLOORED,
        certainty="derived",
        ge=0,
    )
    total_won: int = step("Bonus: the parts together", law=DECREE, certainty="derived", ge=0)


def base(p: Terms) -> nw.Expr:
    amount = per_name(nw.col("employment"), {"regular": p.base_won, "contract": p.contract_base_won})
    return nw.when(amount > 0).then(amount)


def weights(p: Terms) -> dict[str, int]:
    return {"S": p.s_weight_hundredths, "A": p.a_weight_hundredths, "B": p.b_weight_hundredths}


def school_weights(p: Terms) -> dict[str, int]:
    return {
        "S": p.school_s_weight_hundredths,
        "A": p.school_a_weight_hundredths,
        "B": p.school_b_weight_hundredths,
    }


def mean(weights: dict[str, int], s_percent: int, a_percent: int) -> int:
    """The average weight in ten-thousandths; whoever is neither S nor A is B."""
    return mean_weight({"S": s_percent, "A": a_percent, "B": WHOLE - s_percent - a_percent}, weights, WHOLE)


def cut(p: Terms, dividend: nw.Expr, divisor: int) -> nw.Expr:
    return to_quantum(down(dividend, divisor), p.quantum_won, "down")


def equal_part(p: Terms) -> nw.Expr:
    at_mean = nw.col("base_won") * nw.col("mean_weight_ten_thousandths")
    return cut(p, at_mean * (WHOLE - nw.col("by_grade_percent")), WHOLE * MEAN_PARTS)


def differential_part(p: Terms) -> nw.Expr:
    at_grade = nw.col("base_won") * nw.col("grade_weight_hundredths")
    return cut(p, at_grade * nw.col("by_grade_percent"), WHOLE * HUNDREDTHS)


def school_part(p: Terms) -> nw.Expr:
    """The base amount is of the part without schools, so the whole is larger by the schools' share."""
    at_mean = nw.col("base_won") * nw.col("mean_weight_ten_thousandths") * p.school_part_percent
    weighted = at_mean * per_name(nw.col("school_grade"), school_weights(p))
    mean_school = mean(school_weights(p), p.school_s_share_percent, p.school_a_share_percent)
    return cut(p, weighted, (WHOLE - p.school_part_percent) * HUNDREDTHS * mean_school)


FORMULAS: Formulas[Terms] = {
    "base_won": base,
    "mean_weight_ten_thousandths": lambda p: nw.lit(
        mean(weights(p), p.s_share_percent, p.a_share_percent), nw.Int64
    ),
    "grade_weight_hundredths": lambda p: per_name(nw.col("grade"), weights(p)),
    "by_grade_percent": lambda p: at_least(nw.col("differential_percent"), p.differential_least_percent),
    "equal_won": equal_part,
    "differential_won": differential_part,
    "school_won": school_part,
    "total_won": lambda _: nw.col("equal_won") + nw.col("differential_won") + nw.col("school_won"),
}

MODEL = PayModel(
    id="kr.teachers_bonus",
    effective_from=date(2013, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("teacher", inputs=Graded, outputs=Paid, formulas=FORMULAS, meet=()),),
)
