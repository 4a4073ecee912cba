"""A Parquet file comes in without losing anything, or is refused."""

import io
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tabular.errors import FileRefused
from tabular.files import Typed, read_table

TYPES = {"employee_id": pl.String, "award_vnd": pl.Int64, "month": pl.Date}


@pytest.fixture
def read(tmp_path: Path):
    def from_frame(frame: pl.DataFrame, cut: int | None = None) -> Typed:
        buffer = io.BytesIO()
        frame.write_parquet(buffer)
        (tmp_path / "people.parquet").write_bytes(buffer.getvalue()[:cut])
        return read_table(str(tmp_path / "people.parquet"), TYPES, ["employee_id"])

    return from_frame


def people(**columns: pl.Series) -> pl.DataFrame:
    right = {
        "employee_id": pl.Series(["a", "b"]),
        "award_vnd": pl.Series([1, 2]),
        "month": pl.Series([date(2026, 7, 1)] * 2),
    }
    return pl.DataFrame({**right, **columns})


@pytest.mark.parametrize("kind", [pl.Int8, pl.Int32, pl.UInt16, pl.Int64])
def test_narrower_whole_numbers_are_widened(read, kind):
    answer = read(people(award_vnd=pl.Series([1, 100], dtype=kind)))
    assert answer.frame.schema == TYPES
    assert answer.frame["award_vnd"].to_list() == [1, 100]


def test_categories_and_whole_numbers_are_identifiers_too(read):
    assert read(people(employee_id=pl.Series(["a", "b"], dtype=pl.Categorical))).frame[
        "employee_id"
    ].to_list() == ["a", "b"]
    assert read(people(employee_id=pl.Series([7, 8]))).frame["employee_id"].to_list() == ["7", "8"]


def test_a_decimal_number_is_never_money(read):
    with pytest.raises(FileRefused) as refusal:
        read(people(award_vnd=pl.Series([1.0, 2.5])))
    assert "Column award_vnd holds decimal numbers (Float64)" in refusal.value.message


def test_a_column_of_text_is_not_a_column_of_days(read):
    with pytest.raises(FileRefused, match="Column month holds String: write it as Date"):
        read(people(month=pl.Series(["2026-07-01", "2026-08-01"])))


def test_a_number_beyond_64_bits_is_a_fault_of_its_row(read):
    (fault,) = read(people(award_vnd=pl.Series([1, 2**63], dtype=pl.UInt64))).faults
    assert (fault.row, fault.key, fault.column) == (2, "employee_id b", "award_vnd")
    assert fault.value == str(2**63)


def test_parquet_is_told_by_what_it_begins_with(tmp_path):
    people().write_parquet(tmp_path / "people.csv")
    assert read_table(str(tmp_path / "people.csv"), TYPES, ["employee_id"]).frame.height == 2


def test_a_damaged_file_is_refused(read):
    with pytest.raises(FileRefused, match="is damaged"):
        read(people(), cut=-9)


def test_a_file_without_rows_is_refused(read):
    with pytest.raises(FileRefused, match="has columns and no rows"):
        read(people().clear())


def test_a_missing_column_is_named(read):
    with pytest.raises(FileRefused, match="column month is missing"):
        read(people().drop("month"))
