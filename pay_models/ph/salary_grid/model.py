"""Monthly salary by grade and step, and the step that three years of service bring."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.limits import over
from pay_models.blocks.progression import moved
from pay_models.kernel import Dated, Formulas, Grid, Key, PayModel, Rows, Stage, given, key, step

CIRCULAR = "Joint Circular 1 s. 2012 of the Civil Service Commission and the budget department"


class Terms(NamedTuple):
    """See parameters.yaml."""

    monthly_pesos: Grid
    waiting_months: int
    unpaid_days_free: int


class Held(Rows):
    """One row for each person."""

    employee_id: Key = key("The person")
    salary_grade: int = given("Salary grade", ge=1, le=33)
    step: int = given("Step held", ge=1, le=8)
    months_in_step: int = given("Months of continuous satisfactory service in the step", ge=0, le=600)
    unpaid_days: int = given("Days of unpaid leave in these months", ge=0, le=10_000)
    merit_steps: int = given("Steps granted for merit", ge=0, le=2)

    class Config:
        unique = ("employee_id",)


class Paid(Held):
    """The monthly salary of each person before and after step increments."""

    salary_pesos: int = step(
        "Monthly salary of the grade and step held",
        law="Executive Order 64 s. 2024",
        certainty="third_party",
        refuses="The salary schedule has no such step in this grade.",
        blames=("salary_grade", "step"),
        ge=0,
    )
    months_short: int = step(
        "Months by which unpaid leave beyond the free days puts off the step",
        law=CIRCULAR,
        choice="each thirty days begun beyond the free days are a month",
        certainty="press",
        ge=0,
    )
    service_steps: int = step(
        "Step for length of service: one for three years in the step",
        law=CIRCULAR,
        certainty="press",
        ge=0,
        le=1,
    )
    new_step: int = step(
        "Step after the increments, at most the last of the grade",
        law=CIRCULAR,
        certainty="press",
        ge=1,
        le=8,
    )
    new_salary_pesos: int = step(
        "Monthly salary of the new step", law="Executive Order 64 s. 2024", certainty="third_party", ge=0
    )


def months_short(p: Terms) -> nw.Expr:
    return (over(nw.col("unpaid_days"), p.unpaid_days_free) + 29) // 30


def service_steps(p: Terms) -> nw.Expr:
    return (nw.col("months_in_step") - nw.col("months_short") >= p.waiting_months).cast(nw.Int64)


def new_step(p: Terms) -> nw.Expr:
    gained = nw.col("service_steps") + nw.col("merit_steps")
    return moved(nw.col("step"), gained, p.monthly_pesos.last("salary_grade"))


FORMULAS: Formulas[Terms] = {
    "salary_pesos": lambda p: p.monthly_pesos.at("salary_grade", "step"),
    "months_short": months_short,
    "service_steps": service_steps,
    "new_step": new_step,
    "new_salary_pesos": lambda p: p.monthly_pesos.at("salary_grade", "new_step"),
}

MODEL = PayModel(
    id="ph.salary_grid",
    effective_from=date(2024, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(Stage("employee", inputs=Held, outputs=Paid, formulas=FORMULAS, meet=()),),
)
