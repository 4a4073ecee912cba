"""Norms: claims scaled, or prices set, so that together they cost what was budgeted."""

from __future__ import annotations

import narwhals as nw

from pay_models.kernel.money import mul_div


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
