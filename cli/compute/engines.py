"""What computes, as the command line names it: an engine and its settings."""

from cli.console import wrong
from pay_models.kernel.engines import ENGINES, AnyEngine, DuckDB, Spark
from pay_models.kernel.errors import did_you_mean


def engine_of(name: str, master: str | None = None, memory: str | None = None) -> AnyEngine:
    """The engine of --engine, --master and --memory. Raises BadParameter for what cannot be meant."""
    if name not in ENGINES:
        wrong("--engine", f"there is no engine {name!r}. {did_you_mean(name, ENGINES)}")
    if master is not None and name != Spark.name:
        wrong("--master", f"{name} has no master: it is for --engine spark.")
    if memory is not None and name not in {DuckDB.name, Spark.name}:
        wrong("--memory", f"{name} keeps to no limit of memory: choose --engine duckdb.")
    if name == DuckDB.name and memory is not None:
        return DuckDB(memory_limit=memory)
    if name == Spark.name and (master or memory):
        return Spark(master or Spark().master, memory)
    return ENGINES[name]
