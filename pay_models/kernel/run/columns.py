"""Numbers as columns of the rows: regulations that differ in numbers are computed in one pass.

A row holds the number of its own regulation in the column `p:<name>`. Formulas take it as they took the number, so the
answer of each row is the one that a run of its regulation alone gives, as long as no rows of two regulations meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias, cast

import polars as pl

from pay_models.kernel.declare.parameters import InForce
from pay_models.kernel.declare.pay_model import PayModel, Stage
from pay_models.kernel.engines import Table
from pay_models.kernel.engines.numbers import PREFIX, column_of
from pay_models.kernel.errors import BadRows, Fault
from pay_models.kernel.run.forms import reads_of, refuse_columns
from pay_models.kernel.tables.gather import Fetch, refuse_apart

Has: TypeAlias = "pl.DataFrame | Table"


@dataclass(frozen=True)
class NumberColumns:
    """The parameters of a model that the rows of a run bring; none of them for a run under one regulation."""

    model: PayModel[Any]
    in_force: InForce[Any]
    names: tuple[str, ...] = ()

    def refuse(self, given: Mapping[str, pl.DataFrame]) -> None:
        """Judge what the rows bring.

        Raises UnknownParameter and Refused for a number that cannot be a column, BadRows for a column that is missing,
        has gaps or is none of these, OutsideLegalRange and Contradictory for its values.
        """
        if not self.names:
            return
        refuse_columns(self.model, self.in_force, self.names)
        faults = [fault for name, frame in given.items() for fault in self._faults(name, frame)]
        if faults:
            raise BadRows(faults)
        for frame in given.values():
            self._refuse_values(frame)

    def without(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame as its table declares it."""
        return without_numbers(frame) if self.names else frame

    def needed(self, stage: Stage[Any]) -> tuple[str, ...]:
        """The columns that the formulas of a stage read."""
        return tuple(column_of(name) for name in self.names if name in self._read[stage.name])

    def tables(self) -> dict[str, tuple[str, ...]]:
        """The columns that each table which the caller brings must hold, by the table: what formulas read from it."""
        brought: dict[str, list[str]] = {}
        last = ""
        for stage in self.model.stages:
            last = stage.name if stage.given else last
            brought.setdefault(last, []).extend(self.needed(stage))
        return {table: tuple(dict.fromkeys(columns)) for table, columns in brought.items()}

    def carried(self, stage: Stage[Any], before: Has | None, given: Mapping[str, Has]) -> tuple[str, ...]:
        """The columns that a stage takes from the rows of the one before it: all that it or a later one reads.

        A number that the caller brings for the stage is taken from there.
        """
        if before is None or not self.names:
            return ()
        brought = _columns(given[stage.name]) if stage.name in given else []
        wanted = {
            name
            for later in self.model.stages[self.model.stages.index(stage) :]
            for name in self.needed(later)
        }
        return tuple(name for name in _columns(before) if name in wanted and name not in brought)

    def refuse_meeting(self, stage: Stage[Any], rows: Table, fetch: Fetch) -> None:
        """Raise BadRows when rows of two regulations meet in a stage, or a number that it reads is missing."""
        if not self.names:
            return
        there = [name for name in rows.collect_schema().names() if name.startswith(PREFIX)]
        if missing := [name for name in self.needed(stage) if name not in there]:
            rule = "Formulas of this table read it."
            raise BadRows(
                [Fault(stage.name, None, "", name, "missing", rule, "Add the column.") for name in missing]
            )
        if stage.meet != ():
            refuse_apart(stage.name, rows, there, stage.meet or (), fetch)

    @cached_property
    def _read(self) -> Mapping[str, set[str]]:
        return {
            stage.name: {
                name
                for read in reads_of(self.model, stage, self.in_force).values()
                for name in read.parameters
            }
            for stage in self.model.stages
        }

    def _faults(self, table: str, frame: pl.DataFrame) -> Iterator[Fault]:
        known = {column_of(name) for name in self.names}
        for name, kind in frame.schema.items():
            if not name.startswith(PREFIX):
                continue
            if name not in known:
                yield Fault(table, None, "", name, "unknown", "This run takes no such number.", "Remove it.")
            elif kind != pl.Int64:
                rule = "This column must hold whole numbers (Int64)."
                yield Fault(table, None, "", name, str(kind), rule, "Convert the column.")
            elif frame[name].null_count():
                row = int(frame[name].is_null().arg_max() or 0) + 1
                yield Fault(table, row, "", name, "empty", "This may not be empty.", "Fill it in.")

    def _refuse_values(self, frame: pl.DataFrame) -> None:
        there = [name for name in self.names if column_of(name) in frame.columns and not frame.is_empty()]
        for name in there:
            values = frame[column_of(name)]
            for value in (values.min(), values.max()):
                self.in_force.refuse_value(name, cast(int, value))
        for order in self.in_force.dated.orders:
            brought = [name for name in order.names if name in self.names]
            if brought and set(brought) <= set(there):
                for row in frame.select(column_of(name) for name in brought).unique().iter_rows():
                    self.in_force.refuse_contradiction(order, dict(zip(brought, row, strict=True)))


def without_numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame as its table declares it."""
    return frame.select(name for name in frame.columns if not name.startswith(PREFIX))


def _columns(rows: Has) -> list[str]:
    return rows.columns if isinstance(rows, pl.DataFrame) else rows.collect_schema().names()
