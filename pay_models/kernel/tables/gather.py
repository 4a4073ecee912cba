"""The rows that a stage starts from: those given, or groups of the stage before beside those given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import narwhals as nw
import polars as pl

from pay_models.kernel.declare.pay_model import Gather, PayModel, Stage
from pay_models.kernel.engines import Engine, Session, Table
from pay_models.kernel.engines.expressions import columns_read
from pay_models.kernel.engines.sql import gathered
from pay_models.kernel.errors import BadRows, Fault

Brought = TypeVar("Brought")
Fetch: TypeAlias = Callable[[Table], pl.DataFrame]

MOST_GROUPS = 1_000
"""So many groups at fault are named, of tables that may be larger than memory."""

FIRST, LAST = "first year", "last year"
ONE_YEAR = "Compute each year by itself."
APART = "Compute each regulation by itself."


def by_stage(model: PayModel[Any], tables: Brought | Mapping[str, Brought]) -> Mapping[str, Brought]:
    """The table of each stage that takes one; a single one is the first stage's. Raises BadRows for any other."""
    given = tables if isinstance(tables, Mapping) else {model.stages[0].name: tables}
    if apart := given.keys() ^ model.given.keys():
        wanted = ", ".join(model.given)
        raise BadRows(
            [
                Fault(name, None, "", name, "no rows" if name in model.given else "unknown",
                      f"{model.id} takes one table for each of: {wanted}.", "Bring exactly these.")
                for name in sorted(apart)
            ]
        )  # fmt: skip
    return given


def rows_for(
    stage: Stage[Any],
    given: Mapping[str, pl.DataFrame],
    before: pl.DataFrame | None,
    engine: Engine,
    carried: Sequence[str] = (),
) -> pl.DataFrame:
    """The frame of a stage before its formulas, with the columns of numbers `carried` over from the stage before.

    Raises BadRows for groups without a row of their own, for groups of more years than one, and for groups in which
    rows of two regulations meet.
    """
    if stage.gather is None or before is None:
        return given[stage.name]
    table = nw.from_native(before.lazy())
    _refuse_years(stage, stage.gather, table, collected)
    refuse_apart(stage.name, table, carried, stage.gather.by, collected)
    groups = engine.gathered(before, stage.gather.by, _taken(stage.gather, carried))
    if stage.brings is None:
        return groups
    beside = _beside(stage, stage.gather, given[stage.name], groups)
    _refuse_unknown(stage, carried, nw.from_native(beside.lazy()), collected)
    return beside


def table_for(
    stage: Stage[Any],
    given: Mapping[str, Table],
    before: Table | None,
    session: Session,
    carried: Sequence[str] = (),
) -> Table:
    """What `rows_for` does, for tables in files. Errors as there."""
    if stage.gather is None or before is None:
        return given[stage.name]
    _refuse_years(stage, stage.gather, before, session.fetch)
    refuse_apart(stage.name, before, carried, stage.gather.by, session.fetch)
    groups = gathered(before, stage.gather.by, _taken(stage.gather, carried))
    if stage.brings is None:
        return groups
    by, brought = list(stage.gather.by), given[stage.name]
    _refuse_other_kinds(stage, by, brought.collect_schema(), groups.collect_schema())
    left_over = groups.join(brought.select(by), on=by, how="anti").select(by)
    _refuse_left_over(stage, by, session.fetch(left_over.sort(by).head(MOST_GROUPS)))
    taken = (nw.col(name).fill_null(0) for name in stage.gather.take)
    beside = brought.join(groups, on=by, how="left").with_columns(*taken)
    _refuse_unknown(stage, carried, beside, session.fetch)
    return beside


def collected(table: Table) -> pl.DataFrame:
    """The rows of a table in our memory."""
    native: pl.LazyFrame = nw.to_native(table)
    return native.collect()


def refuse_apart(table: str, rows: Table, numbers: Sequence[str], by: Sequence[str], fetch: Fetch) -> None:
    """Raise BadRows for groups whose rows have different numbers: rows of two regulations may not meet.

    Without `by` all rows are one group.
    """
    if not numbers:
        return
    ends = {f"{end} {name}": getattr(nw.col(name), end)() for name in numbers for end in ("min", "max")}
    apart = nw.any_horizontal(
        *(nw.col(f"min {name}") != nw.col(f"max {name}") for name in numbers), ignore_nulls=True
    )
    groups = (rows.group_by(*by).agg(**ends) if by else rows.select(**ends)).filter(apart)
    found = fetch((groups.sort(*by) if by else groups).head(MOST_GROUPS))
    rule = "Rows of regulations that differ in this number are computed together."
    faults = [
        Fault(table, None, _key(by, row), name, f"{row[f'min {name}']} and {row[f'max {name}']}", rule, APART)
        for row in found.iter_rows(named=True)
        for name in numbers
        if row[f"min {name}"] != row[f"max {name}"]
    ]
    if faults:
        raise BadRows(faults)


def _taken(gather: Gather, carried: Sequence[str]) -> Mapping[str, nw.Expr]:
    return {**gather.take, **{name: nw.col(name).min() for name in carried}}


def _refuse_unknown(stage: Stage[Any], carried: Sequence[str], rows: Table, fetch: Fetch) -> None:
    """A group without rows before it takes its numbers from nowhere: its own row must bring them."""
    if not carried:
        return
    empty = nw.any_horizontal(*(nw.col(name).is_null() for name in carried), ignore_nulls=True)
    by = stage.gather.by if stage.gather else ()
    rule = "There are no rows before it to take the number from."
    faults = [
        Fault(stage.name, None, _key(by, row), name, "empty", rule, f"Bring {name} in this table.")
        for row in fetch(rows.filter(empty).sort(*by).head(MOST_GROUPS)).iter_rows(named=True)
        for name in carried
        if row[name] is None
    ]
    if faults:
        raise BadRows(faults)


def _beside(stage: Stage[Any], gather: Gather, brought: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    by = list(gather.by)
    _refuse_other_kinds(stage, by, brought.schema, groups.schema)
    if brought.select(by).equals(groups.select(by)):
        # a pinned snapshot brings a row for each group in the groups' own order: nothing has to be looked up
        return brought.hstack(groups.drop(by))
    _refuse_left_over(stage, by, groups.join(brought, on=by, how="anti"))
    beside = brought.join(groups, on=by, how="left", maintain_order="left")
    return beside.with_columns(pl.col(list(gather.take)).fill_null(0))


def _refuse_years(stage: Stage[Any], gather: Gather, rows: Table, fetch: Fetch) -> None:
    """Months of two years are no year, however many they are; a table of one year is found by its ends."""
    if gather.one_year is None:
        return
    year = gather.one_year.cast(nw.Int64)
    (period,) = columns_read(gather.one_year)
    column = nw.col(period)
    (span,) = fetch(rows.select(**{FIRST: column.min(), LAST: column.max()})).rows()
    if span[0] is None:
        return  # no rows at all
    # the years of two values tell of all that lie between them
    if nw.from_native(pl.DataFrame({period: span})).select(year=year)["year"].n_unique() == 1:
        return
    ends = {FIRST: year.min(), LAST: year.max()}
    groups = rows.group_by(*gather.by).agg(**ends).filter(nw.col(FIRST) != nw.col(LAST))
    rule = "These months are of more years than one, and would be counted as a year."
    named = fetch(groups.sort(*gather.by).head(MOST_GROUPS)).iter_rows(named=True)
    faults = [
        Fault(stage.name, None, _key(gather.by, row), "year", f"{row[FIRST]} to {row[LAST]}", rule, ONE_YEAR)
        for row in named
    ]
    if faults:
        raise BadRows(faults)


def _key(by: Iterable[str], row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {row[name]}" for name in by)


def _refuse_left_over(stage: Stage[Any], by: list[str], groups: pl.DataFrame) -> None:
    rule = f"There are rows for it, but none in the table '{stage.name}'."
    named = [_key(by, row) for row in groups.iter_rows(named=True)]
    if named:
        raise BadRows(
            [Fault(stage.name, None, key, ", ".join(by), "missing", rule, "Add its row.") for key in named]
        )


def _refuse_other_kinds(
    stage: Stage[Any], by: list[str], brought: Mapping[str, object], groups: Mapping[str, object]
) -> None:
    """One person cannot be text in one table and a number in another."""
    kinds = [(name, brought[name], groups[name]) for name in by]
    rule = "The tables before hold this identifier as {}."
    faults = [
        Fault(stage.name, None, "", name, str(here), rule.format(there), "Give all tables the same type.")
        for name, here, there in kinds
        if here != there
    ]
    if faults:
        raise BadRows(faults)
