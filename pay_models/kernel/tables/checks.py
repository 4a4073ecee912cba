"""Rows are judged as a whole: every fault of a frame comes back at once, each with row, rule and way out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from pay_models.kernel.declare.rows import (
    BLANK,
    IDENTIFIERS,
    Rows,
    columns_of,
    is_key,
    keys_of,
    months_of,
    schema_of,
    step_schema_of,
    steps_of,
)
from pay_models.kernel.errors import BadRows, Fault, did_you_mean
from pay_models.kernel.tables.clean import is_clean, steps_are_clean

TYPE_NAMES = {"Int64": "whole numbers (Int64)", "String": "text", "Boolean": "true or false", "Date": "dates"}
BOUNDS = {"greater_than_or_equal_to": "at least", "less_than_or_equal_to": "at most", "greater_than": "above",
          "less_than": "below"}  # fmt: skip


def check(rows: type[Rows], frame: pl.DataFrame, table: str) -> None:
    """Raise BadRows with every fault of the frame: columns, types, gaps, months, bounds, repeated keys."""
    if isinstance(frame, pl.LazyFrame):
        raise TypeError("Collect the frame first: pandera does not check the values of a lazy one.")
    if is_clean(rows, frame):
        return
    own = [*_gaps(rows, frame, table), *_not_first_days(rows, frame, table)]
    if faults := [*own, *_judged(_schema_for(rows, frame), frame, rows, frame, table)]:
        raise BadRows(faults)


def check_steps(
    rows: type[Rows], frame: pl.DataFrame, table: str, *, judged: type[Rows] | None = None
) -> None:
    """Raise BadRows when the value of a step breaks a bound that the step declares.

    `judged` is the table of the steps that were judged before the others were computed.
    """
    schema = step_schema_of(rows, judged)
    if not schema.columns or steps_are_clean(rows, frame, judged):
        return
    if faults := list(_judged(schema, frame.select(*schema.columns), rows, frame, table)):
        raise BadRows(faults)


def _judged(
    schema: pa.DataFrameSchema, judged: pl.DataFrame, rows: type[Rows], frame: pl.DataFrame, table: str
) -> Iterator[Fault]:
    """pandera judges the columns in one pass; only a frame that fails is searched for the rows at fault."""
    try:
        schema.validate(judged, lazy=True)
    except SchemaErrors as errors:
        numbered = frame.with_row_index("row number", offset=1)
        for error in errors.schema_errors:
            yield from _faults(rows, numbered, table, error)


def check_answers(rows: type[Rows], frame: pl.DataFrame, given: pl.DataFrame, table: str) -> None:
    """Raise BadRows when a step found no answer for a row, in the words that the step declares.

    `given` is the frame before it was ordered and filled: its row numbers are those the caller knows.
    """
    unanswered = {name: step for name, step in steps_of(rows).items() if frame[name].null_count()}
    if not unanswered:
        return
    keys = list(keys_of(rows))
    numbered = frame.join(given.select(keys).with_row_index("row number", offset=1), on=keys)
    faults: list[Fault] = []
    # a step that says when it has no answer comes first: the steps after it are empty because of it
    for name, step in sorted(unanswered.items(), key=lambda found: not found[1].refuses):
        seen = set() if step.refuses else {fault.row for fault in faults}
        rule = step.refuses or f"'{step.says}' has no answer for this row."
        empty = numbered.filter(pl.col(name).is_null() & ~pl.col("row number").is_in(seen))
        faults += _at(rows, empty, table, step.blames or (name,), rule, "Correct the row or leave it out.")
    raise BadRows(faults)


def _schema_for(rows: type[Rows], frame: pl.DataFrame) -> pa.DataFrameSchema:
    """The schema with each identifier column of the type that the frame gives it."""
    kinds = {
        name: {"dtype": frame.schema[name]}
        for name, column in columns_of(rows).items()
        if is_key(column) and frame.schema.get(name) in IDENTIFIERS and frame.schema[name] != pl.String
    }
    return _with_gaps(rows).update_columns(kinds) if kinds else _with_gaps(rows)


@cache
def _with_gaps(rows: type[Rows]) -> pa.DataFrameSchema:
    """The schema without its judgement of gaps: pandera 0.35 breaks when all values at fault are empty."""
    return schema_of(rows).update_columns({name: {"nullable": True} for name in columns_of(rows)})


def _gaps(rows: type[Rows], frame: pl.DataFrame, table: str) -> Iterator[Fault]:
    for name, column in columns_of(rows).items():
        if name not in frame.columns:
            continue
        gap = pl.col(name).is_null()
        if is_key(column) and frame.schema[name] == pl.String:
            gap |= pl.col(name).str.strip_chars(BLANK) == ""
        yield from _where(gap, rows, frame, table, name, "This may not be empty.", "Fill it in.")


def _not_first_days(rows: type[Rows], frame: pl.DataFrame, table: str) -> Iterator[Fault]:
    rule = "A month is named by its first day: a month named twice would be counted twice."
    for name in months_of(rows):
        if frame.schema.get(name) == pl.Date:
            later = pl.col(name).dt.day() != 1
            yield from _where(later, rows, frame, table, name, rule, "Write the first day of the month.")


def _where(
    wrong: pl.Expr, rows: type[Rows], frame: pl.DataFrame, table: str, name: str, rule: str, way_out: str
) -> Iterator[Fault]:
    if frame.select(wrong.any()).item():
        at_fault = frame.with_row_index("row number", offset=1).filter(wrong)
        yield from _at(rows, at_fault, table, (name,), rule, way_out)


def _faults(rows: type[Rows], numbered: pl.DataFrame, table: str, error: SchemaError) -> Iterable[Fault]:
    column = str(error.schema.name)
    match error.reason_code:
        case SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME:
            return [_missing_column(rows, numbered, table, error)]
        case SchemaErrorReason.COLUMN_NOT_IN_SCHEMA:
            return [_unknown_column(rows, table, error)]
        case SchemaErrorReason.WRONG_DATATYPE:
            return [_wrong_type(numbered, table, column, error)]
        case SchemaErrorReason.DUPLICATES:
            return _repeated(rows, numbered, table)
        case SchemaErrorReason.CHECK_ERROR:
            # the bound could not be compared with a column of another type, which is a fault of its own
            return []
        case _:
            return _out_of_bounds(rows, numbered, table, column, error)


def _missing_column(rows: type[Rows], numbered: pl.DataFrame, table: str, error: SchemaError) -> Fault:
    name = str(error.failure_cases)
    declared = columns_of(rows)
    missing = next((column for column in declared if column in name and column not in numbered.columns), name)
    extra = [column for column in numbered.columns if column not in declared and column != "row number"]
    hint = f" {did_you_mean(missing, extra)}" if extra else ""
    return Fault(table, None, "", missing, "missing", "This column is required.", f"Add it.{hint}")


def _unknown_column(rows: type[Rows], table: str, error: SchemaError) -> Fault:
    name = str(error.failure_cases)
    hint = did_you_mean(name, columns_of(rows))
    return Fault(table, None, "", name, "unknown", "This table has no such column.", f"Remove it. {hint}")


def _wrong_type(numbered: pl.DataFrame, table: str, column: str, error: SchemaError) -> Fault:
    wanted = TYPE_NAMES.get(str(error.schema.dtype), str(error.schema.dtype))
    rule = f"This column must hold {wanted}."
    return Fault(table, None, "", column, str(numbered.schema[column]), rule, "Convert the column.")


def _repeated(rows: type[Rows], numbered: pl.DataFrame, table: str) -> Iterable[Fault]:
    keys = list(keys_of(rows))
    again = numbered.filter(pl.struct(keys).is_duplicated() & ~pl.struct(keys).is_first_distinct())
    rule = f"The same {' and '.join(keys)} stands in an earlier row: nobody is counted twice."
    return _at(rows, again, table, keys, rule, "Keep one of the rows.")


def _out_of_bounds(
    rows: type[Rows], numbered: pl.DataFrame, table: str, column: str, error: SchemaError
) -> Iterable[Fault]:
    wrong = numbered.filter(pl.col(column).is_in(error.failure_cases[column].unique().implode()))
    check = error.check
    if check.name == "isin":
        allowed = [str(value) for value in check.statistics["allowed_values"]]
        for fault in _at(rows, wrong, table, (column,), "This is not one of the values allowed.", ""):
            yield _with_way_out(fault, did_you_mean(fault.value, allowed))
        return
    bound = next(iter(check.statistics.values()), "")
    rule = f"This must be {BOUNDS.get(str(check.name), str(check.name))} {bound}."
    yield from _at(rows, wrong, table, (column,), rule, "Correct the value.")


def _with_way_out(fault: Fault, way_out: str) -> Fault:
    return Fault(fault.table, fault.row, fault.key, fault.column, fault.value, fault.rule, way_out)


def _at(
    rows: type[Rows], wrong: pl.DataFrame, table: str, columns: Iterable[str], rule: str, way_out: str
) -> Iterator[Fault]:
    blamed, keys = tuple(columns), keys_of(rows)
    for row in wrong.iter_rows(named=True):
        yield Fault(
            table=table,
            row=row["row number"],
            key=", ".join(f"{name} {row[name]}" for name in keys if not _is_blank(row.get(name))),
            column=", ".join(blamed),
            value=", ".join(_shown(row[name]) for name in blamed),
            rule=rule,
            way_out=way_out,
        )


def _shown(value: Any) -> str:
    return "empty" if _is_blank(value) else str(value)


def _is_blank(value: Any) -> bool:
    return value is None or not str(value).strip(BLANK)
