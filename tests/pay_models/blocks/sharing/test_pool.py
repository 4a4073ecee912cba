"""Pools: the larger of two rules, a split of two profits, and money that may move one way only."""

import narwhals as nw
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.blocks.limits import at_least
from pay_models.blocks.pool import transferred
from pay_models.blocks.sums import weighted
from pay_models.kernel.declare.money import down, half_up
from tests.pay_models.blocks.column import computed, filled
from tests.tiers import examples

coins = st.integers(0, 10**12)


def test_the_senior_executives_pool_is_the_larger_of_a_tenth_of_all_pay_and_a_fifth_of_the_average() -> None:
    of_all = down(nw.col("pay_usd") * 10, 100)
    of_average = down(nw.col("pay_usd") * 20, nw.col("people") * 100)

    assert computed(
        at_least(of_all, of_average), pay_usd=[10_000_000, 200_000, 400_000], people=[50, 1, 2]
    ) == [1_000_000, 40_000, 40_000]


def test_a_state_enterprise_pools_five_per_cent_of_this_years_profit_and_of_its_growth_65_to_35() -> None:
    parts = weighted({"profit": 65, "growth": 35}, whole=100)

    assert computed(half_up(parts * 5, 100), profit=[1_000_000], growth=[200_000]) == [36_000]


def test_general_money_fills_the_contribution_pot_and_award_money_stays_where_it_is() -> None:
    """GPI and CRI may help each other; CA may be given to and gives nothing."""
    rows = {"cri": [100, 100, 100], "gpi": [60, 10, 0], "ca": [50, 50, 50], "wanted": [130, 130, 90]}
    moved = transferred(nw.col("cri"), nw.col("wanted"), nw.col("gpi"))

    result = filled(rows, from_gpi=moved, cri_paid=nw.col("cri") + nw.col("from_gpi"),
                    gpi_left=nw.col("gpi") - nw.col("from_gpi"))  # fmt: skip

    assert result["from_gpi"].to_list() == [30, 10, 0]
    assert result["cri_paid"].to_list() == [130, 110, 100]
    assert result["gpi_left"].to_list() == [30, 0, 0]


@settings(max_examples=examples(40))
@given(coins, coins, coins)
def test_a_transfer_makes_no_money_and_leaves_no_pot_below_nought(pot: int, wanted: int, other: int) -> None:
    (moved,) = computed(
        transferred(nw.col("pot"), nw.col("wanted"), nw.col("other")),
        pot=[pot], wanted=[wanted], other=[other],
    )  # fmt: skip

    assert 0 <= moved <= other
    assert moved == min(max(wanted - pot, 0), other)


def test_an_unknown_pot_gives_nothing_that_is_known() -> None:
    assert computed(
        transferred(nw.col("pot"), nw.lit(5), nw.col("other")), pot=[None, 1], other=[9, None]
    ) == [None, None]
