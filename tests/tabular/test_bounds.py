"""What a file may be at most, and marks that nobody sees: each ends in a sentence, never in memory or a traceback."""

import polars as pl
import pytest

from tabular.errors import FileRefused
from tabular.files import read_table

TYPES = {"employee_id": pl.String, "award_vnd": pl.Int64, "rated": pl.Boolean, "month": pl.Date}


def test_a_file_larger_than_is_read_into_memory_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)

    with pytest.raises(FileRefused) as refused:
        read_table(str(path), TYPES, ["employee_id"])

    assert refused.value.code == "file_too_large"
    assert "has 1,024 MB, and at most 100 MB are read into memory" in str(refused.value)


def test_a_quotation_mark_that_is_never_closed_is_said(tmp_path):
    path = tmp_path / "open.csv"
    path.write_text(",".join(TYPES) + '\n"a,1,true,2026-07\n' + "b,1,true,2026-07\n" * 200_000)

    with pytest.raises(FileRefused) as refused:
        read_table(str(path), TYPES, ["employee_id"])

    assert refused.value.code == "file_rows"


def test_a_letter_across_two_parts_of_a_file_is_a_letter(tmp_path, monkeypatch):
    monkeypatch.setattr("tabular.encoding._PART", 7)
    path = tmp_path / "parts.csv"
    path.write_text(",".join(TYPES) + "\nĐặng Thị Ổn,1,true,2026-07\n")
    assert read_table(str(path), TYPES, ["employee_id"]).frame["employee_id"].to_list() == ["Đặng Thị Ổn"]

    path.write_bytes(path.read_bytes().replace("Ổ".encode(), b"\xe1\xbb\xff"))
    with pytest.raises(FileRefused, match="line 2, byte 15 is 0xE1"):
        read_table(str(path), TYPES, ["employee_id"])


def test_faults_beyond_what_anybody_reads_are_not_collected(tmp_path, monkeypatch):
    monkeypatch.setattr("tabular.cells.types.MOST_FAULTS", 10)
    path = tmp_path / "bad.csv"
    path.write_text(",".join(TYPES) + "\n" + "a,x,perhaps,July\n" * 20)

    answer = read_table(str(path), TYPES, ["employee_id"])

    assert len(answer.faults) == 10
    assert answer.frame["award_vnd"].null_count() == 20


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("NV\u00ad1", "A mark that nobody sees stands in the text: character 3 is U+00AD."),
        ("NV\u200b1", "A mark that nobody sees stands in the text: character 3 is U+200B."),
        ("N" * 201, "The text is longer than 200 characters."),
    ],
)
def test_a_name_with_what_nobody_sees_is_a_fault_of_its_row(tmp_path, cell, rule):
    path = tmp_path / "marks.csv"
    path.write_text(",".join(TYPES) + f"\n{cell},1,true,2026-07\n")

    answer = read_table(str(path), TYPES, ["employee_id"])

    assert [(fault.row, fault.column, fault.rule) for fault in answer.faults] == [(2, "employee_id", rule)]
    assert answer.frame["employee_id"].to_list() == [None]
