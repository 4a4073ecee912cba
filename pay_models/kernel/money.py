"""Exact arithmetic of whole numbers: money in the smallest coin, rates in basis points, never a float."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import narwhals as nw

BASIS_POINTS = 10_000
HUNDREDTHS = 100

Whole: TypeAlias = nw.Expr | int


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


ROUNDINGS = {"down": down, "half_up": half_up, "up": up}


def rounded(dividend: nw.Expr, divisor: Whole, rounding: str) -> nw.Expr:
    """The quotient, rounded "down", "half_up" or "up"."""
    return ROUNDINGS[rounding](dividend, divisor)


def mul_div(amount: nw.Expr, factor: nw.Expr, divisor: nw.Expr, *, factor_bits: int = 36) -> Divided:
    """`amount * factor / divisor` exactly, in int64 alone, even when the product needs 128 bits.

    Long division in limbs of 12 bits. For amounts from 0 up, factors below 2**factor_bits and divisors from 1
    to 2**50; the quotient must fit int64. Both answers are null where the divisor is 0.
    """
    limb, limbs = 1 << 12, -(-factor_bits // 12)
    whole, rest = amount // divisor, amount % divisor
    quotient = remainder = nw.lit(0, nw.Int64)
    for position in reversed(range(limbs)):
        digit = factor // limb**position
        digit = digit if position == limbs - 1 else digit % limb
        part = rest * digit if position == limbs - 1 else remainder * limb + rest * digit
        quotient = part // divisor if position == limbs - 1 else quotient * limb + part // divisor
        remainder = part % divisor
    return Divided(whole * factor + quotient, remainder)
