"""Extra income of Da Nang in 2026: City Resolution of 11 December 2025, under National Assembly Resolution 136/2024."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.gate import paid_if
from pay_models.blocks.limits import at_least
from pay_models.kernel import (
    Dated,
    Formulas,
    Gather,
    History,
    Key,
    PayModel,
    Ranked,
    Rows,
    Stage,
    first_day,
    given,
    key,
    step,
)
from pay_models.kernel.declare.money import HUNDREDTHS, half_up, rounded

CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
MONTH = ("employee_id", "month")
RESOLUTION = "Da Nang Resolution of 11 December 2025"


class Terms(NamedTuple):
    """See parameters.yaml."""

    base_salary_vnd: History
    excellent_factor_hundredths: int
    good_factor_hundredths: int
    completed_factor_hundredths: int
    good_floor_vnd: int
    completed_floor_vnd: int
    rounding: str


class Held(Rows):
    """One row for each person, month and post held, with the class of the month."""

    employee_id: Key = key("The person")
    month: date = first_day("First day of the month assessed")
    post_id: Key = key("The post held")
    class_: str = given("Class of the month", alias="class", isin=CLASSES)
    coefficient_hundredths: int = given("Coefficient of grade and position", ge=0, le=2_000)
    pay_amount_vnd: int = given("Grade and position pay held as an amount", ge=0, le=10**12)

    class Config:
        unique = ("employee_id", "month", "post_id")


class Paid(Held):
    """Extra income of each person, month and post."""

    base_salary_vnd: int = step(
        "Base salary of the month assessed",
        law="Decree 161/2026 art. 3 and the decrees before it",
        refuses="No base salary is known for this month.",
        blames=("month",),
        ge=0,
    )
    pay_vnd: int = step(
        "Coefficient times base salary, and what is held as an amount",
        law=RESOLUTION,
        certainty="press",
        choice="half a dong rounds up",
        ge=0,
    )
    post_place: int = step(
        "Place of the post among those held in the month; only the highest is paid",
        law="Da Nang dispatch of 3 February 2026",
        certainty="press",
        choice="the highest post is the one with the highest pay; equal ones by post number",
        ge=1,
    )
    factor_hundredths: int = step("Factor of the class", law=RESOLUTION, certainty="press", ge=0)
    floor_vnd: int = step("Least amount for the class", law=RESOLUTION, certainty="press", ge=0)
    extra_income_vnd: int = step(
        "Extra income for the month: pay times factor, raised to the least amount",
        law=RESOLUTION,
        certainty="press",
        choice="a part of a dong is rounded",
        ge=0,
    )
    quarter: int = step("Quarter in which it is paid (year and quarter)", law=RESOLUTION)


class Quarter(Rows):
    """Extra income in Da Nang of each person for the quarter."""

    employee_id: Key = key("The person")
    quarter: int = given("Year and quarter")
    extra_income_vnd: int = step("Extra income paid for the quarter", law=RESOLUTION, certainty="press", ge=0)

    class Config:
        unique = ("employee_id", "quarter")


def pay(_: Terms) -> nw.Expr:
    by_coefficient = half_up(nw.col("coefficient_hundredths") * nw.col("base_salary_vnd"), HUNDREDTHS)
    return by_coefficient + nw.col("pay_amount_vnd")


def factor(p: Terms) -> nw.Expr:
    return per_name(
        nw.col("class"),
        {
            "excellent": p.excellent_factor_hundredths,
            "good": p.good_factor_hundredths,
            "completed": p.completed_factor_hundredths,
        },
    )


def floor(p: Terms) -> nw.Expr:
    return per_name(
        nw.col("class"),
        {"excellent": p.good_floor_vnd, "good": p.good_floor_vnd, "completed": p.completed_floor_vnd},
    )


def extra_income(p: Terms) -> nw.Expr:
    product = rounded(nw.col("pay_vnd") * nw.col("factor_hundredths"), HUNDREDTHS, p.rounding)
    return paid_if(nw.col("post_place") == 1, at_least(product, nw.col("floor_vnd")))


def quarter(_: Terms) -> nw.Expr:
    month = nw.col("month").dt
    return month.year().cast(nw.Int64) * 10 + (month.month().cast(nw.Int64) + 2) // 3


FORMULAS: Formulas[Terms] = {
    "base_salary_vnd": lambda p: p.base_salary_vnd.at(nw.col("month")),
    "pay_vnd": pay,
    "post_place": lambda _: Ranked(MONTH, by="-pay_vnd"),
    "factor_hundredths": factor,
    "floor_vnd": floor,
    "extra_income_vnd": extra_income,
    "quarter": quarter,
}

MODEL = PayModel(
    id="vn.extra_income_danang",
    effective_from=date(2026, 1, 1),
    effective_until=date(2026, 12, 31),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage(
            "month",
            inputs=Held,
            outputs=Paid,
            formulas=FORMULAS,
            order=("employee_id", "month", "post_id"),
            meet=("employee_id",),
        ),
        Stage(
            "quarter",
            inputs=Quarter,
            outputs=Quarter,
            formulas={},
            gather=Gather(
                by=("employee_id", "quarter"), take={"extra_income_vnd": nw.col("extra_income_vnd").sum()}
            ),
        ),
    ),
)
