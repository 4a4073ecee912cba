"""Tables in files, larger than memory perhaps: judged by the engine itself, computed or refused as in memory."""

from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from pay_models.kernel import BadRows, model, run
from pay_models.kernel.engines import AnyEngine, DuckDB, Polars, Spark
from pay_models.kernel.errors import Overflow, Refused
from pay_models.kernel.run.job import files_of
from pay_models.kernel.run.stream import run_files
from pay_models.kernel.tables.file_checks import MOST_ROWS
from tests.pay_models.populations import Population, population
from tests.pay_models.spark import ON_SPARK

ENGINES = [
    pytest.param(DuckDB(memory_limit="1GiB", threads=2), id="duckdb"),
    pytest.param(Spark("local[2]"), id="spark", marks=ON_SPARK),
]
on_each_engine = pytest.mark.parametrize("engine", ENGINES)

CLASSES, FUND = model("vn.classes_2026"), model("vn.savings_fund")


def people() -> Population:
    return population(CLASSES.id, 7)


def written(people: Population, folder: Path) -> dict[str, Path]:
    paths = {stage: folder / f"given_{stage}.parquet" for stage in people.tables}
    for stage, path in paths.items():
        people.tables[stage].write_parquet(path)
    return paths


def refused(people: Population, folder: Path, engine: AnyEngine) -> tuple[BadRows, BadRows]:
    """What frames in memory are refused with, and what the same rows in files are."""
    with pytest.raises(BadRows) as in_memory:
        run(CLASSES, people.tables, on=people.day)
    with pytest.raises(BadRows) as in_files:
        run_files(CLASSES, written(people, folder), folder / "paid", on=people.day, engine=engine)
    assert list((folder / "paid").iterdir()) == []
    return in_memory.value, in_files.value


def changed(column: str, row: int, value: object) -> Population:
    day, tables = people()
    table = tables["employee"]
    values = [*table[column][:row], value, *table[column][row + 1 :]]
    return Population(day, {"employee": table.with_columns(pl.Series(column, values, table.schema[column]))})


@pytest.mark.parametrize("engine", [pytest.param(Polars(), id="polars"), *ENGINES])
def test_files_are_paid_as_frames_are(engine: AnyEngine, tmp_path: Path) -> None:
    drawn = population(FUND.id, 3)
    expected = run(FUND, drawn.tables, on=drawn.day)

    paid = run_files(FUND, written(drawn, tmp_path), tmp_path / "paid", on=drawn.day, engine=engine)

    for stage in FUND.stages:
        keys = list(stage.gather.by if stage.gather else ["employee_id", "quarter"])
        found = pl.read_parquet(files_of(paid.paths[stage.name]))
        assert found.sort(keys).equals(expected[stage.name].sort(keys))
    assert sorted(path.name for path in (tmp_path / "paid").iterdir()) == sorted(
        path.name for path in paid.paths.values()
    )


@on_each_engine
@pytest.mark.parametrize(
    ("column", "value"),
    [("score_hundredths", -1), ("score_hundredths", 10_001), ("absence", "elsewhere"), ("unit_id", None)],
)
def test_a_value_that_breaks_its_bound_is_refused_at_its_row(
    engine: AnyEngine, column: str, value: object, tmp_path: Path
) -> None:
    in_memory, in_files = refused(changed(column, 2, value), tmp_path, engine)

    (fault,) = in_files.faults
    assert (fault.row, fault.column) == (3, column)
    assert in_files.faults == in_memory.faults


@on_each_engine
def test_somebody_twice_is_refused_at_the_second_row(engine: AnyEngine, tmp_path: Path) -> None:
    day, tables = people()
    twice = pl.concat([tables["employee"], tables["employee"].head(2)])

    in_memory, in_files = refused(Population(day, {"employee": twice}), tmp_path, engine)

    assert [fault.row for fault in in_files.faults] == [twice.height - 1, twice.height]
    assert in_files.faults == in_memory.faults


@on_each_engine
def test_a_missing_column_is_refused_before_any_row_is_read(engine: AnyEngine, tmp_path: Path) -> None:
    day, tables = people()

    in_memory, in_files = refused(
        Population(day, {"employee": tables["employee"].drop("unit_id")}), tmp_path, engine
    )

    assert in_files.faults == in_memory.faults


@on_each_engine
def test_a_step_without_an_answer_is_refused_in_its_own_words(engine: AnyEngine, tmp_path: Path) -> None:
    pay = model("vn.grade_pay")
    drawn = population(pay.id, 1)
    table = drawn.tables["month"].with_columns(step=pl.lit(12, pl.Int64))
    with pytest.raises(BadRows) as in_memory:
        run(pay, table, on=drawn.day)
    table.write_parquet(tmp_path / "rows.parquet")

    with pytest.raises(BadRows) as in_files:
        run_files(pay, tmp_path / "rows.parquet", tmp_path / "paid", on=drawn.day, engine=engine)

    assert in_files.value.faults == in_memory.value.faults
    assert {fault.rule for fault in in_files.value.faults} == {
        "The salary grid has no such step in this grade and table."
    }


@on_each_engine
def test_a_group_without_a_row_of_its_own_is_refused_by_name(engine: AnyEngine, tmp_path: Path) -> None:
    drawn = population(FUND.id, 3)
    tables = {**drawn.tables, "year": drawn.tables["year"].slice(1)}
    with pytest.raises(BadRows) as in_memory:
        run(FUND, tables, on=drawn.day)

    with pytest.raises(BadRows) as in_files:
        run_files(
            FUND,
            written(Population(drawn.day, tables), tmp_path),
            tmp_path / "paid",
            on=drawn.day,
            engine=engine,
        )

    assert in_files.value.faults == in_memory.value.faults
    assert list((tmp_path / "paid").iterdir()) == []


def test_of_many_rows_at_fault_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    day, tables = people()
    table = pl.concat([tables["employee"]] * MOST_ROWS).with_columns(
        employee_id=pl.int_range(pl.len()).cast(pl.String), score_hundredths=pl.lit(-1, pl.Int64)
    )
    table.write_parquet(tmp_path / "rows.parquet")

    with pytest.raises(BadRows, match="other rows are at fault too") as bad:
        run_files(CLASSES, tmp_path / "rows.parquet", tmp_path / "paid", on=day, engine="duckdb")

    assert [fault.row for fault in bad.value.faults] == list(range(1, MOST_ROWS + 1))
    assert bad.value.other_rows == table.height - MOST_ROWS


@on_each_engine
def test_division_of_large_numbers_is_exact_and_by_zero_has_no_answer(engine: Any, tmp_path: Path) -> None:
    pl.DataFrame({"a": [2**62 + 1, 7], "b": [3, 0]}).write_parquet(tmp_path / "rows.parquet")

    with engine.started(small=True) as session:
        table = session.read(tmp_path / "rows.parquet").sort("b", descending=True)
        divided = table.select(
            q=nw.col("a") // nw.col("b"), r=nw.col("a") % nw.col("b"), k=100 // nw.col("b")
        )
        found = session.fetch(divided).rows()

    assert found == [((2**62 + 1) // 3, (2**62 + 1) % 3, 33), (None, None, None)]


@on_each_engine
def test_a_number_that_outgrows_64_bits_is_an_error_and_never_wraps(engine: Any, tmp_path: Path) -> None:
    pl.DataFrame({"a": [2**62, 2**62]}).write_parquet(tmp_path / "rows.parquet")

    with engine.started(small=True) as session:
        table = session.read(tmp_path / "rows.parquet")
        for outgrown in (nw.col("a") * 2, nw.col("a").sum().cast(nw.Int64)):
            with pytest.raises(Overflow, match=f"more than 64 bits on {engine.name}"):
                session.fetch(table.select(outgrown))


def test_nothing_is_written_over(tmp_path: Path) -> None:
    drawn = people()
    given = written(drawn, tmp_path)
    run_files(CLASSES, given, tmp_path, on=drawn.day)

    with pytest.raises(Refused, match=r"employee\.parquet is there already: choose another folder"):
        run_files(CLASSES, given, tmp_path, on=drawn.day)


def test_without_pyspark_the_refusal_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pay_models.kernel.engines.spark.find_spec", lambda _: None)

    with pytest.raises(Refused, match=r"pip install 'meritgrid\[spark\]'"), Spark("local[7]").started():
        pass
