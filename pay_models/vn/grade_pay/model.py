"""Grade pay, leadership and over-frame allowances: Decree 204/2004/ND-CP, month by month."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.grid import looked_up
from pay_models.kernel import Dated, Formulas, Gather, History, Key, PayModel, Rows, Stage, given, key, step
from pay_models.kernel.money import BASIS_POINTS, HUNDREDTHS, half_up
from pay_models.vn.grade_pay.tables import coefficients, last_steps

GRADES = tuple(sorted({str(grade) for _, grade in last_steps()}))


class Rates(NamedTuple):
    """See parameters.yaml."""

    base_salary_vnd: History
    over_frame_first_bp: int
    over_frame_yearly_bp: int
    over_frame_months_a: int
    over_frame_months_b_c: int


class Held(Rows):
    """One row for each person and month: the grade and step held, and the position led."""

    employee_id: Key = key("The person")
    month: date = given("First day of the month")
    table: int = given("Table of Decree 204: 1 experts, 2 civil servants, 3 public employees", isin=(1, 2, 3))
    grade_code: str = given("Grade of the table", isin=GRADES)
    step: int = given("Step of the grade", ge=1)
    leadership_coefficient_hundredths: int = given("Leadership allowance, 0 without one", ge=0, le=500)
    months_at_last_step: int = given("Months held at the last step of the grade", ge=0, le=720)

    class Config:
        unique = ("employee_id", "month")


class Paid(Held):
    """The pay of each person and month."""

    coefficient_hundredths: int = step(
        "Coefficient of the grade and step",
        law="Decree 204/2004 tables 1-3",
        certainty="press",
        refuses="The salary grid has no such step in this grade and table.",
        blames=("table", "grade_code", "step"),
        ge=0,
    )
    base_salary_vnd: int = step(
        "Base salary of the month",
        law="Decree 161/2026 art. 3 and the decrees before it",
        refuses="No base salary is known for this month.",
        blames=("month",),
        ge=0,
    )
    grade_pay_vnd: int = step(
        "Coefficient times base salary", law="Decree 204/2004", choice="half a dong rounds up", ge=0
    )
    leadership_allowance_vnd: int = step(
        "Leadership coefficient times base salary",
        law="Decree 204/2004, Decree 07/2026",
        choice="half a dong rounds up",
        certainty="ocr",
        ge=0,
    )
    over_frame_bp: int = step(
        "Rate of the over-frame allowance, earned at the last step of the grade",
        law="Decree 204/2004",
        certainty="press",
        ge=0,
    )
    over_frame_allowance_vnd: int = step(
        "Over-frame rate of the grade pay",
        law="Decree 204/2004",
        choice="half a dong rounds up",
        certainty="press",
        ge=0,
    )
    total_vnd: int = step("Grade pay with leadership and over-frame allowances", law="Decree 204/2004", ge=0)


class Year(Rows):
    """Grade pay of each person over the months of a year."""

    employee_id: Key = key("The person")
    salary_year_vnd: int = step(
        "Grade pay of the months together, without allowances: what the bonus fund counts",
        law="Decree 161/2026 art. 4",
        ge=0,
    )
    months: int = step("Months paid", law="Decree 204/2004", ge=1)

    class Config:
        unique = ("employee_id",)


def over_frame_bp(p: Rates) -> nw.Expr:
    waits_longer = nw.col("grade_code").str.starts_with("A")
    months_a, months_b_c = nw.lit(p.over_frame_months_a), nw.lit(p.over_frame_months_b_c)
    wait = nw.when(waits_longer).then(months_a).otherwise(months_b_c)
    held = nw.col("months_at_last_step")
    rate = p.over_frame_first_bp + (held - wait) // 12 * p.over_frame_yearly_bp
    at_last = nw.col("step") == looked_up(("table", "grade_code"), last_steps())
    # senior experts (table 1) have no over-frame allowance
    earned = at_last & (held >= wait) & (nw.col("table") != 1)
    return nw.when(earned).then(rate).otherwise(nw.lit(0, nw.Int64))


def of_base_salary(coefficient: str) -> nw.Expr:
    return half_up(nw.col(coefficient) * nw.col("base_salary_vnd"), HUNDREDTHS)


def over_frame_allowance(_: Rates) -> nw.Expr:
    return half_up(nw.col("grade_pay_vnd") * nw.col("over_frame_bp"), BASIS_POINTS)


FORMULAS: Formulas[Rates] = {
    "coefficient_hundredths": lambda _: looked_up(("table", "grade_code", "step"), coefficients()),
    "base_salary_vnd": lambda p: p.base_salary_vnd.at(nw.col("month")),
    "grade_pay_vnd": lambda _: of_base_salary("coefficient_hundredths"),
    "leadership_allowance_vnd": lambda _: of_base_salary("leadership_coefficient_hundredths"),
    "over_frame_bp": over_frame_bp,
    "over_frame_allowance_vnd": over_frame_allowance,
    "total_vnd": lambda _: (
        nw.col("grade_pay_vnd") + nw.col("leadership_allowance_vnd") + nw.col("over_frame_allowance_vnd")
    ),
}

MODEL = PayModel(
    id="vn.grade_pay",
    effective_from=date(2013, 7, 1),
    parameters=Dated.beside(__file__, Rates),
    stages=(
        Stage("month", inputs=Held, outputs=Paid, formulas=FORMULAS, meet=()),
        Stage(
            "year",
            inputs=Year,
            outputs=Year,
            formulas={},
            gather=Gather(
                by=("employee_id",),
                take={"salary_year_vnd": nw.col("grade_pay_vnd").sum(), "months": nw.col("month").count()},
            ),
        ),
    ),
)
