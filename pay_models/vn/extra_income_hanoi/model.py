"""Extra income of Hanoi: City Resolutions 46/2024 (for 2025) and 81/2025 (for 2026), under the Capital Law 2024."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.gate import paid_if
from pay_models.blocks.pool import coin_for_remainder, coins_left, remainder_place, whole_share
from pay_models.kernel import (
    Dated,
    Formulas,
    Gather,
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
from pay_models.kernel.declare.units import UnitBy

CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
UNIT = ("unit_id", "year")
PERSON = ("employee_id", "year")
# the weight of a person in a year stays below 2**46, those of a unit together at most 2**50
WEIGHT_BITS, UNIT_BITS = 46, 50
RESOLUTION = "Hanoi Resolution 46/2024 art. 5; for 2026 Resolution 81/2025"
HEAD, BY_WEIGHT = "plan of the head of the unit", "shares by weight"
# a coefficient alone; times pay it is dong
SHARES = UnitBy("weight_by", {"class": "hundredths"})


class Terms(NamedTuple):
    """See parameters.yaml."""

    base_salary_vnd: History
    total_factor_hundredths: int
    monthly_factor_hundredths: int
    rounding: str
    weight_by: str
    excellent_coefficient_hundredths: int
    good_coefficient_hundredths: int
    completed_coefficient_hundredths: int


class Served(Rows):
    """One row for each person and month, with the class of the year."""

    employee_id: Key = key("The person")
    month: date = first_day()
    unit_id: Key = key("The agency or unit whose salary fund it is")
    entitled: bool = given("Entitled to the monthly part")
    class_: str = given("Class of the year (unrated until it is known)", alias="class", isin=CLASSES)
    coefficient_hundredths: int = given("Coefficient of grade and step, or of the position", ge=0, le=2_000)
    pay_amount_vnd: int = given("Grade and position pay held as an amount", ge=0, le=10**12)

    class Config:
        unique = ("employee_id", "month")


class Paid(Served):
    """The monthly part of each person, and what the month weighs at the end of the year."""

    year: int = step("Year whose fund it is", law=RESOLUTION)
    base_salary_vnd: int = step(
        "Base salary of the month",
        law="Decree 161/2026 art. 3 and the decrees before it",
        refuses="No base salary is known for this month.",
        blames=("month",),
        ge=0,
    )
    pay_vnd: int = step(
        "Basic salary: coefficient times base salary, and what is held as an amount, without allowances",
        law=RESOLUTION,
        certainty="press",
        choice="half a dong rounds up",
        ge=0,
    )
    monthly_part_vnd: int = step(
        "Extra income of the month: the monthly factor of the basic salary, for everybody entitled",
        law=RESOLUTION,
        certainty="press",
        choice="a part of a dong is rounded",
        ge=0,
    )
    class_coefficient_hundredths: int = step(
        "Coefficient of the class; only completed or better takes part",
        law=RESOLUTION,
        agreement=HEAD,
        certainty="press",
        refuses="The months of one person and year name different classes: the class is that of the year.",
        blames=("employee_id", "month", "class"),
        ge=0,
    )
    weight: int = step(
        "What the month weighs at the end of the year: class coefficient times basic salary, or alone",
        agreement=HEAD,
        choice=BY_WEIGHT,
        unit=SHARES,
        ge=0,
        lt=1 << WEIGHT_BITS,
    )


class Year(Rows):
    """The months of each person in a unit together."""

    unit_id: Key = key("The agency or unit")
    year: int = given("Year")
    employee_id: Key = key("The person")
    pay_year_vnd: int = step("Basic salary of the year", law=RESOLUTION, certainty="press", ge=0)
    monthly_parts_vnd: int = step("Monthly parts of the year", law=RESOLUTION, certainty="press", ge=0)
    weight: int = step(
        "What the year weighs", agreement=HEAD, choice=BY_WEIGHT, unit=SHARES, ge=0, lt=1 << WEIGHT_BITS
    )

    class Config:
        unique = ("unit_id", "year", "employee_id")


class Shared(Year):
    """The year-end part of each person and the extra income of the year."""

    salary_fund_vnd: int = step(
        "Basic salary fund of the unit: everybody's basic salary of the year",
        law=RESOLUTION,
        certainty="press",
        ge=0,
        le=10**15,
    )
    year_end_fund_vnd: int = step(
        "Year-end part of the fund: what the monthly factor leaves of the whole factor",
        law=RESOLUTION,
        certainty="press",
        choice="a part of a dong is dropped",
        ge=0,
    )
    unit_weight: int = step(
        "Weights of the whole unit", agreement=HEAD, choice=BY_WEIGHT, unit=SHARES, ge=0, lt=1 << UNIT_BITS
    )
    share_vnd: int = step(
        "Whole dong of the share of the year-end part", agreement=HEAD, choice=BY_WEIGHT, ge=0
    )
    remainder: int = step(
        "What is left of the share, in parts of a dong", choice="largest remainders", unit=SHARES, ge=0
    )
    remainder_place: int = step(
        "Place in the unit by what is left of the share",
        choice="largest remainders; equal ones by employee number",
        ge=1,
    )
    left_vnd: int = step("Dong of the unit that no whole share holds", choice="largest remainders", ge=0)
    year_end_part_vnd: int = step(
        "Year-end part: the share, and one dong more for the largest remainders until it is spent",
        law=RESOLUTION,
        certainty="press",
        agreement=HEAD,
        choice="largest remainders; equal ones by employee number",
        ge=0,
    )
    extra_income_vnd: int = step("Extra income of the year", law=RESOLUTION, certainty="press", ge=0)


class Unit(Rows):
    """Extra income in Hanoi of each unit for the year."""

    unit_id: Key = key("The agency or unit")
    year: int = given("Year")
    salary_fund_vnd: int = step("Basic salary fund", law=RESOLUTION, certainty="press", ge=0)
    monthly_parts_vnd: int = step("Monthly parts paid", law=RESOLUTION, certainty="press", ge=0)
    year_end_parts_vnd: int = step("Year-end parts paid", law=RESOLUTION, certainty="press", ge=0)
    extra_income_vnd: int = step("Extra income paid in all", law=RESOLUTION, certainty="press", ge=0)

    class Config:
        unique = ("unit_id", "year")


def pay(_: Terms) -> nw.Expr:
    by_coefficient = half_up(nw.col("coefficient_hundredths") * nw.col("base_salary_vnd"), HUNDREDTHS)
    return by_coefficient + nw.col("pay_amount_vnd")


def monthly_part(p: Terms) -> nw.Expr:
    part = rounded(nw.col("pay_vnd") * p.monthly_factor_hundredths, HUNDREDTHS, p.rounding)
    return paid_if(nw.col("entitled"), part)


def class_coefficient(p: Terms) -> nw.Expr:
    number = per_name(nw.col("class"), {name: place for place, name in enumerate(CLASSES)})
    coefficients = {
        "excellent": p.excellent_coefficient_hundredths,
        "good": p.good_coefficient_hundredths,
        "completed": p.completed_coefficient_hundredths,
    }
    one_class = number.min().over(*PERSON) == number.max().over(*PERSON)
    return nw.when(one_class).then(per_name(nw.col("class"), coefficients))


def weight(p: Terms) -> nw.Expr:
    coefficient = nw.col("class_coefficient_hundredths")
    return half_up(coefficient * nw.col("pay_vnd"), HUNDREDTHS) if p.weight_by == "pay" else coefficient


def year_end_fund(p: Terms) -> nw.Expr:
    rest = max(p.total_factor_hundredths - p.monthly_factor_hundredths, 0)
    return nw.col("salary_fund_vnd") * rest // HUNDREDTHS


def divided() -> tuple[nw.Expr, nw.Expr]:
    fund, together = nw.col("year_end_fund_vnd"), nw.col("unit_weight")
    return whole_share(fund, nw.col("weight"), together, weight_bits=WEIGHT_BITS, group_bits=UNIT_BITS)


MONTHLY: Formulas[Terms] = {
    "year": lambda _: nw.col("month").dt.year().cast(nw.Int64),
    "base_salary_vnd": lambda p: p.base_salary_vnd.at(nw.col("month")),
    "pay_vnd": pay,
    "monthly_part_vnd": monthly_part,
    "class_coefficient_hundredths": class_coefficient,
    "weight": weight,
}

YEARLY: Formulas[Terms] = {
    "salary_fund_vnd": lambda _: nw.col("pay_year_vnd").sum().over(*UNIT),
    "year_end_fund_vnd": year_end_fund,
    "unit_weight": lambda _: nw.col("weight").sum().over(*UNIT),
    "share_vnd": lambda _: divided()[0],
    "remainder": lambda _: divided()[1],
    "remainder_place": lambda _: remainder_place("remainder", UNIT),
    "left_vnd": lambda _: coins_left(
        nw.col("year_end_fund_vnd"), nw.col("share_vnd"), nw.col("unit_weight"), UNIT
    ),
    "year_end_part_vnd": lambda _: (
        nw.col("share_vnd") + coin_for_remainder(nw.col("remainder_place"), nw.col("left_vnd"))
    ),
    "extra_income_vnd": lambda _: nw.col("monthly_parts_vnd") + nw.col("year_end_part_vnd"),
}

MODEL = PayModel(
    id="vn.extra_income_hanoi",
    effective_from=date(2025, 1, 1),
    effective_until=date(2026, 12, 31),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage(
            "month",
            inputs=Served,
            outputs=Paid,
            formulas=MONTHLY,
            order=("employee_id", "month"),
            meet=("employee_id",),
        ),
        Stage(
            "year",
            inputs=Year,
            outputs=Shared,
            formulas=YEARLY,
            order=("unit_id", "year", "employee_id"),
            meet=("unit_id",),
            gather=Gather(
                by=("unit_id", "year", "employee_id"),
                take={
                    "pay_year_vnd": nw.col("pay_vnd").sum(),
                    "monthly_parts_vnd": nw.col("monthly_part_vnd").sum(),
                    "weight": nw.col("weight").sum(),
                },
            ),
        ),
        Stage(
            "unit",
            inputs=Unit,
            outputs=Unit,
            formulas={},
            gather=Gather(
                by=("unit_id", "year"),
                take={
                    "salary_fund_vnd": nw.col("pay_year_vnd").sum(),
                    "monthly_parts_vnd": nw.col("monthly_parts_vnd").sum(),
                    "year_end_parts_vnd": nw.col("year_end_part_vnd").sum(),
                    "extra_income_vnd": nw.col("extra_income_vnd").sum(),
                },
            ),
        ),
    ),
)
