"""Clamps: an outside ceiling, a floor and a cap as shares, and what a cap spills into another payment."""

import narwhals as nw
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.blocks.limits import at_least, at_most, between_shares, over
from pay_models.kernel.declare.money import half_up
from tests.pay_models.blocks.column import computed, filled
from tests.tiers import examples


def test_locality_pay_ends_at_the_executive_ceiling() -> None:
    with_locality = half_up(nw.col("base") * 13_394, 10_000)

    assert computed(at_most(with_locality, 197_200), base=[90_925, 164_301]) == [121_785, 197_200]
    assert computed(over(with_locality, 197_200), base=[90_925, 164_301]) == [0, 22_865]


def test_a_raise_beyond_the_band_is_paid_once_instead() -> None:
    """AcqDemo: what the contribution raise would lift over the band's maximum spills into the award."""
    rows = {"pay": [99_000, 99_000, 100_000], "raise_wanted": [500, 3000, 700]}
    room = nw.lit(100_000, nw.Int64) - nw.col("pay")
    result = filled(
        rows, raised=at_most(nw.col("raise_wanted"), room), spilled=over(nw.col("raise_wanted"), room)
    )

    assert result["raised"].to_list() == [500, 1000, 0]
    assert result["spilled"].to_list() == [0, 2000, 700]


def test_half_of_salary_and_a_tenth_of_the_pool_both_cap_a_share() -> None:
    capped = at_most(at_most(nw.col("share"), half_up(nw.col("salary"), 2)), 69_000)

    assert computed(capped, share=[30_000, 30_000, 90_000], salary=[80_000, 40_000, 200_000]) == [
        30_000, 20_000, 69_000
    ]  # fmt: skip


@settings(max_examples=examples(40))
@given(st.integers(0, 10**12), st.integers(0, 10**9), st.integers(0, 10_000), st.integers(0, 10_000))
def test_rounding_never_crosses_a_legal_bound(amount: int, pay: int, one: int, two: int) -> None:
    low, high = sorted((one, two))
    (clamped,) = computed(
        between_shares(nw.col("amount"), nw.col("pay"), low, high, 10_000), amount=[amount], pay=[pay]
    )

    assert clamped * 10_000 <= pay * high
    # a floor and a cap with no whole number between them leave the cap
    assert clamped * 10_000 >= pay * low or (pay * high // 10_000) * 10_000 < pay * low


def test_a_bound_that_is_not_known_bounds_nothing_away() -> None:
    rows = {"amount": [5, 5, None], "bound": [None, 3, 3]}

    assert computed(at_least(nw.col("amount"), nw.col("bound")), **rows) == [None, 5, None]
    assert computed(at_most(nw.col("amount"), nw.col("bound")), **rows) == [None, 3, None]
    assert computed(over(nw.col("amount"), nw.col("bound")), **rows) == [None, 2, None]
