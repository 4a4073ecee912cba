"""Shares: the parts sum to the fund to the last coin, or everybody gets weight times a price."""

from typing import Any

import narwhals as nw
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.blocks.pool import coin_for_remainder, coins_left, remainder_place, unit_value, whole_share
from pay_models.blocks.proration import part
from pay_models.kernel.declare.money import down
from tests.pay_models.blocks.column import computed, filled
from tests.tiers import examples

TOGETHER = ("fund_id",)


def shared(funds: list[int], weights: list[list[int]]) -> pl.DataFrame:
    rows: dict[str, list[Any]] = {"fund_id": [], "fund": [], "weight": []}
    for number, (fund, group) in enumerate(zip(funds, weights, strict=True)):
        rows["fund_id"] += [number] * len(group)
        rows["fund"] += [fund] * len(group)
        rows["weight"] += group
    divided = whole_share(nw.col("fund"), nw.col("weight"), nw.col("together"))
    return filled(
        rows,
        together=nw.col("weight").sum().over(*TOGETHER),
        share=divided.quotient,
        remainder=divided.remainder,
        stands=remainder_place("remainder", TOGETHER),
        left=coins_left(nw.col("fund"), nw.col("share"), nw.col("together"), TOGETHER),
        award=nw.col("share") + coin_for_remainder(nw.col("stands"), nw.col("left")),
    )


def test_an_equal_split_leaves_a_cent_and_the_first_row_takes_it() -> None:
    assert shared([10_000_00], [[1, 1, 1]])["award"].to_list() == [333_334, 333_333, 333_333]


def test_a_profit_is_shared_by_salary_to_the_cent() -> None:
    salaries = [40_000, 75_000, 125_000]

    assert shared([10_000_00], [salaries])["award"].to_list() == [166_667, 312_500, 520_833]


def test_the_post_offices_unit_counts_part_time_in_the_weights_and_again_in_the_payout() -> None:
    """Four people at 4,000 EUR, 1, 1, 1 and half; levels weigh 0, 1, 2, 3; the pool is 60 % of their full salaries."""
    rows = {"pool": [1] * 4, "fte_hundredths": [100, 100, 100, 50], "weight": [0, 1, 2, 3]}
    fte = nw.col("fte_hundredths")
    result = filled(
        rows,
        pool_cents=down(fte.sum().over("pool") * 400_000 * 60, 100 * 100),
        weights_hundredths=(nw.col("weight") * fte).sum().over("pool"),
        unit_cents=unit_value(nw.col("pool_cents") * 100, nw.col("weights_hundredths"), rounding="half_up"),
        full_cents=nw.col("unit_cents") * nw.col("weight"),
        paid_cents=part(nw.col("full_cents"), fte, 100),
    )

    assert result["pool_cents"].to_list() == [840_000] * 4
    assert result["weights_hundredths"].to_list() == [450] * 4
    assert result["unit_cents"].to_list() == [186_667] * 4
    assert result["paid_cents"].to_list() == [0, 186_667, 373_334, 280_000]


def test_a_price_is_a_multiple_of_its_quantum_and_what_is_left_stays_in_the_fund() -> None:
    price = unit_value(nw.col("fund"), nw.col("points"))
    round_price = unit_value(nw.col("fund"), nw.col("points"), quantum=10)

    assert computed(price, fund=[12_500_00, 100], points=[600, 0]) == [2083, 0]
    assert computed(round_price, fund=[12_500_00], points=[600]) == [2080]


@settings(max_examples=examples(40))
@given(
    st.lists(
        st.tuples(st.integers(0, 10**15), st.lists(st.integers(0, 10**6), min_size=1, max_size=8)),
        min_size=1,
        max_size=5,
    )
)
def test_every_fund_is_shared_out_to_the_last_coin_and_nobody_is_a_coin_off(
    funds: list[tuple[int, list[int]]],
) -> None:
    result = shared([fund for fund, _ in funds], [weights for _, weights in funds])

    for number, (fund, weights) in enumerate(funds):
        awards = result.filter(pl.col("fund_id") == number)["award"].to_list()
        assert sum(awards) == (fund if any(weights) else 0)
        for award, weight in zip(awards, weights, strict=True):
            assert weight or not award
            assert abs(award * sum(weights) - fund * weight) < max(sum(weights), 1)
