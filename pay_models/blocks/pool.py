"""Pools and norms: how large a fund is, its shares, whole coins that sum exactly to it, and claims scaled to a budget.

Everybody gets the whole coins of their share; the coins left over go, one each, to the largest remainders.
There are always fewer coins left than people with a remainder, so nobody gets a coin without a share.
"""

from __future__ import annotations

import narwhals as nw

from pay_models.blocks.limits import at_most, over
from pay_models.kernel.declare.money import Divided, mul_div, rounded
from pay_models.kernel.declare.ranking import Ranked


def whole_share(
    fund: nw.Expr, weight: nw.Expr, group_weight: nw.Expr, *, weight_bits: int = 36, group_bits: int = 50
) -> Divided:
    """The whole coins of a share and its remainder; both 0 in a group without weight.

    Weights are whole numbers from 0 to 2**weight_bits, those of a group together at most 2**group_bits.
    """
    divisor = nw.when(group_weight == 0).then(nw.lit(1, nw.Int64)).otherwise(group_weight)
    return mul_div(fund, weight, divisor, factor_bits=weight_bits, divisor_bits=group_bits)


def coins_left(fund: nw.Expr, share: nw.Expr, group_weight: nw.Expr, among: tuple[str, ...]) -> nw.Expr:
    """The coins of the group's fund that no whole share holds; 0 in a group without weight."""
    left = fund - share.sum().over(*among)
    return nw.when(group_weight == 0).then(nw.lit(0, nw.Int64)).otherwise(left)


def remainder_place(remainder: str, among: tuple[str, ...]) -> Ranked:
    """The place of each row by its remainder, the largest first; ties by the stage's order. A step of its own."""
    return Ranked(among, by=f"-{remainder}")


def coin_for_remainder(place: nw.Expr, left: nw.Expr) -> nw.Expr:
    """1 for the largest remainders of the group, as many as coins are left."""
    return (place <= left).cast(nw.Int64)


def unit_value(fund: nw.Expr, group_weight: nw.Expr, *, quantum: int = 1, rounding: str = "down") -> nw.Expr:
    """The price of one unit of weight, as a multiple of a quantum; 0 in a group without weight.

    The other way to share a fund: everybody gets weight times price, and what rounding leaves stays in the fund.
    """
    divisor = nw.when(group_weight == 0).then(nw.lit(1, nw.Int64)).otherwise(group_weight)
    price = rounded(fund, divisor * quantum, rounding) * quantum
    return nw.when(group_weight == 0).then(nw.lit(0, nw.Int64)).otherwise(price)


def transferred(pot: nw.Expr, wanted: nw.Expr, other: nw.Expr) -> nw.Expr:
    """What one pot takes from another: the part of what is wanted that its own money does not cover."""
    return at_most(over(wanted, pot), other)


def scaled_to(claim: nw.Expr, budget: nw.Expr, claims: nw.Expr, *, only_down: bool = True) -> nw.Expr:
    """A claim times budget / claims, rounded down, so that the claims of the group together stay in the budget.

    `only_down`: claims under the budget are paid as they are (the kitty factor); otherwise they are raised too.
    Claims from 0 to 2**36, those of the group together at most 2**50.
    """
    divisor = nw.when(claims == 0).then(nw.lit(1, nw.Int64)).otherwise(claims)
    part = mul_div(budget, claim, divisor).quotient
    return nw.when(claims <= budget).then(claim).otherwise(part) if only_down else part


def mean_weight(shares: dict[str, int], weights: dict[str, int], whole: int) -> int:
    """The mean of weights by the share of people who get each, in units of weight times whole.

    Plain integers of parameters: 30 % at 1.40, 40 % at 1.00 and 30 % at 0.70 are 1.03 on average. Raises
    ValueError unless the shares are the whole.
    """
    if sum(shares.values()) != whole:
        raise ValueError(f"The shares {shares} are not {whole} together.")
    return sum(shares[name] * weights[name] for name in shares)
