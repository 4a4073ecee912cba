"""DuckDB: for tables that outgrow memory, within a limit of memory, on one machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
from duckdb import ConstantExpression as lit  # noqa: N813 - as narwhals and SQL call it
from duckdb import FunctionExpression as F
from duckdb import sqltypes
from narwhals._duckdb.dataframe import DuckDBLazyFrame
from narwhals._duckdb.expr import DuckDBExpr
from narwhals._duckdb.namespace import DuckDBNamespace
from narwhals._utils import Version

from pay_models.kernel.engines.exact import Exact, Key
from pay_models.kernel.engines.natural import natural_sql
from pay_models.kernel.engines.protocol import ROW_NUMBER, Session, Table
from pay_models.kernel.errors import Overflow

TOO_LARGE = (duckdb.OutOfRangeException, duckdb.ConversionException)


FIXED = {
    # rows have no order of their own
    "preserve_insertion_order": False,
    # a division by 0 has no answer, as on Polars
    "error_on_division_by_zero": False,
    # nothing is fetched from a network
    "autoinstall_known_extensions": False,
}


@dataclass(frozen=True, slots=True)
class DuckDB:
    """A `FileEngine`. Without settings it takes four fifths of the machine's memory and all of its cores."""

    memory_limit: str | None = None
    threads: int | None = None
    name = "duckdb"

    @contextmanager
    def started(self, *, small: bool = False) -> Iterator[Session]:  # noqa: ARG002 - it needs no other settings
        """What does not fit in memory waits in the system's temporary folder."""
        with TemporaryDirectory(prefix="meritgrid-") as spilled:
            asked = {"memory_limit": self.memory_limit, "threads": self.threads}
            settings: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
            with duckdb.connect(config={**settings, **FIXED, "temp_directory": spilled}) as connection:
                yield _Session(connection)


class _Session:
    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def read(self, path: Path, *, numbered: bool = False) -> Table:
        if path.is_dir():
            files = self._connection.read_parquet(str(path / "*.parquet"))
            return _table(
                files.project("*, null::bigint as " + self.quoted(ROW_NUMBER)) if numbered else files
            )
        file = self._connection.read_parquet(str(path), file_row_number=numbered)
        number = f"* exclude file_row_number, file_row_number + 1 as {self.quoted(ROW_NUMBER)}"
        return _table(file.project(number) if numbered else file)

    def write(self, table: Table, path: Path) -> None:
        with _within_64_bits():
            nw.to_native(table).write_parquet(str(path))

    def fetch(self, table: Table) -> pl.DataFrame:
        with _within_64_bits():
            fetched: pl.DataFrame = nw.to_native(table).pl()
        return fetched

    def quoted(self, name: str) -> str:
        return f'"{name}"'

    def natural(self, name: str) -> str:
        return natural_sql(self.quoted(name), "\\1", "g")

    def with_sql(self, table: Table, name: str, sql: str) -> Table:
        return _table(nw.to_native(table).project(f"*, {sql} as {self.quoted(name)}"))


@contextmanager
def _within_64_bits() -> Iterator[None]:
    try:
        yield
    except TOO_LARGE as error:
        raise Overflow.on("duckdb", str(error)) from error


def _table(relation: duckdb.DuckDBPyRelation) -> Table:
    return nw.LazyFrame(_Frame(relation, version=Version.MAIN), level="lazy")


class _Expr(Exact, DuckDBExpr):
    """DuckDB's own division is null where the divisor is 0, as FIXED says; its lists begin at 1."""

    def quotient(self, dividend: Any, other: Any) -> Any:
        return dividend // other

    def rest(self, dividend: Any, other: Any) -> Any:
        return dividend % other

    def listed(self, place: Any, values: Sequence[int | None]) -> Any:
        # a place before 0 would count from the end
        return F("list_extract", lit(list(values)), F("greatest", place + lit(1), lit(0)))

    def mapped(self, key: Any, values: Mapping[Key, Key]) -> Any:
        kind = sqltypes.VARCHAR if isinstance(next(iter(values)), str) else sqltypes.BIGINT
        known = F("map", lit(list(values)).cast(duckdb.list_type(kind)), lit(list(values.values())))
        return F("list_extract", F("map_extract", known, key), lit(1))


class _Namespace(DuckDBNamespace):
    @property
    def _expr(self) -> type[DuckDBExpr]:
        return _Expr


class _Frame(DuckDBLazyFrame):
    def __narwhals_namespace__(self) -> DuckDBNamespace:
        return _Namespace(version=self._version)
