"""Extra income of Ho Chi Minh City: City Resolutions 08/2023 and 27/2025, City Decision 20/2024."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.limits import at_most
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
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, half_up, rounded

CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
GROUPS = ("by_coefficient", "by_amount")
FUND = ("fund_id", "quarter")
PERSON = ("fund_id", "employee_id", "quarter")
# a claim of a row stays below 2**41, the claims of a fund together below 2**50
CLAIM_BITS, FUND_BITS = 41, 50
RESOLUTION = "HCMC Resolution 08/2023 art. 3; from 1 July 2025 Resolution 27/2025 art. 3"


class Terms(NamedTuple):
    """See parameters.yaml."""

    base_salary_vnd: History
    factor_hundredths: int
    good_share_bp: int
    amount_cap_vnd: int
    claim_rounding: str
    fund_limit_bp: int


class Served(Rows):
    """One row for each person and month, with the class of the quarter."""

    employee_id: Key = key("The person")
    month: date = first_day()
    fund_id: Key = key("The salary fund whose total is limited: the unit's or the city's")
    group: str = given("Paid by coefficient, or a fixed amount (the other groups)", isin=GROUPS)
    class_: str = given("Class of the quarter", alias="class", isin=CLASSES)
    grade_coefficient_hundredths: int = given("Coefficient of grade and step", ge=0, le=2_000)
    position_coefficient_hundredths: int = given("Coefficient of the position allowance", ge=0, le=2_000)
    pay_amount_vnd: int = given("Grade and position pay held as an amount", ge=0, le=10**12)
    fixed_amount_vnd: int = given("Amount a month set for a person of the other groups", ge=0, le=10**8)
    fund_quarter_vnd: int = given("Basic salary fund of the quarter", ge=1, le=10**15)

    class Config:
        unique = ("employee_id", "month")


class Paid(Served):
    """Extra income of each person and month, within the limit of the salary fund."""

    quarter: int = step("Quarter in which it is paid (year and quarter)", law=RESOLUTION)
    base_salary_vnd: int = step(
        "Base salary of the month",
        law="Decree 161/2026 art. 3 and the decrees before it",
        refuses="No base salary is known for this month.",
        blames=("month",),
        ge=0,
    )
    pay_vnd: int = step(
        "Grade and position coefficients times base salary, and what is held as an amount",
        law=RESOLUTION,
        certainty="press",
        choice="half a dong rounds up",
        ge=0,
    )
    class_share_bp: int = step(
        "Share for the class; only good and excellent are paid",
        law="HCMC Decision 20/2024 art. 12",
        certainty="press",
        agreement="regulation of the unit",
        refuses="The months of one person and quarter name different classes: the class is that of the quarter.",
        blames=("employee_id", "month", "class"),
        ge=0,
        le=BASIS_POINTS,
    )
    claim_vnd: int = step(
        "Pay times factor times class share; for the other groups their amount, capped, times class share",
        law=RESOLUTION,
        certainty="press",
        choice="a part of a dong is rounded; the class share also holds for the other groups",
        ge=0,
        lt=1 << CLAIM_BITS,
    )
    claims_vnd: int = step(
        "Claims on the salary fund in the quarter", law=RESOLUTION, certainty="press", ge=0, lt=1 << FUND_BITS
    )
    limit_vnd: int = step(
        "Most that the fund may pay in the quarter",
        law=RESOLUTION,
        certainty="press",
        refuses="The rows of one fund and quarter name different amounts of it.",
        blames=("fund_id", "fund_quarter_vnd"),
        ge=0,
    )
    paid_by_fund_vnd: int = step(
        "What the fund pays: the claims, or the limit where they are more",
        law=RESOLUTION,
        certainty="press",
        refuses="The limit of the fund is less than one dong: it would pay nobody.",
        blames=("fund_id", "fund_quarter_vnd"),
        ge=0,
    )
    share_vnd: int = step(
        "Whole dong of the claim, cut in the same proportion for everybody",
        law=RESOLUTION,
        choice="a fund over its limit cuts all claims alike",
        ge=0,
    )
    remainder: int = step("What is left of the share, in parts of a dong", choice="largest remainders", ge=0)
    remainder_place: int = step(
        "Place in the fund by what is left of the share",
        choice="largest remainders; equal ones by employee number and month",
        ge=1,
    )
    left_vnd: int = step("Dong of the fund that no whole share holds", choice="largest remainders", ge=0)
    extra_income_vnd: int = step(
        "Extra income for the month",
        law=RESOLUTION,
        certainty="press",
        choice="largest remainders; equal ones by employee number and month",
        ge=0,
    )


class Quarter(Rows):
    """Extra income in Ho Chi Minh City of each person for the quarter."""

    employee_id: Key = key("The person")
    quarter: int = given("Year and quarter")
    months: int = step("Months counted", law=RESOLUTION, ge=1)
    extra_income_vnd: int = step("Extra income paid for the quarter", law=RESOLUTION, certainty="press", ge=0)

    class Config:
        unique = ("employee_id", "quarter")


def quarter(_: Terms) -> nw.Expr:
    month = nw.col("month").dt
    return month.year().cast(nw.Int64) * 10 + (month.month().cast(nw.Int64) + 2) // 3


def pay(_: Terms) -> nw.Expr:
    coefficients = nw.col("grade_coefficient_hundredths") + nw.col("position_coefficient_hundredths")
    return half_up(coefficients * nw.col("base_salary_vnd"), HUNDREDTHS) + nw.col("pay_amount_vnd")


def class_share(p: Terms) -> nw.Expr:
    number = per_name(nw.col("class"), {name: place for place, name in enumerate(CLASSES)})
    share = per_name(nw.col("class"), {"excellent": BASIS_POINTS, "good": p.good_share_bp})
    return nw.when(number.min().over(*PERSON) == number.max().over(*PERSON)).then(share)


def claim(p: Terms) -> nw.Expr:
    share, amount = nw.col("class_share_bp"), at_most(nw.col("fixed_amount_vnd"), p.amount_cap_vnd)
    by_coefficient = rounded(
        nw.col("pay_vnd") * p.factor_hundredths * share, HUNDREDTHS * BASIS_POINTS, p.claim_rounding
    )
    by_amount = rounded(amount * share, BASIS_POINTS, p.claim_rounding)
    return nw.when(nw.col("group") == nw.lit("by_coefficient")).then(by_coefficient).otherwise(by_amount)


def limit(p: Terms) -> nw.Expr:
    fund = nw.col("fund_quarter_vnd")
    least, most = fund.min().over(*FUND), fund.max().over(*FUND)
    return nw.when(least == most).then(most * p.fund_limit_bp // BASIS_POINTS)


def paid_by_fund(p: Terms) -> nw.Expr:
    claims, most = nw.col("claims_vnd"), nw.col("limit_vnd")
    # A limit of nothing is somebody's choice to pay nothing; one that only rounds to it is a slip in the amount.
    pays = (most > 0) | (claims == 0) if p.fund_limit_bp else most == 0
    return nw.when(pays).then(at_most(claims, most))


def divided() -> tuple[nw.Expr, nw.Expr]:
    fund, claims = nw.col("paid_by_fund_vnd"), nw.col("claims_vnd")
    return whole_share(fund, nw.col("claim_vnd"), claims, weight_bits=CLAIM_BITS, group_bits=FUND_BITS)


FORMULAS: Formulas[Terms] = {
    "quarter": quarter,
    "base_salary_vnd": lambda p: p.base_salary_vnd.at(nw.col("month")),
    "pay_vnd": pay,
    "class_share_bp": class_share,
    "claim_vnd": claim,
    "claims_vnd": lambda _: nw.col("claim_vnd").sum().over(*FUND),
    "limit_vnd": limit,
    "paid_by_fund_vnd": paid_by_fund,
    "share_vnd": lambda _: divided()[0],
    "remainder": lambda _: divided()[1],
    "remainder_place": lambda _: remainder_place("remainder", FUND),
    "left_vnd": lambda _: coins_left(
        nw.col("paid_by_fund_vnd"), nw.col("share_vnd"), nw.col("claims_vnd"), FUND
    ),
    "extra_income_vnd": lambda _: (
        nw.col("share_vnd") + coin_for_remainder(nw.col("remainder_place"), nw.col("left_vnd"))
    ),
}

MODEL = PayModel(
    id="vn.extra_income_hcmc",
    effective_from=date(2024, 1, 1),
    parameters=Dated.beside(__file__, Terms),
    stages=(
        Stage(
            "month",
            inputs=Served,
            outputs=Paid,
            formulas=FORMULAS,
            order=("fund_id", "employee_id", "month"),
            meet=("fund_id",),
        ),
        Stage(
            "quarter",
            inputs=Quarter,
            outputs=Quarter,
            formulas={},
            gather=Gather(
                by=("employee_id", "quarter"),
                take={
                    "months": nw.col("month").count(),
                    "extra_income_vnd": nw.col("extra_income_vnd").sum(),
                },
            ),
        ),
    ),
)
