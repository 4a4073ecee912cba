"""Exact arithmetic of whole numbers: money in the smallest coin, rates in basis points, never a float."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import narwhals as nw

BASIS_POINTS = 10_000
HUNDREDTHS = 100

Whole: TypeAlias = nw.Expr | int


def number(value: Whole) -> nw.Expr:
    """A whole number as an expression; a column as it is, so that a parameter may be either."""
    return nw.lit(value, nw.Int64) if isinstance(value, int) else value


class Divided(NamedTuple):
    """A quotient rounded down and what is left of the dividend."""

    quotient: nw.Expr
    remainder: nw.Expr


def down(dividend: nw.Expr, divisor: Whole) -> nw.Expr:
    """The quotient of numbers from 0 up, rounded down; null where the divisor is 0."""
    return dividend // divisor


def half_up(dividend: nw.Expr, divisor: Whole) -> nw.Expr:
    """The quotient of numbers from 0 up, halves rounded up; null where the divisor is 0."""
    return (dividend * 2 + divisor) // (divisor * 2)


def up(dividend: nw.Expr, divisor: Whole) -> nw.Expr:
    """The quotient of numbers from 0 up, rounded up; null where the divisor is 0."""
    return (dividend + divisor - 1) // divisor


def half_down(dividend: nw.Expr, divisor: Whole) -> nw.Expr:
    """The quotient of numbers from 0 up, halves rounded down; null where the divisor is 0."""
    return (dividend * 2 + divisor - 1) // (divisor * 2)


def half_even(dividend: nw.Expr, divisor: Whole) -> nw.Expr:
    """The quotient of numbers from 0 up, halves rounded to the even neighbour; null where the divisor is 0."""
    below, above = half_down(dividend, divisor), half_up(dividend, divisor)
    return nw.when(below % 2 == 0).then(below).otherwise(above)


ROUNDINGS = {"down": down, "half_down": half_down, "half_even": half_even, "half_up": half_up, "up": up}


def rounded(dividend: nw.Expr, divisor: Whole, rounding: str) -> nw.Expr:
    """The quotient, rounded by the name of a rounding: a key of ROUNDINGS."""
    return ROUNDINGS[rounding](dividend, divisor)


def to_quantum(amount: nw.Expr, quantum: int, rounding: str) -> nw.Expr:
    """The amount from 0 up as a multiple of a quantum, such as 10 won or 100 rupees."""
    return rounded(amount, quantum, rounding) * quantum


def mul_div(
    amount: nw.Expr, factor: nw.Expr, divisor: nw.Expr, *, factor_bits: int = 36, divisor_bits: int = 50
) -> Divided:
    """`amount * factor / divisor` exactly, in int64 alone, even when the product needs 128 bits.

    Long division in limbs of the factor; the fewer bits the divisor needs, the longer the limbs. For amounts
    from 0 up, factors below 2**factor_bits and divisors from 1 to 2**divisor_bits; the quotient must fit
    int64. Both answers are null where the divisor is 0.
    """
    limb_bits = 62 - divisor_bits
    whole, rest = _divided(amount, divisor)
    first, *more = _limbs(factor, factor_bits, limb_bits)
    quotient, remainder = _divided(rest * first, divisor)
    for limb in more:
        part, remainder = _divided(remainder * (1 << limb_bits) + rest * limb, divisor)
        quotient = quotient * (1 << limb_bits) + part
    return Divided(whole * factor + quotient, remainder)


def _divided(dividend: nw.Expr, divisor: nw.Expr) -> Divided:
    quotient = dividend // divisor
    return Divided(quotient, dividend - quotient * divisor)


def _limbs(factor: nw.Expr, factor_bits: int, limb_bits: int) -> list[nw.Expr]:
    """The factor in base 2**limb_bits, the highest limb first."""
    limbs, rest = [], factor
    for _ in range((factor_bits - 1) // limb_bits):
        limbs.append(rest % (1 << limb_bits))
        rest = rest // (1 << limb_bits)
    return [rest, *reversed(limbs)]
