"""Performance bonus of Korean teachers in 2004: an equal part of 90 %, and a part by grade as printed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step

NOTICE = "Notice of the Ministry of Education for 2004"


class Terms(NamedTuple):
    """See parameters.yaml."""

    equal_won: Grid
    differential_won: Grid


class Graded(Rows):
    """One row for each teacher, with the grade."""

    employee_id: Key = key("The teacher")
    rank: str = given("Rank at the school", isin=("teacher", "vice_principal", "principal"))
    grades: int = given("Number of grades that the school uses", isin=(3, 4))
    grade: str = given("Grade of the teacher, A the best", isin=("A", "B", "C", "D"))

    class Config:
        unique = ("employee_id",)


class Paid(Graded):
    """The performance bonus of each teacher in 2004."""

    equal_won: int = step("Equal part of the rank", law=NOTICE, certainty="press", ge=0)
    differential_won: int = step(
        "Part by grade",
        law=NOTICE,
        certainty="press",
        refuses="No amount of this grade was printed: only those of the best and of the last grade are known.",
        blames=("grades", "grade"),
        ge=0,
    )
    total_won: int = step("Bonus: both parts", law=NOTICE, certainty="press", ge=0)


FORMULAS: Formulas[Terms] = {
    "equal_won": lambda p: p.equal_won.at("rank"),
    "differential_won": lambda p: p.differential_won.at("rank", "grades", "grade"),
    "total_won": lambda _: nw.col("equal_won") + nw.col("differential_won"),
}

MODEL = PayModel(
    id="kr.teachers_bonus_2004",
    effective_from=date(2004, 1, 1),
    effective_until=date(2004, 12, 31),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("teacher", inputs=Graded, outputs=Paid, formulas=FORMULAS, meet=()),),
)
