"""What the extra income of Da Nang promises: floors, one post, a better class never pays less."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import model, run
from pay_models.kernel.errors import NotInForce
from tests.tiers import examples

promised = settings(max_examples=examples(30))
CLASSES = ("not_completed", "completed", "good", "excellent")
FLOORS = {"excellent": 1_500_000, "good": 1_500_000, "completed": 500_000, "not_completed": 0}
posts = st.lists(
    st.fixed_dictionaries(
        {
            "employee_id": st.integers(1, 4),
            "month": st.sampled_from((date(2026, 3, 1), date(2026, 6, 1), date(2026, 7, 1))),
            "class": st.sampled_from(CLASSES),
            "coefficient_hundredths": st.integers(0, 1000) | st.just(0),
            "pay_amount_vnd": st.integers(0, 10_000_000) | st.just(0),
        }
    ),
    min_size=1,
    max_size=30,
)


def paid(rows: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    frame = pl.DataFrame([{"post_id": number, **row} for number, row in enumerate(rows)])
    return dict(run(model("vn.extra_income_danang"), frame, on=date(2026, 12, 31)).frames)


@promised
@given(posts)
def test_one_post_of_a_month_is_paid_the_highest_and_never_under_its_floor(
    rows: list[dict[str, Any]],
) -> None:
    for held in paid(rows)["month"].partition_by("employee_id", "month"):
        counted = held.filter(pl.col("post_place") == 1)
        assert counted["pay_vnd"].item() == held["pay_vnd"].max()
        assert counted["extra_income_vnd"].item() >= FLOORS[counted["class"].item()]
        assert held["extra_income_vnd"].sum() == counted["extra_income_vnd"].item()


@promised
@given(st.integers(0, 50_000_000))
def test_a_better_class_never_pays_less(pay: int) -> None:
    post = {"month": date(2026, 3, 1), "coefficient_hundredths": 0, "pay_amount_vnd": pay}
    rows = [{"employee_id": number, "class": name, **post} for number, name in enumerate(CLASSES)]

    amounts = paid(rows)["month"].sort("employee_id")["extra_income_vnd"]

    assert amounts.is_sorted()
    assert amounts[0] == 0


@promised
@given(posts)
def test_quarters_pay_what_their_months_earned(rows: list[dict[str, Any]]) -> None:
    result = paid(rows)

    assert result["quarter"]["extra_income_vnd"].sum() == result["month"]["extra_income_vnd"].sum()


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 1, 1)])
def test_only_2026_has_factors(day: date) -> None:
    with pytest.raises(NotInForce):
        model("vn.extra_income_danang").in_force(day)
