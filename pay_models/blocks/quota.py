"""Quotas: how many places of a group a share of its people opens."""

from __future__ import annotations

import narwhals as nw

from pay_models.kernel.money import BASIS_POINTS, Whole, rounded


def count(condition: nw.Expr, among: tuple[str, ...]) -> nw.Expr:
    """How many rows of the group fulfil a condition."""
    return condition.cast(nw.Int64).sum().over(*among)


def places(people: nw.Expr, share_bp: Whole, *, rounding: str) -> nw.Expr:
    """Places for a share of all these people; the share may differ from group to group."""
    return rounded(people * share_bp, BASIS_POINTS, rounding)


def places_beside(people: nw.Expr, share_bp: Whole, *, rounding: str) -> nw.Expr:
    """Places for a share of those people who do not take one: each place taken makes the rest smaller.

    With x places, x <= share * (people - x), hence x <= people * share / (1 + share).
    """
    return rounded(people * share_bp, share_bp + BASIS_POINTS, rounding)
