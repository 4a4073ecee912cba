"""What payroll takes and tells: pay of a person and month, contributions, tax, net pay, cost, totals of a unit."""

from __future__ import annotations

from datetime import date

from pay_models.kernel import Key, Rows, first_day, given, key, step

KINDS = ("civil_servant", "public_employee", "contract")
SOCIAL = "Law on Social Insurance 41/2024"
HEALTH = "Law on Health Insurance"
JOBS = "Employment Law 74/2025 arts. 31, 33, 34"
TAX = "Law 109/2025 on personal income tax"
ROUNDED = "a part of a dong is rounded, for each fund by itself"


class Pay(Rows):
    """One row for each person and month: the parts of pay and who depends on the person."""

    employee_id: Key = key("The person")
    month: date = first_day()
    unit_id: Key = key("The unit that bears the cost")
    kind: str = given("Civil servant, public employee or contract staff", isin=KINDS)
    region: int = given("Region of the minimum wage, 1 to 4", isin=(1, 2, 3, 4))
    grade_pay_vnd: int = given("Grade pay", ge=0, le=10**10)
    leadership_allowance_vnd: int = given("Leadership allowance", ge=0, le=10**10)
    over_frame_allowance_vnd: int = given("Over-frame seniority allowance", ge=0, le=10**10)
    professional_seniority_vnd: int = given("Professional seniority allowance", ge=0, le=10**10)
    other_pay_vnd: int = given(
        "All other pay that is taxed: allowances, bonus, extra income", ge=0, le=10**10
    )
    exempt_pay_vnd: int = given("Pay exempt from income tax, such as the regional allowance", ge=0, le=10**10)
    dependants: int = given("Dependants registered for the deduction", ge=0, le=30)
    withheld_vnd: int = given("Other amounts kept from pay, such as union dues", ge=0, le=10**10)

    class Config:
        unique = ("employee_id", "month")


class Paid(Pay):
    """Contributions, tax and net pay of each person and month, and what they cost the employer."""

    gross_vnd: int = step("All pay of the month", law="Decree 204/2004", ge=0)
    contribution_pay_vnd: int = step(
        "Pay that contributions are of: grade pay, leadership, over-frame and professional seniority",
        law=SOCIAL,
        certainty="ocr",
        ge=0,
    )
    base_salary_vnd: int = step(
        "Base salary of the month, to which the cap is tied",
        law="Decree 161/2026 art. 3 and the decrees before it",
        refuses="No base salary is known for this month.",
        blames=("month",),
        ge=0,
    )
    cap_vnd: int = step("Most that social and health contributions are of", law=SOCIAL, ge=0)
    contribution_base_vnd: int = step("Pay up to the cap", law=SOCIAL, certainty="third_party", ge=0)
    unemployment_insured: bool = step("Insured against unemployment", law=JOBS, certainty="derived")
    unemployment_base_vnd: int = step(
        "Pay up to the cap of unemployment insurance; 0 for those not insured", law=JOBS, ge=0
    )
    employee_social_vnd: int = step("Social insurance, the person's part", law=SOCIAL, choice=ROUNDED, ge=0)
    employee_health_vnd: int = step("Health insurance, the person's part", law=HEALTH, choice=ROUNDED, ge=0)
    employee_unemployment_vnd: int = step(
        "Unemployment insurance, the person's part", law=JOBS, choice=ROUNDED, ge=0
    )
    employee_insurance_vnd: int = step("Insurance that the person pays", law=SOCIAL, ge=0)
    employer_social_vnd: int = step("Social insurance, the employer's part", law=SOCIAL, choice=ROUNDED, ge=0)
    employer_health_vnd: int = step("Health insurance, the employer's part", law=HEALTH, choice=ROUNDED, ge=0)
    employer_unemployment_vnd: int = step(
        "Unemployment insurance, the employer's part", law=JOBS, choice=ROUNDED, ge=0
    )
    employer_insurance_vnd: int = step("Insurance that the employer pays", law=SOCIAL, ge=0)
    union_fee_vnd: int = step(
        "Trade-union fee of the employer",
        law="Law on Trade Unions 50/2024 art. 29",
        choice="of the pay that social contributions are of, so capped as it is; a part of a dong is rounded",
        ge=0,
    )
    deductions_vnd: int = step(
        "Deductions for the person and the dependants", law="Resolution 110/2025/UBTVQH15", ge=0
    )
    taxable_vnd: int = step(
        "Taxable income: pay without exempt pay, insurance and deductions, not below 0",
        law="Decree 253/2026 art. 46",
        choice="bonus and extra income are taxed: they are not in the list of exempt pay",
        certainty="ocr",
        ge=0,
    )
    tax_rate_bp: int = step("Rate of the highest bracket reached", law=TAX, ge=0)
    income_tax_vnd: int = step(
        "Income tax: each bracket's part of taxable income at its own rate",
        law=TAX,
        choice="a part of a dong is rounded",
        ge=0,
    )
    net_vnd: int = step(
        "Net pay: all pay without insurance, tax and other amounts kept",
        law="Decree 253/2026 art. 46",
        refuses="More is kept from the pay of the month than insurance and tax leave of it.",
        blames=("withheld_vnd",),
        ge=0,
    )
    cost_vnd: int = step(
        "Cost to the employer: all pay, the employer's insurance and the union fee", law=SOCIAL, ge=0
    )


class Unit(Rows):
    """Payroll of each unit and month in Vietnam: pay, contributions, tax and cost."""

    unit_id: Key = key("The unit that bears the cost")
    month: date = first_day()
    people: int = step("People paid", law="Decree 204/2004", ge=1)
    gross_vnd: int = step("All pay", law="Decree 204/2004", ge=0)
    employee_insurance_vnd: int = step("Insurance kept from pay", law=SOCIAL, ge=0)
    employer_insurance_vnd: int = step("Insurance on top of pay", law=SOCIAL, ge=0)
    union_fee_vnd: int = step("Trade-union fee", law="Law on Trade Unions 50/2024 art. 29", ge=0)
    income_tax_vnd: int = step("Income tax kept from pay", law=TAX, ge=0)
    net_vnd: int = step("Net pay handed out", law="Decree 253/2026 art. 46", ge=0)
    cost_vnd: int = step("Cost to the employer", law=SOCIAL, ge=0)

    class Config:
        unique = ("unit_id", "month")
