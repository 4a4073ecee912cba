"""Small files that other people's programs and ours once read wrongly: `meritgrid compute` over each of them."""

import shutil
from pathlib import Path

import pytest

CASES = Path(__file__).parents[2] / "cases"
MODEL = ("vn.bonus_fund_2026",)
ON = ("--on", "2026-12-31")


@pytest.fixture
def compute(meritgrid):
    return lambda name, *options: meritgrid("compute", *MODEL, CASES / name, *ON, *options)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "01-row-of-formulas.xlsx",
            "row 3: employee_id = a formula: A formula stands here and no value: the program that wrote it has not"
            " computed it. Open the workbook in the spreadsheet program, save it, and bring it again.",
        ),
        (
            "04b-person-in-two-spellings.csv",
            "row 3 (employee_id Hiếu): employee_id = Hiếu: The same employee_id stands in an earlier row",
        ),
        ("05-blank-identifier.csv", "employee_id = empty: This may not be empty. Fill it in."),
        (
            "06-shown-as-00123.xlsx",
            "row 2: employee_id = 123: The sheet shows 00123 and holds 123: which of them it is cannot be known.",
        ),
        (
            "06b-unit-1.10.xlsx",
            "row 2 (employee_id A1): unit_id = 1.1: A number with decimals is no identifier: 1.10 would be 1.1.",
        ),
        (
            "07-spill-error.xlsx",
            "row 2 (employee_id A1): salary_year_vnd = #SPILL!: The spreadsheet shows an error here",
        ),
        ("08-cut-sheet.xlsx", "08-cut-sheet.xlsx is damaged: the sheet ends in the middle."),
        (
            "14-twelve-that-is-not.xlsx",
            "months_worked = 12.000000000000002: It must be a whole number; a spreadsheet shows 12 here and holds"
            " 12.000000000000002.",
        ),
    ],
)
def test_what_cannot_be_paid_from_is_refused_by_its_row(compute, name, says):
    answer = compute(name)

    assert (answer.code, answer.out) == (1, "")
    assert says in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("name", "paid"),
    [
        ("02-hidden-first-sheet.xlsx", [("A1", 6_000_000, 6_000_000)]),
        ("04-unit-in-two-spellings.csv", [("A1", 6_000_000, 12_000_000), ("A2", 6_000_000, 12_000_000)]),
    ],
)
def test_what_is_shown_is_what_is_paid_from(compute, name, paid):
    answer = compute(name)

    assert answer.table.select("employee_id", "award_vnd", "fund_vnd").rows() == paid


def test_a_name_quoted_for_a_spreadsheet_keeps_its_zeros(compute):
    answer = compute("15-quoted-for-excel.csv")

    assert [line.split(",")[0] for line in answer.out.splitlines()] == ["employee_id", "007", "008"]


def test_a_hidden_sheet_is_read_when_it_is_named(meritgrid):
    answer = meritgrid("compute", *MODEL, f"{CASES / '02-hidden-first-sheet.xlsx'}#draft", *ON)

    assert answer.table["award_vnd"].to_list() == [100_000]


@pytest.mark.parametrize("option", ["--bad-rows", "--out"])
def test_what_is_read_is_never_written_over(meritgrid, tmp_path, option):
    given = tmp_path / "given.csv"
    shutil.copy(CASES / "11-bad-rows-over-the-input.csv", given)
    before = given.read_bytes()

    answer = meritgrid("compute", *MODEL, given, *ON, option, tmp_path / "elsewhere" / ".." / "given.csv")

    assert answer.code == 1
    assert "is read by this command and would be written over: choose another name." in answer.err
    assert given.read_bytes() == before


def test_one_file_is_not_written_twice(meritgrid, tmp_path):
    out = tmp_path / "out.csv"

    answer = meritgrid(
        "compute", *MODEL, CASES / "15-quoted-for-excel.csv", *ON, "--out", out, "--bad-rows", out
    )

    assert answer.code == 1
    assert not out.exists()
