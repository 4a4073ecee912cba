"""Extra income of Hai Phong from 1 July 2025 to 31 December 2026: City Resolution of 13 November 2025."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.kernel import (
    Dated,
    Formulas,
    Gather,
    Grid,
    History,
    Key,
    PayModel,
    Rows,
    Stage,
    first_day,
    given,
    key,
    step,
)
from pay_models.kernel.declare.money import HUNDREDTHS, half_up, rounded

CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
KINDS = ("civil_servant", "public_employee")
RESOLUTION = "Hai Phong Resolution of 13 November 2025"


class Terms(NamedTuple):
    """See parameters.yaml."""

    base_salary_vnd: History
    factor_hundredths: Grid
    rounding: str


class Served(Rows):
    """One row for each person and month, with the class that counts for it."""

    employee_id: Key = key("The person")
    month: date = first_day()
    kind: str = given("Civil servant (cadres too) or public employee", isin=KINDS)
    class_: str = given("Class that counts for the month", alias="class", isin=CLASSES)
    coefficient_hundredths: int = given("Coefficient of grade and position", ge=0, le=2_000)
    pay_amount_vnd: int = given("Grade and position pay held as an amount", ge=0, le=10**12)

    class Config:
        unique = ("employee_id", "month")


class Paid(Served):
    """Extra income of each person and month."""

    base_salary_vnd: int = step(
        "Base salary of the month",
        law="Decree 161/2026 art. 3 and the decrees before it",
        refuses="No base salary is known for this month.",
        blames=("month",),
        ge=0,
    )
    pay_vnd: int = step(
        "Coefficient times base salary, and what is held as an amount",
        law=RESOLUTION,
        certainty="derived",
        choice="the factor is of grade and position pay; half a dong rounds up",
        ge=0,
    )
    factor_hundredths: int = step(
        "Factor of the kind of employment and the class", law=RESOLUTION, certainty="press", ge=0, le=80
    )
    extra_income_vnd: int = step(
        "Extra income for the month: pay times factor",
        law=RESOLUTION,
        certainty="press",
        choice="a part of a dong is rounded",
        ge=0,
    )


class Period(Rows):
    """Extra income in Hai Phong of each person for the months together."""

    employee_id: Key = key("The person")
    months: int = step("Months counted", law=RESOLUTION, ge=1)
    extra_income_vnd: int = step("Extra income of these months", law=RESOLUTION, certainty="press", ge=0)

    class Config:
        unique = ("employee_id",)


def pay(_: Terms) -> nw.Expr:
    by_coefficient = half_up(nw.col("coefficient_hundredths") * nw.col("base_salary_vnd"), HUNDREDTHS)
    return by_coefficient + nw.col("pay_amount_vnd")


FORMULAS: Formulas[Terms] = {
    "base_salary_vnd": lambda p: p.base_salary_vnd.at(nw.col("month")),
    "pay_vnd": pay,
    "factor_hundredths": lambda p: p.factor_hundredths.at("kind", "class"),
    "extra_income_vnd": lambda p: rounded(
        nw.col("pay_vnd") * nw.col("factor_hundredths"), HUNDREDTHS, p.rounding
    ),
}

MODEL = PayModel(
    id="vn.extra_income_haiphong",
    effective_from=date(2025, 7, 1),
    effective_until=date(2026, 12, 31),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage("month", inputs=Served, outputs=Paid, formulas=FORMULAS, meet=()),
        Stage(
            "period",
            inputs=Period,
            outputs=Period,
            formulas={},
            gather=Gather(
                by=("employee_id",),
                one_year=nw.col("month").dt.year(),
                take={
                    "months": nw.col("month").count(),
                    "extra_income_vnd": nw.col("extra_income_vnd").sum(),
                },
            ),
        ),
    ),
)
