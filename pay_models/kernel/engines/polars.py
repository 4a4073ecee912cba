"""Polars: the default, in process, on all cores."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import narwhals as nw
import polars as pl

from pay_models.kernel.declare.ranking import Ranked
from pay_models.kernel.engines.expressions import KEPT, Formula, in_polars
from pay_models.kernel.engines.natural import places
from pay_models.kernel.engines.protocol import PLACE, Aggregates, Formulas, Meeting

GROUP = "row group"
ROWS_FOR_A_PART = 50_000


class Polars:
    """An `Engine`."""

    name = "polars"

    def in_order(self, frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
        ordered = _sorted(frame, by)
        # windows over the first column of the order then need no hashing: ten times faster
        rises = not by[0].startswith("-") and (
            ordered.schema[by[0]] != pl.String or ordered[by[0]].is_sorted()
        )
        flagged = ordered.with_columns(pl.col(by[0]).set_sorted()) if rises else ordered
        return flagged.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).set_sorted().alias(PLACE))

    def filled(self, frame: pl.DataFrame, formulas: Formulas, meet: Meeting = None) -> pl.DataFrame:
        # a window runs on one core: rows that never meet are computed side by side, one part on each
        parts = [_with_formulas(part, formulas) for part in _parts(frame, meet)]
        # the streaming engine, which "auto" may choose, takes twice as long for windows
        return pl.concat(pl.collect_all(parts, engine="in-memory"))

    def gathered(self, frame: pl.DataFrame, by: Sequence[str], take: Aggregates) -> pl.DataFrame:
        packed = pack(frame, by) if len(by) > 1 else None
        whole = pl.col(list(take)).cast(pl.Int64)
        if packed is None:
            aggregated = nw.from_native(frame.lazy()).group_by(*by).agg(**take)
            return nw.to_native(aggregated).with_columns(whole).sort(by).collect(engine="streaming")
        # groups by one whole number are found three times faster than by several columns
        lazy = nw.from_native(frame.lazy().with_columns(packed.number.alias(GROUP)))
        keys = {name: nw.col(name).min() for name in by}
        aggregated = lazy.group_by(GROUP).agg(**keys, **take)
        filled = nw.to_native(aggregated).with_columns(whole).sort(GROUP).drop(GROUP)
        # groups, unlike windows, are the streaming engine's strength: another three times faster
        return filled.collect(engine="streaming")


def _with_formulas(frame: pl.DataFrame, formulas: Formulas) -> pl.LazyFrame:
    """One with_columns for each formula: the optimizer joins those that do not need one another."""
    lazy = frame.lazy()
    for name, formula in formulas.items():
        lazy = lazy.with_columns(_translated(Formula(formula)).alias(name))
    return lazy


@lru_cache(maxsize=KEPT)
def _translated(formula: Formula) -> pl.Expr:
    """The formula as Polars holds it: translating takes longer than computing a few thousand rows."""
    one = formula.expression
    return in_polars(_placed(one) if isinstance(one, Ranked) else one)


def _placed(ranked: Ranked) -> nw.Expr:
    """Polars ranks equal values in the order of the rows, which is the stage's."""
    place = nw.col(PLACE)
    if not ranked.by and ranked.where is None:
        return place - place.min().over(*ranked.among) + 1
    column = nw.col(ranked.by.removeprefix("-") or PLACE)
    value = -column if ranked.by.startswith("-") else column
    taken = value if ranked.where is None else nw.when(ranked.where).then(value)
    rank = taken.rank("max" if ranked.together else "ordinal").over(*ranked.among)
    return rank.fill_null(0).cast(nw.Int64)


def _parts(frame: pl.DataFrame, meet: Meeting) -> list[pl.DataFrame]:
    """As many parts as there are cores, cut where no group is cut in two; one when the frame is small."""
    count = 1 if meet is None else max(1, min(pl.thread_pool_size(), frame.height // ROWS_FOR_A_PART))
    cuts = [frame.height * part // count for part in range(count)]
    if meet and count > 1:
        group = frame[meet[0]]
        # text is in natural order, not in its own
        starts = group.ne_missing(group.shift()).arg_true() if group.dtype == pl.String else None
        cuts = sorted({_first_of(group, starts, cut) for cut in cuts})
    return [frame[start:end] for start, end in zip(cuts, [*cuts[1:], frame.height], strict=True)]


def _first_of(group: pl.Series, starts: pl.Series | None, row: int) -> int:
    """The first row of the group that a row belongs to."""
    if starts is None:
        return int(group.search_sorted(group[row], side="left"))
    return int(starts[int(starts.search_sorted(row, side="right")) - 1])


class Packed(NamedTuple):
    """A whole number of each row that rises as some columns do, from 0 to below `span`."""

    number: pl.Expr
    span: int


def _sorted(frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """The rows in order, text in its natural one: one packed number for each, its row behind it, sorts in a third of
    the time.
    """
    names = [name.removeprefix("-") for name in by]
    keys = frame.select(
        places(frame[name]) if frame.schema[name] == pl.String else frame[name] for name in names
    )
    if not by[-1].startswith("-") and keys[by[-1]].is_sorted():
        by = by[:-1]  # rows rise by it already, as their numbers do
    if not by:
        return frame
    packed = pack(keys, by)
    if packed is None:
        falling = [name.startswith("-") for name in by]
        return frame[
            keys.select(pl.arg_sort_by(names[: len(by)], descending=falling, maintain_order=True)).to_series()
        ]
    numbers = keys.select(packed.number).to_series()
    # a pinned snapshot is in order already, and finding that out costs a tenth of sorting it
    if numbers.is_sorted():
        return frame
    if packed.span * frame.height >= 1 << 63:
        return frame[pl.select(pl.arg_sort_by(numbers, maintain_order=True)).to_series()]
    rows = numbers * frame.height + pl.int_range(frame.height, eager=True)
    return frame[(rows.sort() % frame.height).cast(pl.UInt32)]


def pack(frame: pl.DataFrame, by: Sequence[str]) -> Packed | None:
    """The columns ("-column": falling) as one whole number; None when 63 bits are too few, or for text."""
    names = [name.removeprefix("-") for name in by]
    kinds = [frame.schema[name] for name in names]
    if frame.is_empty() or not all(kind.is_integer() or kind == pl.Date for kind in kinds):
        return None
    numbers = pl.col(names).to_physical()
    lows, highs = frame.select(numbers.min()).row(0), frame.select(numbers.max()).row(0)
    if None in lows:
        return None
    packed, span = pl.lit(0, dtype=pl.Int64), 1
    for name, low, high in zip(by, lows, highs, strict=True):
        column = pl.col(name.removeprefix("-")).to_physical().cast(pl.Int64)
        packed = packed * (high - low + 1) + (high - column if name.startswith("-") else column - low)
        span *= high - low + 1
    return Packed(packed, span) if span < 1 << 63 else None
