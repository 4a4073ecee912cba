"""`--engine`: another engine gives the same, and computes Parquet files without holding them in memory."""

import polars as pl
import pytest

from cli.compute import tables

DAY = ("--on", "2026-12-31")
PEOPLE = pl.DataFrame(
    {
        "employee_id": [f"NV{number:03}" for number in range(200)],
        "unit_id": [f"U{number % 7}" for number in range(200)],
        "class": ["excellent", "good", "completed", "not_completed"] * 50,
        "months_worked": [12, 6, 12, 12, 3] * 40,
        "salary_year_vnd": [100_000_000 + 7_777_777 * number for number in range(200)],
        "ad_hoc_paid_vnd": [0] * 200,
        "period_paid_vnd": [0] * 200,
    }
)


@pytest.fixture
def people(tmp_path):
    PEOPLE.write_parquet(tmp_path / "people.parquet")
    PEOPLE.write_csv(tmp_path / "people.csv")
    return tmp_path


def by_key(path) -> pl.DataFrame:
    return pl.read_parquet(path).sort("employee_id")


def test_duckdb_gives_what_polars_gives_from_a_spreadsheet(meritgrid, people):
    asked = ("compute", "vn.bonus_fund_2026", people / "people.csv", *DAY)
    assert meritgrid(*asked, "--engine", "duckdb").out == meritgrid(*asked).out


def test_duckdb_computes_parquet_into_parquet_and_nothing_is_read_here(meritgrid, people, monkeypatch):
    asked = ("compute", "vn.bonus_fund_2026", people / "people.parquet", *DAY, "--out")
    assert meritgrid(*asked, people / "polars.parquet").code == 0
    monkeypatch.setattr(tables, "_read", None)
    answer = meritgrid(*asked, people / "duckdb.parquet", "--engine", "duckdb", "--memory", "512MiB")
    assert (answer.code, answer.out) == (0, "")
    assert ": 200 rows in " in answer.err
    assert by_key(people / "duckdb.parquet").equals(by_key(people / "polars.parquet"))
    assert {each.name for each in people.iterdir()} == {
        "people.csv", "people.parquet", "polars.parquet", "duckdb.parquet",
    }  # fmt: skip


def test_bad_rows_of_a_large_file_are_told_and_nothing_is_written(meritgrid, people):
    broken = PEOPLE.with_columns(
        months_worked=pl.when(pl.col("employee_id") == "NV007").then(pl.lit(13, pl.Int64)).otherwise(12)
    )
    broken.write_parquet(people / "people.parquet")
    answer = meritgrid(
        "compute", "vn.bonus_fund_2026", people / "people.parquet", *DAY, "--engine", "duckdb", "--out",
        people / "out.parquet", "--bad-rows", people / "bad.csv",
    )  # fmt: skip
    assert (answer.code, answer.out) == (1, "")
    assert (
        f"{people}/people.parquet, row 8 (employee_id NV007): months_worked = 13: This must be at most 12."
        in answer.err
    )
    assert pl.read_csv(people / "bad.csv")["row"].to_list() == [8]
    assert {each.name for each in people.iterdir()} == {"people.csv", "people.parquet", "bad.csv"}


def test_a_folder_is_not_written_over(meritgrid, people):
    (people / "out.parquet").mkdir()
    answer = meritgrid(
        "compute", "vn.bonus_fund_2026", people / "people.parquet", *DAY, "--engine", "duckdb", "--out",
        people / "out.parquet",
    )  # fmt: skip
    assert (answer.code, answer.out) == (1, "")
    assert "is a folder that is there already: choose another name." in answer.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--engine", "polar"], "there is no engine 'polar'. Did you mean 'polars'"),
        (["--master", "local[2]"], "polars has no master: it is for --engine spark."),
        (["--memory", "4GiB"], "polars keeps to no limit of memory: choose --engine duckdb."),
    ],
)
def test_an_engine_that_cannot_be_meant_is_a_wrong_question(meritgrid, people, options, says):
    answer = meritgrid("compute", "vn.bonus_fund_2026", people / "people.csv", *DAY, *options)
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err
