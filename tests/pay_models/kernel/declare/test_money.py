"""Whole-number arithmetic is exact where int64 products would overflow."""

import narwhals as nw
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pay_models.kernel.declare.money import half_up, mul_div, rounded, up

amounts = st.integers(0, 10**15)
factors = st.integers(0, 2**36 - 1)
divisors = st.integers(1, 2**50)


def computed(formula: nw.Expr, **columns: int) -> int | None:
    frame = pl.DataFrame({name: [value] for name, value in columns.items()})
    answer: int | None = nw.from_native(frame).select(answer=formula).to_native().item()
    return answer


@given(amounts, factors, divisors)
def test_a_share_of_a_national_fund_is_exact(amount: int, factor: int, divisor: int) -> None:
    # the quotient itself must fit int64, as every share of a fund does
    factor = min(factor, divisor)
    divided = mul_div(nw.col("a"), nw.col("f"), nw.col("d"))

    assert computed(divided.quotient, a=amount, f=factor, d=divisor) == amount * factor // divisor
    assert computed(divided.remainder, a=amount, f=factor, d=divisor) == amount * factor % divisor


def test_a_product_of_128_bits_is_shared_to_the_coin() -> None:
    divided = mul_div(nw.col("a"), nw.col("f"), nw.col("d"))

    assert computed(divided.quotient, a=10**15, f=2**36 - 1, d=2**36) == 999_999_999_985_448
    assert 10**15 * (2**36 - 1) > 2**85


def test_a_short_factor_takes_a_single_division() -> None:
    divided = mul_div(nw.col("a"), nw.col("f"), nw.col("d"), factor_bits=12)

    assert computed(divided.quotient, a=10**15, f=1200, d=3120) == 384_615_384_615_384
    assert computed(divided.remainder, a=10**15, f=1200, d=3120) == 1920


def test_nothing_is_divided_by_zero() -> None:
    divided = mul_div(nw.col("a"), nw.col("f"), nw.col("d"))

    assert computed(divided.quotient, a=10, f=1, d=0) is None
    assert computed(divided.remainder, a=10, f=1, d=0) is None


@given(amounts, st.integers(1, 10**4))
def test_half_a_coin_rounds_up_and_less_does_not(amount: int, divisor: int) -> None:
    rounded_once = computed(half_up(nw.col("a"), nw.col("d")), a=amount, d=divisor)

    assert rounded_once is not None
    assert 2 * amount - divisor < 2 * rounded_once * divisor <= 2 * amount + divisor


def test_each_rounding_goes_its_own_way() -> None:
    assert computed(rounded(nw.col("a"), 10, "down"), a=15) == 1
    assert computed(rounded(nw.col("a"), 10, "half_up"), a=15) == 2
    assert computed(rounded(nw.col("a"), 10, "half_up"), a=14) == 1
    assert computed(rounded(nw.col("a"), 10, "up"), a=11) == 2
    assert computed(up(nw.col("a"), 10), a=10) == 1
