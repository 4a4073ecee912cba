"""Spark: for tables that outgrow the machine. Needs the extra `spark` and Java."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
from narwhals._spark_like.dataframe import SparkLikeLazyFrame
from narwhals._spark_like.expr import SparkLikeExpr
from narwhals._spark_like.namespace import SparkLikeNamespace
from narwhals._utils import Implementation, Version

from pay_models.kernel.engines.exact import Exact, Key
from pay_models.kernel.engines.natural import natural_sql
from pay_models.kernel.engines.protocol import ROW_NUMBER, Session, Table
from pay_models.kernel.errors import Overflow, Refused

QUIET = Path(__file__).parent / "log4j2.properties"
SETTINGS: dict[str, Any] = {
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={QUIET.as_uri()}",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.python.sql.dataFrameDebugging.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
EXACT = {"spark.sql.ansi.enabled": "true"}
"""Under ANSI rules a number that outgrows its type is an error; otherwise it wraps."""

SMALL = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "2",
}
"""For few rows compiling a plan takes far longer than following it."""


@dataclass(frozen=True, slots=True)
class Spark:
    """A `FileEngine`. `master` is Spark's own: "local[2]" for two cores of this machine, or a cluster's address.

    `memory` is that of the driver, which is all there is on one machine; without it Spark takes 1 GiB. `settings` are
    those of a session, by Spark's names.
    """

    master: str = "local[*]"
    memory: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    name = "spark"

    @contextmanager
    def started(self, *, small: bool = False) -> Iterator[Session]:
        """Spark starts once in a process, with the settings of the first run, and ends with it."""
        yield _Session(
            _running(self.master, self.memory).newSession(),
            {**(SMALL if small else {}), **self.settings, **EXACT},
        )


@cache
def _running(master: str, memory: str | None) -> Any:
    if find_spec("pyspark") is None:
        raise Refused("The engine 'spark' is not installed: pip install 'meritgrid[spark]', or make spark.")
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("meritgrid").master(master)
    asked = {**SETTINGS, **({"spark.driver.memory": memory} if memory else {})}
    try:
        return builder.config(map=asked).getOrCreate()
    except PySparkRuntimeError as error:
        raise Refused(
            "The engine 'spark' did not start: it needs Java 17 or later, in the path or in JAVA_HOME."
        ) from error


class _Session:
    def __init__(self, session: Any, settings: Mapping[str, str]) -> None:
        self._session = session
        for name, value in settings.items():
            session.conf.set(name, value)

    def read(self, path: Path, *, numbered: bool = False) -> Table:
        files = self._session.read.parquet(str(path))
        if not numbered:
            return _table(files)
        number = "cast(null as bigint)" if path.is_dir() else "_metadata.row_index + 1"
        return _table(files.selectExpr("*", f"{number} as {self.quoted(ROW_NUMBER)}"))

    def write(self, table: Table, path: Path) -> None:
        with _within_64_bits():
            nw.to_native(table).write.parquet(str(path))

    def fetch(self, table: Table) -> pl.DataFrame:
        with _within_64_bits():
            fetched = pl.from_arrow(nw.to_native(table).toArrow())
        assert isinstance(fetched, pl.DataFrame)  # noqa: S101 - a table is no series
        return fetched

    def quoted(self, name: str) -> str:
        return f"`{name}`"

    def natural(self, name: str) -> str:
        return natural_sql(self.quoted(name), "$1")

    def with_sql(self, table: Table, name: str, sql: str) -> Table:
        return _table(nw.to_native(table).selectExpr("*", f"{sql} as {self.quoted(name)}"))


@contextmanager
def _within_64_bits() -> Iterator[None]:
    from pyspark.errors import ArithmeticException

    try:
        yield
    except ArithmeticException as error:
        raise Overflow.on("spark", str(error)) from error


def _table(frame: Any) -> Table:
    return nw.LazyFrame(
        _Frame(frame, version=Version.MAIN, implementation=Implementation.PYSPARK), level="lazy"
    )


class _Expr(Exact, SparkLikeExpr):
    """Spark's own division is an error where the divisor is 0."""

    def quotient(self, dividend: Any, other: Any) -> Any:
        return self._F.when(other != 0, self._F.call_function("div", dividend, other))

    def rest(self, dividend: Any, other: Any) -> Any:
        return self._F.when(other != 0, dividend % other)

    def listed(self, place: Any, values: Sequence[int | None]) -> Any:
        return self._F.get(self._constant("array", values), place.try_cast("int"))

    def mapped(self, key: Any, values: Mapping[Key, Key]) -> Any:
        return self._F.try_element_at(self._constant("map", chain.from_iterable(values.items())), key)

    def _constant(self, function: str, values: Iterable[Key | None]) -> Any:
        """One piece of SQL: a call across to Java for each of a thousand values would take seconds."""
        return self._F.expr(f"{function}({', '.join(map(_literal, values))})")


def _literal(value: Key | None) -> str:
    if value is None:
        return "null"
    return f"{value}L" if isinstance(value, int) else json.dumps(value)


class _Namespace(SparkLikeNamespace):
    @property
    def _expr(self) -> type[SparkLikeExpr]:
        return _Expr


class _Frame(SparkLikeLazyFrame):
    def __narwhals_namespace__(self) -> SparkLikeNamespace:
        return _Namespace(version=self._version, implementation=self._implementation)
