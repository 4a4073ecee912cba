"""Insurance, union fee, income tax, net pay and the employer's cost of public staff in Vietnam, from 2026."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.blocks.gate import paid_if
from pay_models.blocks.limits import at_least, at_most, over
from pay_models.kernel import Dated, Formulas, Gather, Grid, History, PayModel, Stage
from pay_models.kernel.declare.money import BASIS_POINTS, rounded
from pay_models.vn.payroll_costs.rows import Paid, Pay, Unit

CONTRIBUTORY = (
    "grade_pay_vnd",
    "leadership_allowance_vnd",
    "over_frame_allowance_vnd",
    "professional_seniority_vnd",
)
ADDED_UP = (
    *("gross_vnd", "employee_insurance_vnd", "employer_insurance_vnd", "union_fee_vnd", "income_tax_vnd"),
    *("net_vnd", "cost_vnd"),
)


class Rates(NamedTuple):
    """See parameters.yaml."""

    base_salary_vnd: History
    cap_multiple: int
    regional_minimum_wage_vnd: Grid
    unemployment_cap_multiple: int
    civil_servants_unemployment: str
    employee_social_bp: int
    employee_health_bp: int
    employee_unemployment_bp: int
    employer_social_bp: int
    employer_health_bp: int
    employer_unemployment_bp: int
    union_fee_bp: int
    contribution_rounding: str
    personal_deduction_vnd: int
    dependant_deduction_vnd: int
    income_tax_bp: Grid
    tax_rounding: str


def contribution(p: Rates, base: str, rate_bp: int) -> nw.Expr:
    return rounded(nw.col(base) * rate_bp, BASIS_POINTS, p.contribution_rounding)


def unemployment_insured(p: Rates) -> nw.Expr:
    if p.civil_servants_unemployment == "insured":
        return nw.col("kind") != nw.lit("")
    return nw.col("kind") != nw.lit("civil_servant")


def unemployment_base(p: Rates) -> nw.Expr:
    cap = p.regional_minimum_wage_vnd.at("region") * p.unemployment_cap_multiple
    return paid_if(nw.col("unemployment_insured"), at_most(nw.col("contribution_pay_vnd"), cap))


def added(*columns: str) -> nw.Expr:
    return nw.sum_horizontal(*columns)


def deductions(p: Rates) -> nw.Expr:
    return nw.col("dependants") * p.dependant_deduction_vnd + p.personal_deduction_vnd


def taxable(_: Rates) -> nw.Expr:
    taxed = nw.col("gross_vnd") - nw.col("exempt_pay_vnd")
    return at_least(taxed - nw.col("employee_insurance_vnd") - nw.col("deductions_vnd"), 0)


def brackets(p: Rates) -> list[tuple[int, int]]:
    """Where each bracket starts and its rate, from the lowest."""
    return sorted((int(start), rate) for (start,), rate in p.income_tax_bp.cells.items())


def tax_rate(p: Rates) -> nw.Expr:
    return band(nw.col("taxable_vnd"), brackets(p)[::-1], below=0)


def income_tax(p: Rates) -> nw.Expr:
    """What lies above each start of a bracket bears what the bracket adds to the rate before it."""
    taxed = nw.col("taxable_vnd")
    steps = pairwise([(0, 0), *brackets(p)])
    parts = [over(taxed, start) * (rate - before) for (_, before), (start, rate) in steps]
    return rounded(nw.sum_horizontal(*parts), BASIS_POINTS, p.tax_rounding)


def net(_: Rates) -> nw.Expr:
    kept = added("employee_insurance_vnd", "income_tax_vnd", "withheld_vnd")
    left = nw.col("gross_vnd") - kept
    return nw.when(left >= 0).then(left)


FORMULAS: Formulas[Rates] = {
    "gross_vnd": lambda _: added(*CONTRIBUTORY, "other_pay_vnd", "exempt_pay_vnd"),
    "contribution_pay_vnd": lambda _: added(*CONTRIBUTORY),
    "base_salary_vnd": lambda p: p.base_salary_vnd.at(nw.col("month")),
    "cap_vnd": lambda p: nw.col("base_salary_vnd") * p.cap_multiple,
    "contribution_base_vnd": lambda _: at_most(nw.col("contribution_pay_vnd"), nw.col("cap_vnd")),
    "unemployment_insured": unemployment_insured,
    "unemployment_base_vnd": unemployment_base,
    "employee_social_vnd": lambda p: contribution(p, "contribution_base_vnd", p.employee_social_bp),
    "employee_health_vnd": lambda p: contribution(p, "contribution_base_vnd", p.employee_health_bp),
    "employee_unemployment_vnd": lambda p: contribution(
        p, "unemployment_base_vnd", p.employee_unemployment_bp
    ),
    "employee_insurance_vnd": lambda _: added(
        "employee_social_vnd", "employee_health_vnd", "employee_unemployment_vnd"
    ),
    "employer_social_vnd": lambda p: contribution(p, "contribution_base_vnd", p.employer_social_bp),
    "employer_health_vnd": lambda p: contribution(p, "contribution_base_vnd", p.employer_health_bp),
    "employer_unemployment_vnd": lambda p: contribution(
        p, "unemployment_base_vnd", p.employer_unemployment_bp
    ),
    "employer_insurance_vnd": lambda _: added(
        "employer_social_vnd", "employer_health_vnd", "employer_unemployment_vnd"
    ),
    "union_fee_vnd": lambda p: contribution(p, "contribution_base_vnd", p.union_fee_bp),
    "deductions_vnd": deductions,
    "taxable_vnd": taxable,
    "tax_rate_bp": tax_rate,
    "income_tax_vnd": income_tax,
    "net_vnd": net,
    "cost_vnd": lambda _: added("gross_vnd", "employer_insurance_vnd", "union_fee_vnd"),
}

MODEL = PayModel(
    id="vn.payroll_costs",
    effective_from=date(2026, 1, 1),
    parameters=Dated.beside(__file__, Rates),
    stages=(
        Stage("month", inputs=Pay, outputs=Paid, formulas=FORMULAS, meet=()),
        Stage(
            "unit",
            inputs=Unit,
            outputs=Unit,
            formulas={},
            gather=Gather(
                by=("unit_id", "month"),
                take={"people": nw.col("gross_vnd").count()}
                | {name: nw.col(name).sum() for name in ADDED_UP},
            ),
        ),
    ),
)
