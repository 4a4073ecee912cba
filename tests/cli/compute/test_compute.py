"""`meritgrid compute`: tables in, tables out, and a line that says what computed them."""

import io
import os
import subprocess
import sys
from datetime import date

import polars as pl
import pytest

PAY = """employee_id,month,table,grade_code,step,leadership_coefficient_hundredths,months_at_last_step,\
leadership_code,public_duty,other_percentages_bp,regional_coefficient_hundredths,\
responsibility_coefficient_hundredths,hard_area_years,reserved_coefficient_hundredths
NV1,2026-06,2,A1,1,25,0,none,false,0,0,0,0,0
NV1,2026-07,2,A1,1,25,0,none,false,0,0,0,0,0
NV2,2026-07,2,A3.1,6,0,60,none,false,0,0,0,0,0
"""
SCORES = """\
employee_id,unit_id,peer_group_id,score_hundredths,months_worked,absence,automatic_not_completed,organisation_class,outstanding_unit
a,u,p,9900,12,none,false,none,false
b,u,p,9100,12,none,FALSE,none,false
c,u,p,8000,12,none,False,none,false
d,u,p,8100,12,none,false,none,false
e,u,p,8200,12,none,true,none,false
f,u,p,9999,5,none,false,none,false
g,u,p,7000,12,none,false,none,false
h,u,p,7000,12,none,false,none,false
"""


@pytest.fixture
def pay(tmp_path):
    (tmp_path / "pay.csv").write_text(PAY)
    return tmp_path / "pay.csv"


@pytest.fixture
def scores(tmp_path):
    (tmp_path / "scores.csv").write_text(SCORES)
    return tmp_path / "scores.csv"


def test_a_year_of_pay_comes_out_as_csv(meritgrid, pay):
    answer = meritgrid("compute", "vn.grade_pay", pay, "--on", "2026-07-01")
    assert answer.code == 0
    assert (
        answer.out
        == "employee_id,salary_year_vnd,total_year_vnd,months\nNV1,11395800,12613300,2\nNV2,20240000,21656800,1\n"
    )


def test_the_last_line_says_what_computed_it(meritgrid, pay):
    answer = meritgrid(
        "compute", "vn.grade_pay", pay, "--on", "2026-07-01", "--set", "over_frame_first_bp=600"
    )
    (line,) = answer.err.splitlines()
    assert line.startswith("vn.grade_pay ")
    assert "on 2026-07-01, over_frame_first_bp = 600: 2 rows in " in line
    assert "; parameters " in line


def test_an_earlier_stage_is_written_with_every_step(meritgrid, pay):
    answer = meritgrid("compute", "vn.grade_pay", pay, "--on", "2026-07-01", "--stage", "month")
    assert answer.table["grade_pay_vnd"].to_list() == [5_475_600, 5_920_200, 20_240_000]
    assert answer.table["leadership_allowance_vnd"].to_list() == [585_000, 632_500, 0]
    assert answer.table["over_frame_allowance_vnd"].to_list() == [0, 0, 1_416_800]


def test_a_changed_parameter_changes_the_answer(meritgrid, scores):
    def excellent(*changes: str) -> list[str]:
        answer = meritgrid("compute", "vn.classes_2026", scores, "--on", "2026-12-31", *changes)
        return answer.table.filter(pl.col("class") == "excellent")["employee_id"].to_list()

    assert excellent("--set", "quota_bp=2500") == ["a"]
    assert excellent("--set", "quota_bp=0") == []
    assert excellent("--set", "quota_bp=2500", "--set", "minimum_months=0") == ["f"]


def test_truth_is_read_as_a_spreadsheet_writes_it(meritgrid, scores):
    answer = meritgrid("compute", "vn.classes_2026", scores, "--on", "2026-12-31")
    classes = dict(answer.table.select("employee_id", "class").iter_rows())
    assert (classes["b"], classes["e"], classes["f"]) == ("good", "not_completed", "unrated")


def test_an_identifier_keeps_its_zeros(meritgrid, tmp_path):
    (tmp_path / "pay.csv").write_text(PAY.replace("NV1", "007").replace("NV2", "0070"))
    answer = meritgrid("compute", "vn.grade_pay", tmp_path / "pay.csv")
    assert [line.split(",")[0] for line in answer.out.splitlines()[1:]] == ["007", "0070"]


def test_standard_input_and_a_parquet_file_give_the_same(meritgrid, pay, tmp_path):
    to_file = tmp_path / "pay.parquet"
    types = {"month": pl.Date, "grade_code": pl.String, "employee_id": pl.String}
    frame = pl.read_csv(
        io.StringIO(PAY.replace("-06,", "-06-01,").replace("-07,", "-07-01,")), schema_overrides=types
    )
    frame.write_parquet(to_file)
    asked = ("--on", "2026-07-01")
    from_csv = meritgrid("compute", "vn.grade_pay", pay, *asked).out
    assert meritgrid("compute", "vn.grade_pay", to_file, *asked).out == from_csv
    assert meritgrid("compute", "vn.grade_pay", "-", *asked, stdin=PAY.encode()).out == from_csv
    assert meritgrid("compute", "vn.grade_pay", "-", *asked, stdin=to_file.read_bytes()).out == from_csv


@pytest.mark.parametrize("how", [("out.parquet",), ("out.table", "--format", "parquet")])
def test_parquet_goes_out_by_name_or_by_format(meritgrid, pay, tmp_path, how):
    answer = meritgrid("compute", "vn.grade_pay", pay, "--out", tmp_path / how[0], *how[1:])
    assert (answer.code, answer.out) == (0, "")
    assert pl.read_parquet(tmp_path / how[0]).schema == {
        "employee_id": pl.String, "salary_year_vnd": pl.Int64, "total_year_vnd": pl.Int64,
        "months": pl.Int64,
    }  # fmt: skip


def test_what_came_out_of_one_model_goes_into_the_next(meritgrid, tmp_path):
    items = (
        "employee_id,month,item_key,kind,coefficient_hundredths,assigned,completed,quality_failures,"
        "excused_failures,delays,excused_delays\n"
    )
    points = "employee_id,month,general_points_hundredths,leads,field_result,organising,uniting\n"
    (tmp_path / "items.csv").write_text(items + "a,2026-01,w,assigned,100,1,1,0,0,1,0\n")
    (tmp_path / "months.csv").write_text(points + "a,2026-01,3000,false,none,none,none\n")
    answer = meritgrid(
        "compute", "vn.kpi_score_2026", tmp_path / "items.csv", "--with", f"month={tmp_path / 'months.csv'}",
        "--on", "2026-01-31", "--out", tmp_path / "scores.parquet",
    )  # fmt: skip
    assert answer.code == 0
    (row,) = pl.read_parquet(tmp_path / "scores.parquet").to_dicts()
    assert row["score_hundredths"] == 9417


def test_the_day_is_today_unless_said(meritgrid, pay, monkeypatch):
    from domain import clock

    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 23))
    assert " on 2026-11-23: " in meritgrid("compute", "vn.grade_pay", pay).err


def test_a_reader_that_goes_away_ends_it_without_a_word(pay):
    command = [sys.executable, "-m", "cli", "compute", "vn.grade_pay", str(pay)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.fixture
def workbook(tmp_path):
    """The scores as a workbook, as a spreadsheet program keeps them."""
    frame = pl.read_csv(io.StringIO(SCORES.replace("FALSE", "false").replace("False", "false")))
    frame.write_excel(tmp_path / "scores.xlsx", worksheet="2026")
    return tmp_path / "scores.xlsx"


def test_a_workbook_gives_what_the_same_csv_gives(meritgrid, scores, workbook):
    asked = ("--on", "2026-12-31")
    from_csv = meritgrid("compute", "vn.classes_2026", scores, *asked)
    assert meritgrid("compute", "vn.classes_2026", workbook, *asked).out == from_csv.out
    assert meritgrid("compute", "vn.classes_2026", f"{workbook}#2026", *asked).out == from_csv.out


def test_a_workbook_goes_out_by_its_name(meritgrid, scores, tmp_path):
    asked = ("compute", "vn.classes_2026", scores, "--on", "2026-12-31")
    assert meritgrid(*asked, "--out", tmp_path / "classes.xlsx").code == 0
    assert (
        pl.read_excel(tmp_path / "classes.xlsx")["class"].to_list()
        == meritgrid(*asked).table["class"].to_list()
    )


def test_bad_rows_of_a_workbook_are_named_as_it_shows_them(meritgrid, workbook, tmp_path):
    frame = pl.read_excel(workbook)
    broken = frame.with_columns(score_hundredths=pl.col("score_hundredths") + pl.Series([0.5, *[0.0] * 7]))
    broken.write_excel(workbook)
    answer = meritgrid(
        "compute", "vn.classes_2026", workbook, "--on", "2026-12-31", "--bad-rows", tmp_path / "bad.xlsx",
        "--out", tmp_path / "out.xlsx",
    )  # fmt: skip
    assert (answer.code, answer.out) == (1, "")
    assert (
        "scores.xlsx, row 2 (employee_id a): score_hundredths = 9900.5: It must be a whole number of"
        in answer.err
    )
    (fault,) = pl.read_excel(tmp_path / "bad.xlsx").to_dicts()
    assert (fault["row"], fault["column"], fault["value"]) == (2, "score_hundredths", "9900.5")
    assert not (tmp_path / "out.xlsx").exists()
