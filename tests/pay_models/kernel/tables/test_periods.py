"""A month is its first day, a year is one year, and no month holds more than its bounds: in every model and engine."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pay_models.kernel import BadRows, PayModel, model, models, run
from pay_models.kernel.conformance.cases import read_cases
from pay_models.kernel.declare.rows import months_of
from pay_models.kernel.run.stream import run_files
from tests.pay_models.case_files import frames
from tests.pay_models.kernel.tables.test_refusals import DAY, KPI, PAY, held
from tests.pay_models.spark import EVERY_ENGINE


def months_of_given(chosen: PayModel[Any]) -> list[tuple[str, str]]:
    """The tables and columns of a model that hold months."""
    return [(stage, name) for stage, rows in chosen.given.items() for name in months_of(rows)]


@pytest.mark.parametrize("engine", EVERY_ENGINE)
@pytest.mark.parametrize("model_id", [one.id for one in models().values() if months_of_given(one)])
def test_a_month_is_its_first_day_in_every_model(model_id: str, engine: str, tmp_path: Path) -> None:
    file = read_cases(model(model_id).parameters.folder)
    stage, name = months_of_given(model(model_id))[0]
    case = next(one for one in file.cases if one.given.get(stage))
    given = frames(model_id, file, case.given)
    given[stage] = given[stage].with_columns(pl.col(name).dt.offset_by("14d"))
    paths = {table: tmp_path / f"{table}.parquet" for table in given}
    for table, path in paths.items():
        given[table].write_parquet(path)

    with pytest.raises(BadRows) as refused:
        run_files(model(model_id), paths, tmp_path / "out", on=case.day or file.day, engine=engine)

    found = {
        fault.row for fault in refused.value.faults if fault.rule.startswith("A month is named by its first")
    }
    assert found == set(range(1, given[stage].height + 1))
    assert not list(tmp_path.glob("out/*"))


def kpi_months(*months: date) -> dict[str, pl.DataFrame]:
    file = read_cases(KPI.parameters.folder)
    case = next(one for one in file.cases if one.given.get("item") and len(one.given["month"]) == 1)
    one = frames(KPI.id, file, case.given)
    return {stage: pl.concat(one[stage].with_columns(month=pl.lit(day)) for day in months) for stage in one}


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_period_of_scores_over_the_turn_of_the_year_is_refused(engine: str) -> None:
    told = kpi_months(date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))

    with pytest.raises(BadRows, match="year = 2026 to 2027: These months are of more years than one"):
        run(KPI, told, on=date(2027, 1, 31), engine=engine)

    within = {stage: frame.filter(pl.col("month") < date(2027, 1, 1)) for stage, frame in told.items()}
    assert run(KPI, within, on=DAY, engine=engine).result["months_counted"].to_list() == [2]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_eighteen_months_are_no_year_of_anybody(engine: str) -> None:
    months = [date(2025, 7 + n, 1) if n < 6 else date(2026, n - 5, 1) for n in range(18)]
    rows = pl.concat([*(held(month=day) for day in months), held(employee_id="binh")])

    with pytest.raises(BadRows) as refused:
        run(PAY, rows, on=DAY, engine=engine)

    (fault,) = refused.value.faults
    assert (fault.table, fault.key, fault.value) == ("year", "employee_id an", "2025 to 2026")


def test_people_of_different_years_may_stand_in_one_file() -> None:
    rows = pl.concat([held(month=date(2025, 12, 1)), held(employee_id="binh", month=date(2026, 1, 1))])

    assert run(PAY, rows, on=DAY).result["months"].to_list() == [1, 1]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_more_work_than_a_month_may_hold_is_refused_by_that_bound_and_not_by_what_overflowed(
    engine: str,
) -> None:
    told = kpi_months(date(2026, 3, 1))
    most = {"coefficient_hundredths": 100_000, "assigned": 100_000, "completed": 100_000}
    items = pl.concat([told["item"].head(1)] * 1_000).with_columns(
        pl.int_range(pl.len()).cast(pl.String).alias("item_key"),
        *(pl.lit(number, pl.Int64).alias(name) for name, number in most.items()),
    )

    with pytest.raises(BadRows) as refused:
        run(KPI, {**told, "item": items}, on=DAY, engine=engine)

    assert {fault.column for fault in refused.value.faults} == {
        "assigned_units_hundredths",
        "completed_units_hundredths",
        "quality_units_millionths",
        "progress_units_millionths",
    }
    assert {fault.rule for fault in refused.value.faults} == {
        "This must be at most 10000000000.",
        "This must be at most 100000000000000.",
    }
