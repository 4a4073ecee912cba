"""What the extra income of Ho Chi Minh City promises: the fund's limit, equal cuts, at most the factor."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, model, run
from pay_models.kernel.errors import NotInForce, OutsideLegalRange
from tests.tiers import examples

DAY = date(2025, 9, 30)
promised = settings(max_examples=examples(30))
rows = st.lists(
    st.fixed_dictionaries(
        {
            "fund_id": st.integers(1, 2),
            "class": st.sampled_from(("excellent", "good", "completed", "not_completed", "unrated")),
            "grade_coefficient_hundredths": st.integers(0, 1000),
            "position_coefficient_hundredths": st.integers(0, 130),
            "group": st.sampled_from(("by_coefficient", "by_coefficient", "by_amount")),
            "fixed_amount_vnd": st.integers(0, 4_000_000),
        }
    ),
    min_size=1,
    max_size=30,
)


def paid(people: list[dict[str, Any]], fund: int, **changes: int | str) -> pl.DataFrame:
    frame = pl.DataFrame(
        [
            {
                "employee_id": number,
                "month": date(2025, 7 + number % 3, 1),
                "pay_amount_vnd": 0,
                "fund_quarter_vnd": fund,
                **one,
            }
            for number, one in enumerate(people)
        ]
    )
    return run(model("vn.extra_income_hcmc"), frame, on=DAY, changes=changes)["month"]


@promised
@given(rows, st.integers(2, 200_000_000))
def test_each_fund_pays_its_claims_or_exactly_its_limit(people: list[dict[str, Any]], fund: int) -> None:
    for one in paid(people, fund).partition_by("fund_id"):
        assert one["extra_income_vnd"].sum() == min(one["claim_vnd"].sum(), fund * 8 // 10)


@promised
@given(rows, st.integers(2, 200_000_000))
def test_nobody_gets_more_than_their_claim_nor_a_dong_less_than_the_common_cut(
    people: list[dict[str, Any]], fund: int
) -> None:
    for row in paid(people, fund).rows(named=True):
        assert 0 <= row["extra_income_vnd"] <= row["claim_vnd"]
        exact = row["paid_by_fund_vnd"] * row["claim_vnd"]
        assert abs(row["extra_income_vnd"] * row["claims_vnd"] - exact) < max(1, row["claims_vnd"])


@promised
@given(rows, st.integers(0, 180), st.integers(0, 8000))
def test_no_claim_passes_factor_and_class_share(people: list[dict[str, Any]], factor: int, good: int) -> None:
    result = paid(people, 10**14, factor_hundredths=factor, good_share_bp=good)

    for row in result.filter(pl.col("group") == "by_coefficient").rows(named=True):
        share = {"excellent": 10_000, "good": good}.get(row["class"], 0)
        assert row["claim_vnd"] == row["pay_vnd"] * factor * share // 1_000_000
    assert result.filter(pl.col("group") == "by_amount")["claim_vnd"].max() in (None, *range(3_000_001))


@pytest.mark.parametrize(
    "change", [{"factor_hundredths": 181}, {"good_share_bp": 8001}, {"amount_cap_vnd": 3_000_001}]
)
def test_nothing_above_the_ceilings_of_the_resolution_can_be_tried(change: dict[str, int]) -> None:
    with pytest.raises(OutsideLegalRange):
        model("vn.extra_income_hcmc").in_force(DAY, change)


def test_a_day_before_the_first_known_factor_is_refused() -> None:
    with pytest.raises(NotInForce):
        model("vn.extra_income_hcmc").in_force(date(2023, 12, 31))


def test_rows_that_name_different_amounts_of_one_fund_are_refused() -> None:
    person = {
        "fund_id": 1, "class": "good", "grade_coefficient_hundredths": 234, "position_coefficient_hundredths": 0,
        "group": "by_coefficient", "fixed_amount_vnd": 0,
    }  # fmt: skip

    with pytest.raises(BadRows, match="name different amounts"):
        paid([{**person, "fund_quarter_vnd": 1}, {**person, "fund_quarter_vnd": 2}], 0)


def of_an(month: int, **columns: Any) -> dict[str, Any]:
    return {
        "employee_id": 1, "month": date(2025, month, 1), "fund_id": 1, "class": "good", "group": "by_coefficient",
        "grade_coefficient_hundredths": 234, "position_coefficient_hundredths": 0, "fixed_amount_vnd": 0, **columns,
    }  # fmt: skip


def test_a_salary_fund_of_nothing_is_refused_by_row_and_pays_nobody_in_silence() -> None:
    with pytest.raises(BadRows, match="fund_quarter_vnd = 0: This must be at least 1") as refused:
        paid([of_an(7)], 0)

    assert [fault.row for fault in refused.value.faults] == [1]


def test_a_fund_whose_limit_is_less_than_a_dong_is_refused_and_one_that_nobody_claims_from_is_not() -> None:
    with pytest.raises(BadRows, match="The limit of the fund is less than one dong") as refused:
        paid([of_an(7)], 1)

    assert [fault.row for fault in refused.value.faults] == [1]
    assert paid([of_an(7)], 2)["extra_income_vnd"].to_list() == [1]
    assert paid([of_an(7, grade_coefficient_hundredths=0)], 1)["extra_income_vnd"].to_list() == [0]
    assert paid([of_an(7)], 10**9, fund_limit_bp=0)["extra_income_vnd"].to_list() == [0]


def test_months_of_one_quarter_with_different_classes_are_refused_and_those_of_two_quarters_are_not() -> None:
    with pytest.raises(BadRows, match="the class is that of the quarter") as refused:
        paid([of_an(7), of_an(8, **{"class": "excellent"})], 10**9)

    assert [fault.row for fault in refused.value.faults] == [1, 2]
    assert paid([of_an(6), of_an(7, **{"class": "excellent"})], 10**9).height == 2
