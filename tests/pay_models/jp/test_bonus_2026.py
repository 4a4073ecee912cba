"""The rate stays in its range, a longer service never pays less, and a payment leads back to its rate."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.jp.bonus_2026.model import MODEL
from pay_models.jp.bonus_2026.rows import CATEGORIES
from pay_models.kernel import BadRows, run
from tests.tiers import examples

DAY = date(2026, 12, 31)
promised = settings(max_examples=examples(40))
people = st.fixed_dictionaries(
    {
        "staff_class": st.sampled_from(("general", "specified_manager")),
        "grade": st.integers(0, 10),
        "base_yen": st.integers(0, 10**7),
        "dependants_yen": st.integers(0, 10**6),
        "area_bp": st.integers(0, 2000),
        "manager_type": st.integers(0, 5),
        "category": st.sampled_from(CATEGORIES),
        "chosen_bp": st.integers(0, 50_000),
        "months": st.integers(0, 6),
        "days": st.integers(0, 30),
    }
)


def paid(rows: list[dict[str, Any]]) -> pl.DataFrame:
    numbered = [{"employee_id": number, "half": 6, **row} for number, row in enumerate(rows)]
    return run(MODEL, pl.DataFrame(numbered), on=DAY)["half_year"]


@promised
@given(st.lists(people, min_size=1, max_size=20))
def test_the_rate_paid_never_leaves_the_range_of_its_category(rows: list[dict[str, Any]]) -> None:
    result = paid(rows)

    assert (result["performance_bp"] >= result["least_bp"]).all()
    assert (result["performance_bp"] <= result["most_bp"]).all()
    inside = (pl.col("chosen_bp") >= pl.col("least_bp")) & (pl.col("chosen_bp") <= pl.col("most_bp"))
    kept = result.filter(inside)
    assert kept["performance_bp"].equals(kept["chosen_bp"].alias("performance_bp"))


@promised
@given(people)
def test_a_longer_service_never_pays_less(row: dict[str, Any]) -> None:
    served = [{**row, "months": months, "days": days} for months in range(7) for days in (0, 1, 14, 15, 30)]

    result = paid(served)

    assert result["term_yen"].is_sorted()
    assert result["diligence_yen"].is_sorted()


@promised
@given(people)
def test_a_better_category_at_its_lowest_rate_never_pays_less(row: dict[str, Any]) -> None:
    better = [{**row, "category": category, "chosen_bp": 0} for category in reversed(CATEGORIES)]

    assert paid(better)["diligence_yen"].is_sorted()


@promised
@given(people, st.integers(0, 10**6))
def test_dependants_never_change_the_diligence_allowance(row: dict[str, Any], dependants: int) -> None:
    first, second = paid([row, {**row, "dependants_yen": dependants}])["diligence_yen"]

    assert first == second


@promised
@given(people.filter(lambda row: row["base_yen"] >= 10_000))
def test_a_payment_for_the_whole_half_year_leads_back_to_the_rate_paid(row: dict[str, Any]) -> None:
    (found,) = paid([{**row, "months": 6, "days": 0}]).rows(named=True)

    assert -(-found["diligence_yen"] * 10_000 // found["diligence_base_yen"]) == found["performance_bp"]


def test_the_designated_service_has_no_category_outstanding() -> None:
    row = {
        "staff_class": "designated", "grade": 0, "base_yen": 10**6, "dependants_yen": 0, "area_bp": 2000,
        "manager_type": 0, "category": "outstanding", "chosen_bp": 0, "months": 6, "days": 0,
    }  # fmt: skip

    with pytest.raises(BadRows) as refused:
        paid([row])

    assert {fault.rule for fault in refused.value.faults} == {"This staff class has no such category."}
