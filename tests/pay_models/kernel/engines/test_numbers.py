"""A number as a column stays within 63 bits, whatever Python would have computed of it."""

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pay_models.kernel.engines.numbers import Number, column_of
from pay_models.kernel.errors import Overflow

numbers = st.integers(0, 10**6)
divisors = st.integers(1, 10**6)


def value(formula: nw.Expr, **held: int) -> int:
    frame = nw.from_native(pl.DataFrame({column_of(name): [number] for name, number in held.items()}))
    return int(frame.select(found=formula)["found"][0])


@given(numbers, divisors, st.integers(0, 999))
def test_a_column_computes_what_python_does(a: int, b: int, c: int) -> None:
    one, other = Number.of("a", 0, 10**6), Number.of("b", 1, 10**6)

    found = value((3 * one + other * c - one % other + (10**9 - one) // other) // 7, a=a, b=b)

    assert found == (3 * a + b * c - a % b + (10**9 - a) // b) // 7


def test_bounds_follow_sums_products_and_quotients() -> None:
    one, other = Number.of("a", -2, 10), Number.of("b", 1, 5)

    assert (one * other).bounds == (-10, 50)
    assert (other - one).bounds == (-9, 7)
    assert (100 // other).bounds == (20, 100)
    assert (one % other).bounds == (0, 4)
    assert not isinstance(100 // one, Number)
    assert not isinstance(one * nw.col("pay"), Number)


def test_what_63_bits_do_not_hold_is_refused_by_the_names_of_its_numbers() -> None:
    rate, fund = Number.of("rate_bp", 0, 10_000), Number.of("fund_vnd", 0, 10**15)

    assert (fund * 9_000).bounds == (0, 9 * 10**18)
    with pytest.raises(Overflow, match="fund_vnd and rate_bp may need more than 63 bits") as refused:
        fund * rate // 10_000
    assert refused.value.code == "overflow"


def test_python_cannot_branch_on_a_column() -> None:
    with pytest.raises(TypeError):
        max(Number.of("a", 0, 9), 5)
