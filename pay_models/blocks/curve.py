"""Curves: a payout that rises along straight lines between points, with jumps and plateaus; or exponentially."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import narwhals as nw

from pay_models.kernel.declare.money import number, rounded

Point: TypeAlias = tuple[int, int]


def curve(
    value: nw.Expr,
    points: Sequence[Point],
    *,
    below: int = 0,
    beyond: Point | None = None,
    rounding: str = "half_up",
    quantum: int = 1,
) -> nw.Expr:
    """The height of a piecewise-linear curve at a whole number: a multiple of `quantum`, rounded once.

    `points` are (value, height) by rising value. Under the first point the height is `below` (a threshold: the
    curve jumps there), from the last point on it stays (a cap), or rises by a slope of its own: `beyond` is
    (run, rise). Two points at one value are a jump: the second one holds there. A falling line is rounded like a
    rising one, from its lower end. Heights are 0 or more. Null where the value is.
    """
    (start, height), *_ = points
    under = nw.when(value < start).then(_level(below, rounding, quantum))
    found = nw.when(value >= start).then(_level(height, rounding, quantum)).otherwise(under)
    for (x0, y0), (x1, y1) in pairwise(points):
        if x1 > x0:
            line = _line(value, (x0, y0), (x1, y1), rounding, quantum)
            found = nw.when(value >= x0).then(line).otherwise(found)
        found = nw.when(value >= x1).then(_level(y1, rounding, quantum)).otherwise(found)
    if beyond:
        (last, top), (run, rise) = points[-1], beyond
        line = _line(value, (last, top), (last + run, top + rise), rounding, quantum)
        found = nw.when(value >= last).then(line).otherwise(found)
    return found


def inverse(points: Sequence[Point]) -> list[Point]:
    """The points of the curve that gives back the value for a height. Raises ValueError unless it rises all the way."""
    if any(x1 <= x0 or y1 <= y0 for (x0, y0), (x1, y1) in pairwise(points)):
        raise ValueError(f"A curve through {list(points)} has heights that more than one value reaches.")
    return [(height, value) for value, height in points]


def _level(height: int, rounding: str, quantum: int) -> nw.Expr:
    return rounded(number(height), quantum, rounding) * quantum


def _line(value: nw.Expr, start: Point, end: Point, rounding: str, quantum: int) -> nw.Expr:
    (x0, y0), (x1, y1) = start, end
    risen = (value - x0) * (y1 - y0) if y1 >= y0 else (x1 - value) * (y0 - y1)
    return rounded(risen + min(y0, y1) * (x1 - x0), (x1 - x0) * quantum, rounding) * quantum


def exponential(start: int, end: int, span: int, last: int) -> dict[tuple[int | str, ...], int]:
    """Heights of start * (end / start) ** (x / span) for x = 0, 1, ..., last, halves rounded up: cells of a grid.

    Plain integers without limit, so that the cells are exact: h is the height if it is the largest number with
    (2h - 1) ** span <= 2 ** span * start ** (span - x) * end ** x. Raises ValueError unless 0 < start < end.
    """
    if not 0 < start < end:
        raise ValueError(f"A curve that grows from {start} to {end} does not rise from above 0.")
    heights = [start]
    for x in range(1, last + 1):
        below, above = start ** max(x - span, 0), start ** max(span - x, 0) * end**x << span
        low, high = heights[-1], heights[-1] * end // start + 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if (2 * middle - 1) ** span * below <= above else (low, middle)
        heights.append(low)
    return {(x,): height for x, height in enumerate(heights)}


def compounded(start: int, growth: int, whole: int, last: int) -> dict[tuple[int | str, ...], int]:
    """Heights of start * (growth / whole) ** x for x = 0, 1, ..., last, halves rounded up: cells of a grid.

    The exponential whose constant is printed; plain integers without limit.
    """
    return {(x,): (2 * start * growth**x + whole**x) // (2 * whole**x) for x in range(last + 1)}
