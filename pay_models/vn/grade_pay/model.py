"""Grade pay and allowances, month by month: Decree 204/2004/ND-CP and the decrees beside it."""

from __future__ import annotations

from datetime import date

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.blocks.gate import paid_if
from pay_models.blocks.grid import as_of
from pay_models.blocks.limits import at_least
from pay_models.kernel import Formulas, Gather, PayModel, Stage
from pay_models.kernel.declare.money import BASIS_POINTS, HUNDREDTHS, Whole, half_up, number
from pay_models.vn.grade_pay.rates import PARAMETERS, Rates
from pay_models.vn.grade_pay.rows import NO_POST, Held, Paid, Year

EXPERTS, PUBLIC_EMPLOYEES = 1, 3
MONTHS_OF_A_YEAR = 12


def of_base_salary(coefficient: str) -> nw.Expr:
    return half_up(nw.col(coefficient) * nw.col("base_salary_vnd"), HUNDREDTHS)


def of(amount: str, rate_bp: Whole) -> nw.Expr:
    return half_up(nw.col(amount) * rate_bp, BASIS_POINTS)


def together(*amounts: str) -> nw.Expr:
    return nw.sum_horizontal(*(nw.col(amount) for amount in amounts))


def leading_coefficient(p: Rates) -> nw.Expr:
    brought = nw.col("leadership_coefficient_hundredths")
    in_table = as_of(p.leadership, nw.col("month"), "leadership_code")
    # null, and so refused, for a post that the table does not hold yet
    highest = nw.when(~in_table.is_null()).then(at_least(in_table, brought))
    return nw.when(nw.col("leadership_code") == NO_POST).then(brought).otherwise(highest)


def over_frame_bp(p: Rates) -> nw.Expr:
    months_a, months_b_c = number(p.over_frame_months_a), number(p.over_frame_months_b_c)
    wait = nw.when(nw.col("grade_code").str.starts_with("A")).then(months_a).otherwise(months_b_c)
    held = nw.col("months_at_last_step")
    rate = p.over_frame_first_bp + at_least(held - wait, 0) // MONTHS_OF_A_YEAR * p.over_frame_yearly_bp
    last = p.coefficients.last("table", "grade_code")
    at_last = nw.col("step") == last
    earned = paid_if(at_last & (held >= wait) & (nw.col("table") != EXPERTS), rate)
    # a step that the grid does not have is refused by its coefficient
    return nw.when((nw.col("step") >= last) | (held == 0)).then(earned)


def public_duty(p: Rates) -> nw.Expr:
    allowance = paid_if(nw.col("public_duty"), of("percentage_base_vnd", p.public_duty_bp))
    entitled = nw.col("table") != PUBLIC_EMPLOYEES
    return nw.when(entitled | ~nw.col("public_duty")).then(allowance)


def long_service(p: Rates) -> nw.Expr:
    floors = sorted(((int(years), number) for (years,), number in p.long_service.cells.items()), reverse=True)
    return band(nw.col("hard_area_years"), floors, below=0)


FORMULAS: Formulas[Rates] = {
    "coefficient_hundredths": lambda p: p.coefficients.at("table", "grade_code", "step"),
    "base_salary_vnd": lambda p: p.base_salary_vnd.at(nw.col("month")),
    "grade_pay_vnd": lambda _: of_base_salary("coefficient_hundredths"),
    "leading_coefficient_hundredths": leading_coefficient,
    "leadership_allowance_vnd": lambda _: of_base_salary("leading_coefficient_hundredths"),
    "over_frame_bp": over_frame_bp,
    "over_frame_allowance_vnd": lambda _: of("grade_pay_vnd", nw.col("over_frame_bp")),
    "percentage_base_vnd": lambda _: together(
        "grade_pay_vnd", "leadership_allowance_vnd", "over_frame_allowance_vnd"
    ),
    "public_duty_allowance_vnd": public_duty,
    "other_percentages_vnd": lambda _: of("percentage_base_vnd", nw.col("other_percentages_bp")),
    "regional_allowance_vnd": lambda _: of_base_salary("regional_coefficient_hundredths"),
    "responsibility_allowance_vnd": lambda _: of_base_salary("responsibility_coefficient_hundredths"),
    "long_service_hundredths": long_service,
    "long_service_allowance_vnd": lambda _: of_base_salary("long_service_hundredths"),
    "reserved_difference_vnd": lambda _: of_base_salary("reserved_coefficient_hundredths"),
    "total_vnd": lambda _: together(
        "percentage_base_vnd",
        "public_duty_allowance_vnd",
        "other_percentages_vnd",
        "regional_allowance_vnd",
        "responsibility_allowance_vnd",
        "long_service_allowance_vnd",
        "reserved_difference_vnd",
    ),
}

MODEL = PayModel(
    id="vn.grade_pay",
    effective_from=date(2013, 7, 1),
    parameters=PARAMETERS,
    stages=(
        Stage("month", inputs=Held, outputs=Paid, formulas=FORMULAS, meet=()),
        Stage(
            "year",
            inputs=Year,
            outputs=Year,
            formulas={},
            gather=Gather(
                by=("employee_id",),
                one_year=nw.col("month").dt.year(),
                take={
                    "salary_year_vnd": nw.col("grade_pay_vnd").sum(),
                    "total_year_vnd": nw.col("total_vnd").sum(),
                    "months": nw.col("month").count(),
                },
            ),
        ),
    ),
)
