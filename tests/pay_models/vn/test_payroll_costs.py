"""What payroll promises: two ways to the same tax, nothing lost between employer, person and funds."""

from datetime import date
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, model, run
from pay_models.kernel.errors import NotInForce
from tests.tiers import examples

promised = settings(max_examples=examples(40))
MILLION = 1_000_000
EDGES = [edge * MILLION + off for edge in (10, 30, 60, 100) for off in (-1, 0, 1)]
SLICES = ((0, 5), (10, 10), (30, 20), (60, 30), (100, 35))
QUICK = {5: 0, 10: 500_000, 20: 3_500_000, 30: 9_500_000, 35: 14_500_000}
amounts = st.integers(0, 200 * MILLION)
pays = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(("civil_servant", "public_employee", "contract")),
            "region": st.integers(1, 4),
            "grade_pay_vnd": amounts,
            "leadership_allowance_vnd": st.integers(0, 5 * MILLION),
            "other_pay_vnd": amounts,
            "exempt_pay_vnd": st.integers(0, 5 * MILLION),
            "dependants": st.integers(0, 5),
        }
    ),
    min_size=1,
    max_size=20,
)


def paid(rows: list[dict[str, Any]], **changes: int | str) -> dict[str, pl.DataFrame]:
    blank = {
        "month": date(2026, 7, 1),
        "unit_id": 1,
        "kind": "civil_servant",
        "region": 1,
        "dependants": 0,
        **dict.fromkeys(("grade_pay_vnd", "leadership_allowance_vnd", "over_frame_allowance_vnd"), 0),
        **dict.fromkeys(("professional_seniority_vnd", "other_pay_vnd", "exempt_pay_vnd", "withheld_vnd"), 0),
    }
    frame = pl.DataFrame([{"employee_id": number, **blank, **row} for number, row in enumerate(rows)])
    return dict(run(model("vn.payroll_costs"), frame, on=date(2026, 12, 31), changes=changes).frames)


def in_slices(taxable: int) -> int:
    """Hundredths of a dong of tax, bracket by bracket."""
    ends = [*(start * MILLION for start, _ in SLICES), 10**12]
    parts = zip(pairwise(ends), SLICES, strict=True)
    return sum(max(0, min(taxable, end) - start) * rate for (start, end), (_, rate) in parts)


def quickly(taxable: int) -> int:
    """Hundredths of a dong of tax, by the rate of the highest bracket and its quick deduction."""
    return max(taxable * rate - deduction * 100 for rate, deduction in QUICK.items())


@promised
@given(st.lists(st.integers(0, 300 * MILLION) | st.sampled_from(EDGES), min_size=1, max_size=20))
def test_tax_by_slices_and_by_the_quick_formula_is_one(taxable: list[int]) -> None:
    rows = [{"other_pay_vnd": one + 15_500_000} for one in taxable]

    result = paid(rows)["month"].sort("employee_id")

    assert result["taxable_vnd"].to_list() == taxable
    assert [in_slices(one) for one in taxable] == [quickly(one) for one in taxable]
    assert result["income_tax_vnd"].to_list() == [(2 * in_slices(one) + 100) // 200 for one in taxable]


@promised
@given(pays)
def test_what_the_employer_bears_is_what_person_funds_and_state_receive(rows: list[dict[str, Any]]) -> None:
    for row in paid(rows)["month"].rows(named=True):
        received = row["net_vnd"] + row["withheld_vnd"] + row["income_tax_vnd"] + row["union_fee_vnd"]
        insurance = row["employee_insurance_vnd"] + row["employer_insurance_vnd"]
        assert row["cost_vnd"] == received + insurance


@promised
@given(pays)
def test_no_contribution_passes_the_caps(rows: list[dict[str, Any]]) -> None:
    wages = {1: 5_310_000, 2: 4_730_000, 3: 4_140_000, 4: 3_700_000}
    for row in paid(rows, contribution_rounding="down")["month"].rows(named=True):
        insured = row["kind"] != "civil_servant"
        assert row["employee_social_vnd"] <= 50_600_000 * 8 // 100
        assert row["employee_health_vnd"] <= 50_600_000 * 15 // 1000
        assert row["employee_unemployment_vnd"] <= insured * wages[row["region"]] * 20 // 100


@promised
@given(amounts, st.integers(100, MILLION), st.integers(0, 3))
def test_a_hundred_dong_more_pay_is_never_less_net_pay(pay: int, more: int, dependants: int) -> None:
    rows = [{"grade_pay_vnd": one, "dependants": dependants} for one in (pay, pay + more)]

    less, greater = paid(rows)["month"]["net_vnd"]

    assert less < greater


@promised
@given(pays)
def test_the_totals_of_a_unit_are_the_sums_of_its_people(rows: list[dict[str, Any]]) -> None:
    result = paid(rows)
    unit = result["unit"].row(0, named=True)

    assert unit["people"] == len(rows)
    for name in ("gross_vnd", "net_vnd", "cost_vnd", "income_tax_vnd", "employer_insurance_vnd"):
        assert unit[name] == result["month"][name].sum()


def test_quick_deductions_of_the_table_are_those_of_its_rates() -> None:
    table = pl.read_csv(model("vn.payroll_costs").parameters.folder / "income_tax.csv")
    expected, before = [0], 0
    for (_, low), (start, high) in pairwise(table.select("from_vnd", "rate_bp").rows()):
        before += start * (high - low) // 10_000
        expected.append(before)

    assert table["quick_deduction_vnd"].to_list() == expected


def test_tax_of_a_year_before_the_new_law_is_refused() -> None:
    with pytest.raises(NotInForce):
        model("vn.payroll_costs").in_force(date(2025, 12, 31))


def test_more_kept_than_there_is_pay_is_refused_by_row_and_the_last_dong_may_be_kept() -> None:
    month = {"grade_pay_vnd": MILLION, "withheld_vnd": 905_000}
    (net,) = paid([month])["month"]["net_vnd"]

    with pytest.raises(BadRows, match="More is kept from the pay of the month") as refused:
        paid([month, month | {"withheld_vnd": 5 * MILLION}, month | {"withheld_vnd": 905_001}])

    assert net == 0
    assert [(fault.row, fault.value) for fault in refused.value.faults] == [(2, "5000000"), (3, "905001")]
