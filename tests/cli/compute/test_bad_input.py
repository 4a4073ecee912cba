"""What `meritgrid compute` refuses: file, row, field, rule and way out are named, and no output is left."""

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

HELD = "employee_id,month,table,grade_code,step,leadership_coefficient_hundredths,months_at_last_step"
HEADER = (
    f"{HELD},leadership_code,public_duty,other_percentages_bp,regional_coefficient_hundredths,"
    "responsibility_coefficient_hundredths,hard_area_years,reserved_coefficient_hundredths"
)
NO_ALLOWANCES = ",none,false,0,0,0,0,0"
GOOD = "NV1,2026-07,2,A1,1,0,0"


@pytest.fixture
def refused(meritgrid, tmp_path):
    """Compute the given rows, expect a refusal, and see that nothing came out."""

    def by(content: str | bytes, *options: str, model: str = "vn.grade_pay", code: int = 1) -> str:
        given, out = tmp_path / "pay.csv", tmp_path / "out.csv"
        given.write_bytes(content.encode() if isinstance(content, str) else content)
        answer = meritgrid("compute", model, given, "--out", out, "--on", "2026-07-01", *options)
        assert (answer.code, answer.out) == (code, "")
        assert {each.name for each in tmp_path.iterdir()} - {"bad.csv"} == {"pay.csv"}
        assert "Traceback" not in answer.err
        return answer.err.replace(f"{tmp_path}/", "")

    return by


def pay(*rows: str, header: str = HEADER) -> str:
    """A file of the header and of rows, those of seven fields without any allowance."""
    whole = (row + NO_ALLOWANCES if row.count(",") == HELD.count(",") else row for row in rows)
    return "\n".join((header, *whole, ""))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            "NV2,2026-07,2,A1,two,0,0",
            "pay.csv, row 3 (employee_id NV2, month 2026-07): step = two: It must be a whole number. "
            "Write digits only.",
        ),
        (
            "NV2,2026-07,2,A1,1,0.25,0",
            "pay.csv, row 3 (employee_id NV2, month 2026-07): leadership_coefficient_hundredths = 0.25: "
            "It must be a whole number of hundredths. Write 25 for 0.25.",
        ),
        (
            "NV2,2026-07,2,A1,1,0,99999999999999999999",
            "months_at_last_step = 99999999999999999999: It must lie within -9223372036854775808 and",
        ),
        (
            "NV2,07/2026,2,A1,1,0,0",
            "month = 07/2026: It must be a day of the calendar. Write it as year-month-day",
        ),
        ("NV2,2026-07,2,A1,1,501,0", "leadership_coefficient_hundredths = 501: This must be at most 500."),
        ("NV2,2026-07,2,A1,,0,0", "step = empty: This may not be empty. Fill it in."),
        ("NV2,2026-07,2,A9,1,0,0", "grade_code = A9: This is not one of the values allowed. Known: A0, A1,"),
        (
            "NV2,2026-07,2,A1,44,0,0",
            "table, grade_code, step = 2, A1, 44: The salary grid has no such step in this grade and table.",
        ),
        (
            "NV1,2026-07,2,A1,2,0,0",
            "employee_id, month = NV1, 2026-07-01: The same employee_id and month stands in an earlier row: "
            "nobody is counted twice. Keep one of the rows.",
        ),
        ("NV2,2012-01,2,A1,1,0,0", "month = 2012-01-01: No base salary is known for this month."),
    ],
)
def test_a_bad_cell_names_file_row_field_rule_and_way_out(refused, row, says):
    said = refused(pay(GOOD, row))
    assert said.startswith(
        "1 fault in 1 row; nothing was computed or written.\n  pay.csv, row 3 (employee_id NV"
    )
    assert says in said
    assert said.endswith(
        "Rows are numbered as a spreadsheet shows them: row 1 is the header (in Parquet: the first one).\n"
    )


def test_a_score_above_100_is_refused(refused):
    header = (
        "employee_id,unit_id,peer_group_id,score_hundredths,months_worked,absence,automatic_not_completed,"
        "organisation_class,outstanding_unit"
    )
    said = refused(pay("a,u,p,10001,12,none,false,none,false", header=header), model="vn.classes_2026")
    assert "row 2 (employee_id a): score_hundredths = 10001: This must be at most 10000." in said


def test_how_many_rows_are_bad_is_said_in_the_language_of_the_terminal(refused, monkeypatch, tmp_path):
    monkeypatch.setenv("LANGUAGE", "vi")

    said = refused(
        pay("NV1,2026-07,two,A1,1,0,0", "NV2,2026-07,2,A1,,0,0"), "--bad-rows", str(tmp_path / "bad.csv")
    )

    head, *_, numbered, last = said.splitlines()
    assert head == "2 lỗi trong 2 dòng; chưa tính và chưa ghi gì."
    assert numbered.startswith("Dòng được đánh số như bảng tính hiển thị")
    assert last == "Mọi lỗi nằm trong bad.csv."


def test_a_cell_that_does_not_fit_is_not_called_empty_as_well(refused):
    said = refused(pay("NV1,2026-07,two,A1,1,0,0", "NV2,2026-07,2,A1,,0,0"))
    assert said.startswith("2 faults in 2 rows; ")
    assert "table = two" in said
    assert "step = empty" in said


def test_a_column_left_empty_throughout_is_named_in_each_row(refused):
    said = refused(pay("NV1,2026-07,2,A1,,0,0", "NV2,2026-07,2,A1,,0,0"))
    assert said.startswith("2 faults in 2 rows; ")
    assert said.count("step = empty: This may not be empty. Fill it in.") == 2


def test_a_thousand_bad_rows_of_twenty_thousand_are_all_counted(refused, tmp_path):
    rows = [f"NV{n:05},2026-07,2,A1,{'one' if n % 20 == 0 else 1},0,0" for n in range(1, 20_001)]
    said = refused(pay(*rows), "--bad-rows", str(tmp_path / "bad.csv"))
    assert said.startswith("1,000 faults in 1,000 rows; nothing was computed or written.\n")
    assert said.count("step = one") == 20
    assert "row 21 (employee_id NV00020, month 2026-07): step = one" in said
    assert said.endswith("Every fault is in bad.csv.\n")
    listed = pl.read_csv(tmp_path / "bad.csv")
    assert listed.columns == ["table", "row", "key", "column", "value", "rule", "way_out"]
    assert listed["row"].to_list() == list(range(21, 20_002, 20))
    assert set(listed["column"]) == {"step"}


def test_without_a_file_for_them_the_rest_of_the_bad_rows_are_counted(refused):
    said = refused(pay(*(f"NV{n},2026-07,2,A1,one,0,0" for n in range(30))))
    assert "  ... and 10 more: --bad-rows FILE writes all of them.\n" in said


def test_bad_rows_of_the_second_table_are_named_by_its_file(meritgrid, tmp_path):
    items = (
        "employee_id,month,item_key,kind,coefficient_hundredths,assigned,completed,quality_failures,"
        "excused_failures,delays,excused_delays\n"
    )
    points = "employee_id,month,general_points_hundredths,leads,field_result,organising,uniting\n"
    (tmp_path / "items.csv").write_text(items + "a,2026-01,w,assigned,100,1,1,0,0,x,0\n")
    (tmp_path / "months.csv").write_text(points + "a,2026-01,3001,false,none,none,none\n")
    answer = meritgrid(
        "compute", "vn.kpi_score_2026", tmp_path / "items.csv", "--with", f"month={tmp_path / 'months.csv'}",
        "--on", "2026-01-31",
    )  # fmt: skip
    assert (answer.code, answer.out) == (1, "")
    assert "items.csv, row 2 (employee_id a, month 2026-01, item_key w): delays = x: " in answer.err
    assert (
        "months.csv, row 2 (employee_id a, month 2026-01-01): general_points_hundredths = 3001: "
        in answer.err
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "pay.csv is empty"),
        (HEADER + "\n", "pay.csv has a header and no rows"),
        (pay(GOOD, "NV2,2026-07"), "row 3 has 2 fields, the header 14"),
        (pay(GOOD, header=HEADER.replace("step,", "steps,")), "column step is missing: rename steps"),
        (
            pay(GOOD + NO_ALLOWANCES + ",A", header=HEADER + ",name"),
            "column name is not of this model: take it out",
        ),
        (pay(GOOD).encode("utf-16"), "pay.csv is UTF-16LE, not UTF-8"),
        (pay(GOOD, "Đăng").encode("cp1258"), "pay.csv is not UTF-8: line 3, byte 1 is 0xD0."),
        (b"PK\x03\x04", "is a zip file but no workbook"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(refused, content, says):
    said = refused(content)
    assert said.startswith("meritgrid: pay.csv")
    assert says in said


def test_a_missing_file_is_a_wrong_question(meritgrid, tmp_path):
    answer = meritgrid("compute", "vn.grade_pay", tmp_path / "pay.csv", "--out", tmp_path / "out.csv")
    assert answer.code == 2
    assert answer.err.startswith(f"meritgrid: There is no file {tmp_path / 'pay.csv'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (
            ["--set", "base_salary=1"],
            2,
            "There is no parameter 'base_salary'. Did you mean 'base_salary_vnd'?",
        ),
        (["--set", "over_frame_first_bp=10001"], 1, "over_frame_first_bp = 10001 is not allowed"),
        (["--set", "over_frame_first_bp=5.5"], 1, "Choose from 0 to 10000."),
        (["--set", "over_frame_first_bp"], 2, "'over_frame_first_bp' is not of the form NAME=VALUE."),
        (
            ["--set", "over_frame_first_bp=1", "--set", "over_frame_first_bp=2"],
            2,
            "is given twice: keep one.",
        ),
        (["--on", "1990-01-01"], 1, "vn.grade_pay starts on 2013-07-01; 1990-01-01 is before it."),
        (["--on", "1/7/2026"], 2, "1/7/2026 is not a day: write it as 2026-07-31."),
        (["--on", "20260701"], 2, "20260701 is not a day: write it as 2026-07-31."),
        (["--on", "2026-W27-3"], 2, "2026-W27-3 is not a day: write it as 2026-07-31."),
        (["--on", "9999-12-31"], 2, "9999-12-31 lies outside a working life"),
        (["--stage", "years"], 2, "vn.grade_pay has no stage 'years': it has month, year."),
        (["--engine", "polar"], 2, "there is no engine 'polar'. Did you mean 'polars'"),
        (["--format", "ods"], 2, "ods is not csv, parquet or xlsx."),
        (["--with", "year=x.csv"], 2, "vn.grade_pay takes no table 'year': it takes month."),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_read(meritgrid, tmp_path, options, code, says):
    answer = meritgrid("compute", "vn.grade_pay", "no-such-file.csv", "--out", tmp_path / "out.csv", *options)
    assert (answer.code, answer.out) == (code, "")
    assert says in answer.err
    assert "no-such-file" not in answer.err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_model_is_answered_with_its_near_matches(refused):
    assert "There is no pay model 'vn.grade_pays'. Did you mean 'vn.grade_pay'" in refused(
        pay(GOOD), model="vn.grade_pays", code=2
    )


def test_a_model_of_several_tables_asks_for_the_others(refused):
    said = refused(pay(GOOD), model="vn.kpi_score_2026", code=2)
    assert (
        "also takes a table (employee_id, month, general_points_hundredths, leads, field_result, organising,"
        " uniting): add --with month=FILE." in said
    )


def test_only_one_table_comes_from_standard_input(meritgrid):
    answer = meritgrid("compute", "vn.kpi_score_2026", "-", "--with", "month=-", "--on", "2026-07-01")
    assert answer.code == 2
    assert "only one table can come from standard input." in answer.err


def test_a_full_disk_leaves_the_older_output_and_no_half_one(meritgrid, tmp_path, monkeypatch):
    (tmp_path / "pay.csv").write_text(pay(GOOD))
    (tmp_path / "out.csv").write_text("older")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    answer = meritgrid("compute", "vn.grade_pay", tmp_path / "pay.csv", "--out", tmp_path / "out.csv")
    assert answer.code == 1
    assert (
        "out.csv: there is no space left on the disk. No half file was left there. Free some space"
        in answer.err
    )
    assert (tmp_path / "out.csv").read_text() == "older"
    assert {each.name for each in tmp_path.iterdir()} == {"pay.csv", "out.csv"}


@pytest.mark.parametrize("place", [("--out", "/dev/full"), ()])
def test_a_full_device_is_told_in_a_sentence(tmp_path, place):
    (tmp_path / "pay.csv").write_text(pay(GOOD))
    command = [sys.executable, "-m", "cli", "compute", "vn.grade_pay", str(tmp_path / "pay.csv"), *place]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "there is no space left on the disk." in line
    assert Path("/dev/full").is_char_device()


def test_bad_rows_that_cannot_be_written_are_still_told(refused):
    said = refused(pay("NV1,2026-07,2,A1,one,0,0"), "--bad-rows", "/dev/full")
    assert "step = one" in said
    assert said.endswith(
        "meritgrid: /dev/full: there is no space left on the disk. No half file was left there. "
        "Free some space or choose another place, and run the same command again.\n"
    )
