"""What an engine must do for the kernel; all arithmetic is in the formulas, which are narwhals expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, TypeAlias, runtime_checkable

import narwhals as nw
import polars as pl

from pay_models.kernel.declare.ranking import Ranked

PLACE = "row place"
"""The column that numbers the rows of an ordered stage from 0. No column of a model has two words for its name."""

ROW_NUMBER = "row number"
"""The column that numbers the rows of a file from 1; empty for a folder of files."""

Formulas: TypeAlias = Mapping[str, nw.Expr | Ranked]
Aggregates: TypeAlias = Mapping[str, nw.Expr]
Meeting: TypeAlias = tuple[str, ...] | None
Table: TypeAlias = "nw.LazyFrame[Any]"


class Engine(Protocol):
    """An engine that computes frames in memory."""

    name: str

    def in_order(self, frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
        """The rows sorted by columns ("-column": falling) and numbered in PLACE."""

    def filled(self, frame: pl.DataFrame, formulas: Formulas, meet: Meeting = None) -> pl.DataFrame:
        """The frame with one more column for each formula; a formula may read the ones before it.

        `meet` as in `Stage.meet`; the frame is in the order of its first column.
        """

    def gathered(self, frame: pl.DataFrame, by: Sequence[str], take: Aggregates) -> pl.DataFrame:
        """One row for each group, sorted by it; aggregates are whole numbers."""


class Session(Protocol):
    """A running engine that computes tables in files, which may be larger than memory."""

    def read(self, path: Path, *, numbered: bool = False) -> Table:
        """A Parquet file, or a folder of them, as a table of the engine; with ROW_NUMBER if it is asked for."""

    def write(self, table: Table, path: Path) -> None:
        """Compute a table into a Parquet file or a folder of them. Raises Overflow."""

    def fetch(self, table: Table) -> pl.DataFrame:
        """The rows of a small table. Raises Overflow."""

    def quoted(self, name: str) -> str:
        """A column as the engine's SQL names it."""

    def natural(self, name: str) -> str:
        """SQL for a column of text in its natural order."""

    def with_sql(self, table: Table, name: str, sql: str) -> Table:
        """The table with one more column, an SQL expression."""


@runtime_checkable
class FileEngine(Protocol):
    """An engine that computes tables in files: it is started for a run."""

    @property
    def name(self) -> str:
        """What `--engine` calls it."""

    def started(self, *, small: bool = False) -> AbstractContextManager[Session]:
        """A session that ends with the block; `small` for tables that would fit in memory.

        Raises Refused when the engine is not installed.
        """
