"""Where formulas run: Polars in memory, DuckDB when data outgrow it, Spark when they outgrow the machine."""

from __future__ import annotations

from collections.abc import Mapping

from pay_models.kernel.engines.duckdb import DuckDB
from pay_models.kernel.engines.polars import Polars
from pay_models.kernel.engines.protocol import (
    PLACE,
    ROW_NUMBER,
    Aggregates,
    Engine,
    FileEngine,
    Formulas,
    Meeting,
    Session,
    Table,
)
from pay_models.kernel.engines.spark import Spark
from pay_models.kernel.errors import Refused, did_you_mean

__all__ = [
    "ENGINES",
    "PLACE",
    "ROW_NUMBER",
    "Aggregates",
    "AnyEngine",
    "DuckDB",
    "Engine",
    "FileEngine",
    "Formulas",
    "Meeting",
    "Polars",
    "Session",
    "Spark",
    "Table",
    "engine",
]

AnyEngine = Engine | FileEngine

ENGINES: Mapping[str, AnyEngine] = {one.name: one for one in (Polars(), DuckDB(), Spark())}
"""Every engine as it runs without settings of its own."""


def engine(name: str | AnyEngine) -> AnyEngine:
    """The engine of a name, or the one given with its settings. Raises Refused with the names known."""
    if not isinstance(name, str):
        return name
    if name not in ENGINES:
        raise Refused(f"There is no engine {name!r}. {did_you_mean(name, ENGINES)}")
    return ENGINES[name]
