"""Ranks inside a group, in the order of the stage (`Stage.order`), which settles every tie."""

from __future__ import annotations

import narwhals as nw

from pay_models.kernel.engines import PLACE


def rank_in_order(among: tuple[str, ...], *, where: nw.Expr) -> nw.Expr:
    """1 for the first row of the group that fulfils a condition, then 2...; 0 for the rows that do not."""
    place = nw.when(where).then(nw.col(PLACE))
    return place.rank("min").over(*among).fill_null(0).cast(nw.Int64)


def rank_with_ties(value: nw.Expr, among: tuple[str, ...], *, where: nw.Expr) -> nw.Expr:
    """The last place that equal values share, from the highest value down; 0 for rows out of the race.

    Three people tied at the top all have rank 3: none of them is ahead of another.
    """
    racing = nw.when(where).then(value)
    return racing.rank("max", descending=True).over(*among).fill_null(0).cast(nw.Int64)


def rank_from_highest(value: nw.Expr, among: tuple[str, ...]) -> nw.Expr:
    """1 for the highest value of the group; equal values follow the order of the stage."""
    return (-value).rank("ordinal").over(*among).cast(nw.Int64)
