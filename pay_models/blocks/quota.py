"""Quotas: how many places of a group a share of its people opens, and who stands inside them."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from pay_models.kernel.declare.money import BASIS_POINTS, Whole, rounded


def count(condition: nw.Expr, among: tuple[str, ...]) -> nw.Expr:
    """How many rows of the group fulfil a condition."""
    return condition.cast(nw.Int64).sum().over(*among)


def places(people: nw.Expr, share_bp: Whole, *, rounding: str) -> nw.Expr:
    """Places for a share of all these people."""
    return rounded(people * share_bp, BASIS_POINTS, rounding)


def places_beside(people: nw.Expr, share_bp: Whole, *, rounding: str) -> nw.Expr:
    """Places for a share of those people who do not take one: each place taken makes the rest smaller.

    With x places, x <= share * (people - x), hence x <= people * share / (1 + share).
    """
    return rounded(people * share_bp, BASIS_POINTS + share_bp, rounding)


def inside(place: nw.Expr, places: nw.Expr) -> nw.Expr:
    """Whether a place counted from 1 is one of the places; who has none (0) is not inside."""
    return (place > 0) & (place <= places)


def ranked_class(
    place: nw.Expr, people: nw.Expr, shares_bp: Sequence[tuple[str, Whole]], *, rest: str, rounding: str
) -> nw.Expr:
    """The class of a place in a forced ranking: the first share of the people, the next one, and the rest.

    Shares are added up before they are rounded, so that the classes never take more places together than their
    shares together. Each may be a column: the quota of the people may depend on the rank of their unit.
    """
    ends: list[tuple[str, nw.Expr]] = []
    until_bp: Whole = 0
    for name, share_bp in shares_bp:
        until_bp = share_bp + until_bp
        ends.append((name, places(people, until_bp, rounding=rounding)))
    found = nw.lit(rest)
    for name, end in reversed(ends):
        found = nw.when(inside(place, end)).then(nw.lit(name)).otherwise(found)
    return found


def mean_at_most(value: nw.Expr, limit: int, among: tuple[str, ...]) -> nw.Expr:
    """Whether the mean of a group is at most a limit: the points that a unit may give its people on average."""
    return value.sum().over(*among) <= value.count().over(*among).cast(nw.Int64) * limit


def deviation_at_least(value: nw.Expr, limit: int, among: tuple[str, ...]) -> nw.Expr:
    """Whether the standard deviation of a whole group is at least a limit: a unit may not rate everybody alike.

    In whole numbers: people * sum of squares - square of the sum >= (limit * people) ** 2.
    """
    people = value.count().over(*among).cast(nw.Int64)
    total, squares = value.sum().over(*among), (value * value).sum().over(*among)
    return people * squares - total * total >= people * people * (limit * limit)
