"""Raises keep to the budget, and better work at the same place of the range never earns less."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import model, run
from tests.tiers import examples

DAY = date(2026, 6, 30)
RATINGS = ("does_not_meet", "needs_improvement", "meets", "exceeds", "exceptional")
promised = settings(max_examples=examples(40))

people = st.lists(
    st.fixed_dictionaries(
        {
            "group_id": st.integers(1, 3),
            "people": st.integers(1, 50),
            "salary_cents": st.integers(1, 20_000_000),
            "midpoint_cents": st.integers(5_000_000, 15_000_000),
            "performance": st.sampled_from(RATINGS),
        }
    ),
    min_size=1,
    max_size=30,
)


def raised(rows: list[dict[str, Any]], changes: dict[str, Any]) -> pl.DataFrame:
    frame = pl.DataFrame([{"employee_id": number, **row} for number, row in enumerate(rows)])
    return run(model("general.merit_matrix"), frame, on=DAY, changes=changes).result


@promised
@given(people, st.integers(0, 2000), st.sampled_from(("factors", "table")))
def test_the_raises_of_a_group_never_cost_more_than_its_budget(
    rows: list[dict[str, Any]], budget: int, guideline: str
) -> None:
    changes = {"budget_bp": budget, "mean_of": "payroll", "guideline": guideline}

    for group in raised(rows, changes).partition_by("group_id"):
        payroll = sum(group["people"] * group["salary_cents"])
        assert sum(group["people"] * group["raise_cents"]) * 10_000 <= payroll * budget


@promised
@given(people, st.integers(1, 1000))
def test_scaled_either_way_the_mean_is_the_budget_but_for_parts_of_a_basis_point(
    rows: list[dict[str, Any]], budget: int
) -> None:
    for group in raised(rows, {"budget_bp": budget, "normalisation": "to_budget"}).partition_by("group_id"):
        heads, rates = group["people"].sum(), sum(group["people"] * group["rate_bp"])
        if group["claimed"][0]:
            assert 0 <= budget * heads - rates < heads


@promised
@given(people, st.integers(0, 2000))
def test_better_work_at_the_same_place_never_earns_a_smaller_raise(
    rows: list[dict[str, Any]], budget: int
) -> None:
    result = raised(rows, {"budget_bp": budget})

    for peers in result.partition_by("group_id", "position"):
        by_rating = sorted((RATINGS.index(row["performance"]), row["rate_bp"]) for row in peers.to_dicts())
        assert [rate for _, rate in by_rating] == sorted(rate for _, rate in by_rating)


@pytest.mark.parametrize("rating", RATINGS)
def test_the_higher_the_place_in_the_range_the_smaller_the_raise(rating: str) -> None:
    rows = [
        {"group_id": 1, "people": 1, "salary_cents": salary, "midpoint_cents": 100, "performance": rating}
        for salary in range(60, 140)
    ]

    rates = raised(rows, {"normalisation": "none"})["rate_bp"].to_list()

    assert rates == sorted(rates, reverse=True)
