"""A workbook comes in exactly as it shows, or is refused with the row that the spreadsheet shows; it goes out whole."""

import io
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

from tabular.errors import FileRefused, NoSuchFile
from tabular.files import Counted, Typed, read_table, write_table

TYPES = {"employee_id": pl.String, "award_vnd": pl.Int64, "rated": pl.Boolean, "month": pl.Date}
COUNTS = {"award_vnd": Counted("dong")}
MONTH = datetime(2026, 7, 1)  # noqa: DTZ001 - a workbook has no zones
NOON = datetime(2026, 7, 1, 12, 30)  # noqa: DTZ001
Sheet = list[list[Any]]


@pytest.fixture
def write(tmp_path):
    """A workbook of the given sheets; the first row of a list stands in row 1."""

    def of(**sheets: Sheet) -> str:
        with xlsxwriter.Workbook(tmp_path / "pay.xlsx", {"default_date_format": "yyyy-mm-dd"}) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for at, row in enumerate(rows):
                    for column, value in enumerate(row):
                        sheet.write(at, column, value) if value is not None else None
        return str(tmp_path / "pay.xlsx")

    return of


@pytest.fixture
def read(write) -> Callable[..., Typed]:
    def of(*rows: list[Any]) -> Typed:
        return read_table(write(July=[list(TYPES), *rows]), TYPES, ["employee_id"], COUNTS)

    return of


def test_each_cell_is_what_the_sheet_shows(read):
    answer = read(["007", 12_300_000.0, True, MONTH], [7, -3, False, MONTH])
    assert answer.faults == []
    assert answer.frame.schema == TYPES
    assert answer.frame.rows() == [
        ("007", 12_300_000, True, date(2026, 7, 1)),
        ("7", -3, False, date(2026, 7, 1)),
    ]


def test_whole_numbers_truth_and_days_may_be_stored_as_text(read):
    answer = read(["a", "9223372036854775807", "TRUE", "2026-07"])
    assert answer.faults == []
    assert answer.frame.rows() == [("a", 2**63 - 1, True, date(2026, 7, 1))]


@pytest.mark.parametrize(
    ("cell", "value", "rule"),
    [
        (3.5, "3.5", "It must be a whole number of dong."),
        (3.0000000001, "3.0000000001", "It must be a whole number of dong."),
        (1 / 3, "0.3333333333333333", "It must be a whole number of dong."),
        ("three", "three", "It must be a whole number."),
        (MONTH, "2026-07-01 00:00:00", "It must be a whole number."),
        (True, "true", "It must be a whole number."),
        (
            2**53 + 2,
            "9007199254740994",
            "A workbook keeps only 15 digits of a number; the last ones of this are not",
        ),
        (-1e17, "-100000000000000000", "A workbook keeps only 15 digits"),
    ],
)
def test_what_is_no_whole_number_is_a_fault_of_the_row_that_the_sheet_shows(read, cell, value, rule):
    answer = read(["a", 1, True, MONTH], ["b", cell, True, MONTH])
    (fault,) = answer.faults
    assert (fault.row, fault.key, fault.column) == (3, "employee_id b", "award_vnd")
    assert fault.value == value
    assert fault.rule.startswith(rule)
    assert fault.way_out
    assert answer.frame["award_vnd"].to_list() == [1, None]


def test_the_largest_number_that_a_workbook_holds_exactly_is_read(read):
    assert read(["a", 2**53, True, MONTH]).frame["award_vnd"].to_list() == [2**53]


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (["a", 1, 1, MONTH], "rated", "1"),
        (["a", 1, True, NOON], "month", "2026-07-01 12:30:00"),
        (["a", 1, True, 46_204], "month", "46204"),
        ([MONTH, 1, True, MONTH], "employee_id", "2026-07-01 00:00:00"),
        ([2.0**60, 1, True, MONTH], "employee_id", "1152921504606846976"),
    ],
)
def test_truth_days_and_names_are_never_guessed(read, row, column, value):
    (fault,) = read(row).faults
    assert (fault.row, fault.column, fault.value) == (2, column, value)


def test_a_long_name_stored_as_text_keeps_every_digit(read):
    answer = read(["9007199254740992", 1, True, MONTH], ["0012345678901234567890", 1, True, MONTH])
    assert answer.faults == []
    assert answer.frame["employee_id"].to_list() == ["9007199254740992", "0012345678901234567890"]


def test_an_error_in_a_formula_is_named(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "pay.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 1, list(TYPES))
        sheet.write_row(1, 1, ["a", 1, True, "2026-07"])
        sheet.write_formula(2, 2, "=VLOOKUP(1,A1:A2,1)", None, "#N/A")
    answer = read_table(str(tmp_path / "pay.xlsx"), TYPES, ["employee_id"], COUNTS)
    (fault,) = answer.faults
    assert (fault.row, fault.key, fault.column, fault.value) == (3, "", "award_vnd", "#N/A")
    assert fault.rule == "The spreadsheet shows an error here instead of a value."
    assert answer.frame.height == 2


def test_blank_rows_are_left_out_and_still_counted(read):
    answer = read(["a", 1, True, MONTH], [], [None, None], ["b", "x", True, MONTH])
    assert answer.frame["employee_id"].to_list() == ["a", "b"]
    assert answer.rows.to_list() == [2, 5]
    assert [fault.row for fault in answer.faults] == [5]


def test_the_first_sheet_is_read_unless_another_is_named(write):
    columns = list(TYPES)
    place = write(July=[columns, ["a", 1, True, MONTH]], August=[columns, ["b", 1, True, MONTH]])
    assert read_table(place, TYPES, ["employee_id"], COUNTS).frame["employee_id"].item() == "a"
    assert read_table(f"{place}#August", TYPES, ["employee_id"], COUNTS).frame["employee_id"].item() == "b"
    with pytest.raises(NoSuchFile, match=r"the workbook has no sheet 'Augst': did you mean 'August'\?"):
        read_table(f"{place}#Augst", TYPES, ["employee_id"], COUNTS)


def test_columns_stand_in_any_order(write):
    place = write(July=[list(reversed(TYPES)), [MONTH, True, 1.0, "a"]])
    assert read_table(place, TYPES, ["employee_id"], COUNTS).frame.rows() == [
        ("a", 1, True, date(2026, 7, 1))
    ]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "line 1 must name the columns"),
        ([list(TYPES)], "has a header and no rows"),
        ([[], list(TYPES), ["a", 1, True, MONTH]], "line 1 must name the columns"),
        ([["BẢNG LƯƠNG"], list(TYPES)], "line 1 must name the columns, and reads “BẢNG LƯƠNG"),
        ([[*TYPES, "month"], ["a", 1, True, MONTH, MONTH]], "column month is there 2 times: keep one"),
        ([[*TYPES, None, "note"], ["a", 1, True, MONTH]], "column (without a name) is not of this model"),
        ([["employee_id", "award", "rated", "month"]], "column award_vnd is missing: rename award"),
    ],
)
def test_a_sheet_that_is_no_such_table_is_refused(write, rows, says):
    with pytest.raises(FileRefused) as refusal:
        read_table(write(July=rows), TYPES, ["employee_id"], COUNTS)
    assert says in refusal.value.message


def test_a_sheet_of_a_file_that_is_no_workbook_is_refused(tmp_path):
    (tmp_path / "pay.csv").write_text("a\n1\n")
    with pytest.raises(FileRefused, match=r"pay.csv is no workbook, so it has no sheet 'July'"):
        read_table(f"{tmp_path / 'pay.csv'}#July", TYPES, ["employee_id"], COUNTS)


def test_text_in_the_name_of_a_workbook_is_refused(tmp_path):
    (tmp_path / "pay.xlsx").write_text("employee_id\na\n")
    with pytest.raises(FileRefused, match=r"is not XLSX \(it does not begin with PK\)"):
        read_table(str(tmp_path / "pay.xlsx"), TYPES, ["employee_id"], COUNTS)


def test_what_goes_out_comes_in_again(tmp_path):
    frame = pl.DataFrame(
        [("007", 12_300_000, True, date(2026, 7, 1)), ("=1+1", -(2**53), False, None)],
        schema=TYPES,
        orient="row",
    )
    write_table(frame, str(tmp_path / "out.xlsx"))
    assert read_table(str(tmp_path / "out.xlsx"), TYPES, ["employee_id"], COUNTS).frame.equals(frame)


def test_amounts_go_out_as_numbers_with_thousands_and_the_same_table_is_the_same_file(tmp_path):
    frame = pl.DataFrame({"employee_id": ["Đặng, B"], "award_vnd": [12_300_000]})
    for name in ("a.xlsx", "b.xlsx"):
        write_table(frame, str(tmp_path / name))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    styles = pl.read_excel(tmp_path / "a.xlsx").schema
    assert styles == {"employee_id": pl.String, "award_vnd": pl.Int64}


def test_a_number_that_a_workbook_would_round_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(
        FileRefused, match="A workbook would round total_vnd: 9007199254740993 has more digits"
    ):
        write_table(pl.DataFrame({"total_vnd": [1, 2**53 + 1]}), str(tmp_path / "out.xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_workbook_holds_are_refused(tmp_path):
    frame = pl.DataFrame({"n": pl.int_range(0, 1_048_576, eager=True)})
    with pytest.raises(FileRefused, match=r"A workbook holds 1,048,575 rows, and these are 1,048,576\."):
        write_table(frame, str(tmp_path / "out.xlsx"))


def test_a_workbook_comes_from_standard_input(write, monkeypatch):
    place = write(July=[list(TYPES), ["a", 1, True, MONTH]])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(place).read_bytes())))
    assert read_table("-", TYPES, ["employee_id"], COUNTS).frame.height == 1
