"""Ranks inside a group. Equal values follow the order of the stage (`Stage.order`): ties are no accident."""

from __future__ import annotations

import narwhals as nw

from pay_models.kernel.engines import PLACE


def rank_from_highest(value: nw.Expr, among: tuple[str, ...]) -> nw.Expr:
    """1 for the highest value of the group, then 2...; null values have no rank."""
    return (-value).rank("ordinal").over(*among).cast(nw.Int64)


def rank_with_ties(value: nw.Expr, among: tuple[str, ...]) -> nw.Expr:
    """The last place that equal values share: three tied at the top have rank 3, none ahead of another."""
    return (-value).rank("max").over(*among).cast(nw.Int64)


def place_in_group(group: str) -> nw.Expr:
    """1 for the first row of the group, then 2..., where the stage's order starts with the group's column."""
    place = nw.col(PLACE)
    return place - place.min().over(group) + 1
