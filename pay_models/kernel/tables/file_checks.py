"""The values of tables in files, judged by the engine: it finds the rows at fault, and `checking` names the faults.

pandera judges only the schema of a lazy frame, so what its columns declare becomes one filter here.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any, NamedTuple

import narwhals as nw
import polars as pl

from pay_models.kernel.declare.pay_model import Stage
from pay_models.kernel.declare.rows import BLANK, Rows, columns_of, is_key, keys_of, months_of, steps_of
from pay_models.kernel.engines import ROW_NUMBER, Session, Table
from pay_models.kernel.errors import BadRows, Fault
from pay_models.kernel.tables.checks import check, check_answers, check_steps

MOST_ROWS = 1_000
"""So many rows at fault are fetched and named; the others are counted."""

COUNT = "how many"
HOLDS: Mapping[str, Callable[[nw.Expr, Any], nw.Expr]] = {
    "greater_than_or_equal_to": operator.ge,
    "less_than_or_equal_to": operator.le,
    "greater_than": operator.gt,
    "less_than": operator.lt,
    "isin": lambda column, allowed: column.is_in(list(allowed)),
}


def check_table(rows: type[Rows], session: Session, table: Table, numbered: Table, name: str) -> None:
    """What `checking.check` does, for a table in files; `numbered` is the table with the numbers of its rows."""
    check(rows, _no_rows(table), name)
    columns, keys = columns_of(rows), list(keys_of(rows))
    gaps = [*(nw.col(column).is_null() for column in columns), *_blank(rows, table)]
    later = [nw.col(column).dt.day() != 1 for column in months_of(rows)]
    wrong = _any([*gaps, *later, *_broken(columns)])
    again = table.group_by(*keys).agg(nw.len().alias(COUNT)).filter(nw.col(COUNT) > 1).drop(COUNT)
    found = [
        _found(session, table.filter(wrong), numbered.filter(wrong), [ROW_NUMBER, *keys]),
        _found(session, again, numbered.join(again, on=keys), [*keys, ROW_NUMBER]),
    ]
    faults = [fault for each in found for fault in _named(each, lambda frame: check(rows, frame, name))]
    if faults:
        raise BadRows(list(dict.fromkeys(faults)), sum(each.others for each in found))


def check_filled(
    stage: Stage[Any], session: Session, filled: Table, numbered: Table | None, *, bounds: bool
) -> None:
    """What `checking.check_answers` does, and with `bounds` `checking.check_steps`, for a computed stage.

    `numbered` is the table that the caller brought for the stage; without it the rows have no numbers.
    """
    rows, before = stage.outputs, stage.inputs
    steps = {step: columns_of(rows)[step] for step in steps_of(rows)}
    gathered = {step: steps.pop(step) for step in steps_of(before)}
    empty = [nw.col(step).is_null() for step in (*gathered, *steps)]
    # what was gathered comes first: beyond its bounds the formulas overflow
    first, broken = (_broken(each) if bounds else [] for each in (gathered, steps))
    if not _count(session, filled.filter(_any([*first, *empty, *broken]))):
        return
    judges: list[tuple[list[nw.Expr], Callable[[pl.DataFrame], None]]] = [
        (first, lambda frame: check_steps(before, frame, stage.name)),
        (empty, lambda frame: check_answers(rows, frame, frame, stage.name)),
        (broken, lambda frame: check_steps(rows, frame, stage.name, judged=before)),
    ]
    for conditions, judge in judges:
        if conditions:
            _refuse(rows, session, filled.filter(_any(conditions)), numbered, judge)


def check_gathered(stage: Stage[Any], session: Session, taken: Table, numbered: Table | None) -> None:
    """Raise BadRows when what a stage gathered breaks its bounds: for rows whose formulas overflowed."""
    steps = {step: columns_of(stage.inputs)[step] for step in steps_of(stage.inputs)}
    if broken := _broken(steps):
        wrong = taken.filter(_any(broken))
        _refuse(
            stage.inputs, session, wrong, numbered, lambda frame: check_steps(stage.inputs, frame, stage.name)
        )


def _refuse(
    rows: type[Rows],
    session: Session,
    wrong: Table,
    numbered: Table | None,
    judge: Callable[[pl.DataFrame], None],
) -> None:
    found = _found(session, wrong, _with_numbers(rows, wrong, numbered), [ROW_NUMBER, *keys_of(rows)])
    if faults := _named(found, judge):
        raise BadRows(faults, found.others)


class _Found(NamedTuple):
    """Rows at fault, at most MOST_ROWS of them, and how many others there are."""

    rows: pl.DataFrame | None
    others: int


def _count(session: Session, table: Table) -> int:
    counted: int = session.fetch(table.select(nw.len().alias(COUNT))).item()
    return counted


def _found(session: Session, wrong: Table, rows: Table, order: list[str]) -> _Found:
    """The first rows at fault. There are mostly none: counting them needs no numbers and no order."""
    if not (count := _count(session, wrong)):
        return _Found(None, 0)
    return _Found(session.fetch(rows.sort(order).head(MOST_ROWS)), max(0, count - MOST_ROWS))


def _named(found: _Found, judge: Callable[[pl.DataFrame], None]) -> list[Fault]:
    """The faults that the judgement of frames finds in these rows, with the row numbers of the file."""
    if found.rows is None:
        return []
    rows = found.rows.sort(ROW_NUMBER)
    numbers = rows[ROW_NUMBER]
    try:
        judge(rows.drop(ROW_NUMBER))
    except BadRows as bad:
        return [replace(fault, row=fault.row and numbers[fault.row - 1]) for fault in bad.faults]
    return []


def _with_numbers(rows: type[Rows], wrong: Table, numbered: Table | None) -> Table:
    if numbered is None:
        return wrong.with_columns(nw.lit(None, nw.Int64).alias(ROW_NUMBER))
    keys = list(keys_of(rows))
    return wrong.join(numbered.select(*keys, ROW_NUMBER), on=keys)


def _no_rows(table: Table) -> pl.DataFrame:
    return pl.DataFrame(schema=table.collect_schema().to_polars())


def _broken(columns: Mapping[str, Any]) -> list[nw.Expr]:
    """Whether a value breaks a bound, for each bound of each column; an empty one breaks none."""
    return [
        ~HOLDS[check.name](nw.col(name), next(iter(check.statistics.values()))).fill_null(True)
        for name, column in columns.items()
        for check in column.checks
    ]


def _blank(rows: type[Rows], table: Table) -> list[nw.Expr]:
    """Whether an identifier that is text holds nothing that anybody sees."""
    kinds = table.collect_schema()
    texts = [name for name, column in columns_of(rows).items() if is_key(column) and kinds[name] == nw.String]
    return [nw.col(name).str.strip_chars(BLANK) == nw.lit("") for name in texts]


def _any(conditions: Iterable[nw.Expr]) -> nw.Expr:
    return reduce(operator.or_, conditions, nw.lit(False))
