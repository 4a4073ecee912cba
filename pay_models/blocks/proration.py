"""Proration: the part of a period that somebody served, and of full time that they work."""

from __future__ import annotations

import narwhals as nw

from pay_models.kernel.declare.money import Whole, rounded


def part(amount: nw.Expr, served: Whole, whole: Whole, *, rounding: str = "down") -> nw.Expr:
    """An amount times served / whole: months of twelve, days of thirty, hundredths of full time."""
    return rounded(amount * served, whole, rounding)


def months_by_days(days: nw.Expr, *, in_month: int = 30, counts_from: int = 15) -> nw.Expr:
    """Whole months of a number of days: a rest of `counts_from` days or more is a month, a smaller one is none."""
    rest = (days % in_month >= counts_from).cast(nw.Int64)
    return days // in_month + rest


def months_between(start: nw.Expr, end: nw.Expr) -> nw.Expr:
    """Whole months from one date to another, negative when it lies before: what a waiting time counts.

    A month is over on the same day of a later one; from 31 January the first is over on 1 March.
    """
    months = (end.dt.year().cast(nw.Int64) - start.dt.year().cast(nw.Int64)) * 12
    months = months + end.dt.month().cast(nw.Int64) - start.dt.month().cast(nw.Int64)
    return months - (end.dt.day() < start.dt.day()).cast(nw.Int64)
