"""Norms: rates and claims brought to the budget, whatever people were rated."""

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.blocks.pool import mean_weight, scaled_to
from pay_models.kernel.declare.money import half_up
from tests.pay_models.blocks.column import computed, filled
from tests.tiers import examples


def test_korea_divides_the_budget_by_the_mean_rate_of_its_shares() -> None:
    fire = mean_weight({"S": 30, "A": 50, "B": 20}, {"S": 15_250, "A": 12_500, "B": 10_500}, 100)

    assert fire == 1_292_500
    # 110 / 129.25 to five decimals
    assert computed(half_up(nw.col("budget") * 100_000, fire), budget=[1_100_000]) == [85_106]


def test_the_teachers_equal_part_is_priced_at_the_mean_multiplier() -> None:
    multipliers = {"S": 140, "A": 100, "B": 70}

    assert mean_weight({"S": 30, "A": 40, "B": 30}, multipliers, 100) == 10_300
    assert mean_weight({"S": 30, "A": 50, "B": 20}, multipliers, 100) == 10_600


def test_shares_that_are_not_the_whole_are_refused() -> None:
    with pytest.raises(ValueError, match="are not 100 together"):
        mean_weight({"S": 30, "A": 50}, {"S": 140, "A": 100}, 100)


def test_the_kitty_factor_scales_claims_down_and_never_up() -> None:
    claims = [300, 200, 100]
    factor = scaled_to(nw.col("claim"), nw.col("budget"), nw.lit(600, nw.Int64))

    assert computed(factor, claim=claims, budget=[450] * 3) == [225, 150, 75]
    assert computed(factor, claim=claims, budget=[600] * 3) == claims
    assert computed(factor, claim=claims, budget=[900] * 3) == claims


def test_a_merit_budget_is_spent_either_way() -> None:
    raised = scaled_to(nw.col("claim"), nw.col("budget"), nw.lit(600, nw.Int64), only_down=False)

    assert computed(raised, claim=[300, 200, 100], budget=[900] * 3) == [450, 300, 150]
    assert computed(raised, claim=[0], budget=[900]) == [0]


def test_a_merit_matrix_costs_what_its_shares_of_people_say() -> None:
    """The budget that a matrix prints can be wrong: the mean of its rates by its shares is the cost."""
    rates, shares = {"high": 60, "middle": 36, "low": 15}, {"high": 20, "middle": 65, "low": 15}

    assert mean_weight(shares, rates, 100) == 3765


def test_nobody_claims_and_nobody_is_paid() -> None:
    assert computed(scaled_to(nw.col("claim"), nw.lit(100), nw.lit(0, nw.Int64)), claim=[0]) == [0]


@settings(max_examples=examples(40))
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=40), st.integers(0, 10**11), st.booleans())
def test_scaled_claims_never_exceed_the_budget_and_keep_their_order(
    claims: list[int], budget: int, only_down: bool
) -> None:
    scaled = scaled_to(nw.col("claim"), nw.col("budget"), nw.col("together"), only_down=only_down)
    result = filled(
        {"group": [1] * len(claims), "claim": claims, "budget": [budget] * len(claims)},
        together=nw.col("claim").sum().over("group"),
        paid=scaled,
    )

    assert result["paid"].sum() <= budget
    assert result.sort("claim", "paid")["paid"].is_sorted()
    if sum(claims) > budget:
        assert result["paid"].sum() > budget - len(claims)
    assert only_down is False or (result["paid"] <= pl.Series(claims)).all()
