"""What the extra income of Hanoi promises: exact sums, never more than 0.8 of the fund."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, Run, model, run
from tests.tiers import examples

promised = settings(max_examples=examples(30))
CLASSES = ("excellent", "good", "completed", "not_completed", "unrated")
months = st.lists(
    st.fixed_dictionaries(
        {
            "unit_id": st.integers(1, 2),
            "entitled": st.sampled_from((True, True, False)),
            "class": st.sampled_from(CLASSES),
            "coefficient_hundredths": st.integers(0, 1000),
            "pay_amount_vnd": st.integers(0, 3) | st.integers(0, 10_000_000),
        }
    ),
    min_size=1,
    max_size=30,
)
changes = st.fixed_dictionaries(
    {
        "weight_by": st.sampled_from(("pay", "class")),
        "excellent_coefficient_hundredths": st.integers(0, 300),
        "good_coefficient_hundredths": st.integers(0, 300),
        "monthly_factor_hundredths": st.integers(0, 80),
    }
)


def paid(rows: list[dict[str, Any]], changed: dict[str, Any]) -> Run:
    numbered = [
        {
            "employee_id": number // 2,
            "month": date(2025, 1 + number % 2, 1),
            **row,
            "class": rows[number - number % 2]["class"],
        }
        for number, row in enumerate(rows)
    ]
    return run(model("vn.extra_income_hanoi"), pl.DataFrame(numbered), on=date(2025, 12, 31), changes=changed)


@promised
@given(months, changes)
def test_year_end_parts_sum_to_the_year_end_fund_exactly(
    rows: list[dict[str, Any]], changed: dict[str, Any]
) -> None:
    rest = 80 - changed["monthly_factor_hundredths"]
    for unit in paid(rows, changed)["year"].partition_by("unit_id"):
        fund = unit["pay_year_vnd"].sum() * rest // 100
        assert unit["year_end_part_vnd"].sum() == (fund if unit["weight"].sum() else 0)


@promised
@given(months, changes)
def test_no_unit_pays_more_than_its_part_of_the_salary_fund(
    rows: list[dict[str, Any]], changed: dict[str, Any]
) -> None:
    for unit in paid(rows, changed)["unit"].rows(named=True):
        assert unit["extra_income_vnd"] * 100 <= unit["salary_fund_vnd"] * 80


@promised
@given(st.lists(st.sampled_from(CLASSES), min_size=1, max_size=30), st.integers(0, 10_000_000))
def test_the_better_class_never_gets_less_at_the_end_of_the_year_for_equal_pay(
    classes: list[str], pay: int
) -> None:
    same = {"month": date(2025, 3, 1), "unit_id": 1, "entitled": True, "coefficient_hundredths": 0}
    rows = [
        {**same, "employee_id": number, "class": name, "pay_amount_vnd": pay}
        for number, name in enumerate(sorted(classes, key=CLASSES.index))
    ]

    result = run(model("vn.extra_income_hanoi"), pl.DataFrame(rows), on=date(2025, 12, 31))["year"]

    assert result.sort("employee_id")["year_end_part_vnd"].is_sorted(descending=True)


def test_months_of_one_year_with_different_classes_are_refused_by_row() -> None:
    months = [
        {
            "employee_id": 1, "month": date(2025, month, 1), "unit_id": month, "entitled": True, "class": name,
            "coefficient_hundredths": 234, "pay_amount_vnd": 0,
        }
        for month, name in ((1, "good"), (2, "completed"))
    ]  # fmt: skip
    another_year = [months[0], months[1] | {"month": date(2026, 2, 1)}]

    with pytest.raises(BadRows, match="the class is that of the year") as refused:
        run(model("vn.extra_income_hanoi"), pl.DataFrame(months), on=date(2026, 12, 31))

    assert [fault.row for fault in refused.value.faults] == [1, 2]
    assert (
        run(model("vn.extra_income_hanoi"), pl.DataFrame(another_year), on=date(2026, 12, 31))["month"].height
        == 2
    )
