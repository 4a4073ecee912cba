"""A CSV comes in as the model's schema says, or is refused with row, field, rule and way out."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tabular.errors import FileRefused, NoSuchFile
from tabular.files import Counted, Typed, read_table

TYPES = {
    "employee_id": pl.String,
    "coefficient_hundredths": pl.Int64,
    "award_vnd": pl.Int64,
    "rated": pl.Boolean,
    "month": pl.Date,
}
COUNTS = {"coefficient_hundredths": Counted("hundredths", 2), "award_vnd": Counted("dong")}
HEADER = "employee_id,coefficient_hundredths,award_vnd,rated,month"


@pytest.fixture
def read(tmp_path: Path):
    def from_bytes(content: bytes, name: str = "people.csv") -> Typed:
        (tmp_path / name).write_bytes(content)
        return read_table(str(tmp_path / name), TYPES, ["employee_id"], COUNTS)

    return from_bytes


@pytest.fixture
def refused(read):
    def by(content: bytes, name: str = "people.csv") -> FileRefused:
        with pytest.raises(FileRefused) as refusal:
            read(content, name)
        return refusal.value

    return by


def lines(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *rows, "")).encode()


def test_each_column_has_the_type_that_the_model_declares(read):
    answer = read(lines("007,234,12300000,TRUE,2026-07-01", "NV Đặng,-5,9223372036854775807,false,2026-08"))
    assert answer.faults == []
    assert answer.frame.schema == TYPES
    assert answer.frame.rows() == [
        ("007", 234, 12_300_000, True, date(2026, 7, 1)),
        ("NV Đặng", -5, 2**63 - 1, False, date(2026, 8, 1)),
    ]


def test_the_order_of_the_columns_does_not_matter(read):
    answer = read(lines("2026-07,true,5,234,a", header=",".join(reversed(HEADER.split(",")))))
    assert answer.frame.rows() == [("a", 234, 5, True, date(2026, 7, 1))]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_separate_as_commas_do(read, separator):
    content = lines("a,234,5,true,2026-07").replace(b",", separator.encode())
    assert read(content).frame.rows() == [("a", 234, 5, True, date(2026, 7, 1))]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(read):
    content = b"\xef\xbb\xbf" + lines("a,234,5,true,2026-07").replace(b"\n", b"\r\n")
    assert read(content).frame.rows() == [("a", 234, 5, True, date(2026, 7, 1))]


def test_an_empty_cell_is_left_for_the_model_to_judge(read):
    answer = read(lines("a,,,,", ",1,,,"))
    assert answer.faults == []
    assert answer.frame.rows() == [("a", None, None, None, None), (None, 1, None, None, None)]


def test_rows_without_anything_in_them_are_left_out_and_still_counted(read):
    answer = read(lines("a,1,1,true,2026-07", "", "  ", ",,,,", "b,two,1,true,2026-07", ",,,,", ""))
    assert answer.frame["employee_id"].to_list() == ["a", "b"]
    assert answer.rows.to_list() == [2, 6]
    assert [fault.row for fault in answer.faults] == [6]


def test_a_row_of_several_lines_counts_once_as_in_a_spreadsheet(read):
    answer = read(lines('"a\nb",1,1,true,2026-07', "c,two,1,true,2026-07"))
    assert [(fault.row, fault.column) for fault in answer.faults] == [
        (2, "employee_id"),
        (3, "coefficient_hundredths"),
    ]


@pytest.mark.parametrize(
    ("cell", "rule", "way_out"),
    [
        ("2.34", "It must be a whole number of hundredths.", "Write 234 for 2.34."),
        ('"2,34"', "It must be a whole number of hundredths.", "Write 234 for 2,34."),
        ("-0.5", "It must be a whole number of hundredths.", "Write -50 for -0.5."),
        (
            "2.345",
            "It must be a whole number of hundredths, and this has more than two decimals.",
            "Round it",
        ),
        ("two", "It must be a whole number.", "Write digits only."),
        ("1_000", "It must be a whole number.", "Write digits only."),
        ("２", "It must be a whole number.", "Write digits only."),
        ("NaN", "It must be a whole number.", "Write digits only."),
        (
            "9223372036854775808",
            "It must lie within -9223372036854775808 and 9223372036854775807.",
            "Correct",
        ),
        ("2.3E+07", "It must be a whole number in full; a spreadsheet has shortened this one.", "Format"),
    ],
)
def test_a_wrong_coefficient_says_what_to_write_instead(read, cell, rule, way_out):
    answer = read(lines("a,234,1,true,2026-07", f"b,{cell},1,true,2026-07"))
    (fault,) = answer.faults
    assert (fault.row, fault.key, fault.column) == (3, "employee_id b", "coefficient_hundredths")
    assert fault.value == cell.strip('"')
    assert fault.rule == rule
    assert fault.way_out.startswith(way_out)
    assert answer.frame["coefficient_hundredths"].to_list() == [234, None]


@pytest.mark.parametrize(
    ("cell", "rule", "way_out"),
    [
        ("12.300.000", "It must be a whole number without separators of thousands.", "Write 12300000."),
        ('"12,300,000"', "It must be a whole number without separators of thousands.", "Write 12300000."),
        ("12 300 000", "It must be a whole number without separators of thousands.", "Write 12300000."),
        ("12300000.00", "It must be a whole number of dong.", "Write 12300000."),
        ("12300000.5", "It must be a whole number of dong.", "Round it by the rule that applies."),
    ],
)
def test_a_wrong_amount_says_what_to_write_instead(read, cell, rule, way_out):
    (fault,) = read(lines(f"a,234,{cell},true,2026-07")).faults
    assert (fault.column, fault.rule, fault.way_out) == ("award_vnd", rule, way_out)


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ("a,1,1,yes,2026-07", "rated", "It must be true or false."),
        ("a,1,1,1,2026-07", "rated", "It must be true or false."),
        ("a,1,1,true,31/07/2026", "month", "It must be a day of the calendar."),
        ("a,1,1,true,2026-02-30", "month", "It must be a day of the calendar."),
        ("a,1,1,true,2026-7-1", "month", "It must be a day of the calendar."),
    ],
)
def test_truth_and_days_are_never_guessed(read, row, column, rule):
    (fault,) = read(lines(row)).faults
    assert (fault.column, fault.rule) == (column, rule)


def test_a_quotation_mark_left_open_swallows_no_row_in_silence(read):
    answer = read(
        b'month,rated,award_vnd,coefficient_hundredths,employee_id\n2026-07,true,1,1,"a\n2026-07,true,1,1,b\n'
    )
    assert [(fault.column, fault.rule) for fault in answer.faults] == [
        ("employee_id", "It runs over several lines.")
    ]


def test_torn_rows_are_all_named(refused):
    refusal = refused(lines("a,1,1,true,2026-07", "b,1", "c,1,1,true,2026-07,9", 'd,"1,1,true,2026-07'))
    assert refusal.code == "file_rows"
    assert "people.csv: 3 torn rows;" in refusal.message
    assert "row 3 has 2 fields, the header 5: 'b,1'" in refusal.message
    assert "row 4 has 6 fields, the header 5: 'c,1,1,true,2026-07,9'" in refusal.message
    assert "row 5 has 2 fields, the header 5" in refusal.message


def test_missing_and_extra_columns_are_named_with_near_matches(refused):
    refusal = refused(lines("a", header="employee_id,coefficient_hundreths,award_vnd,rated,month,full_name"))
    assert refusal.code == "file_columns"
    assert "column coefficient_hundredths is missing: rename coefficient_hundreths" in refusal.message
    assert "column full_name is not of this model: take it out" in refusal.message
    assert refusal.message.endswith(f"The model takes exactly: {HEADER.replace(',', ', ')}.")


def test_a_title_above_the_header_is_told_as_such(refused):
    refusal = refused(lines(HEADER, "a,1,1,true,2026-07", header="BẢNG LƯƠNG THÁNG 7"))
    assert (
        "line 1 must name the columns, and reads “BẢNG LƯƠNG THÁNG 7”. Take out what stands"
        in refusal.message
    )


def test_a_column_that_stands_there_twice_is_refused(refused):
    refusal = refused(lines("a,1,1,true,2026-07,a", header=HEADER + ",employee_id"))
    assert "column employee_id is there 2 times: keep one" in refusal.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused_with_the_command_that_converts_it(refused, encoding):
    refusal = refused(lines("a,234,5,true,2026-07").decode().encode(encoding))
    assert refusal.code == "file_encoding"
    assert "is UTF-16" in refusal.message
    assert f"iconv -f UTF-16{'BE' if encoding.endswith('be') else 'LE'} -t UTF-8 " in refusal.message


def test_windows_1258_is_refused_with_the_line_and_the_byte(refused):
    refusal = refused(lines("a,234,5,true,2026-07", "Đặng").decode().replace("ặ", "ă").encode("cp1258"))
    assert refusal.code == "file_encoding"
    assert "is not UTF-8: line 3, byte 1 is 0xD0." in refusal.message
    assert "In Windows-1258 (Vietnamese) the line reads “Đăng”." in refusal.message
    assert "iconv -f WINDOWS-1258 -t UTF-8 " in refusal.message


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(refused, content):
    refusal = refused(content)
    assert refusal.code == "file_empty"


def test_a_header_without_rows_is_refused(refused):
    assert refused(lines("")).message.endswith("has a header and no rows: there is nothing to compute.")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04rest", "is a zip file but no workbook: unpack it, or save the workbook again as .xlsx."),
        (b"\xd0\xcf\x11\xe0rest", "is not CSV, Parquet or XLSX but an old workbook (.xls): save it as .xlsx"),
        (b"\x1f\x8brest", "compressed (gzip): unpack it first"),
        (b"%PDF-1.7", "a PDF"),
    ],
)
def test_other_formats_are_refused_with_the_way_out(refused, content, says):
    refusal = refused(content)
    assert refusal.code == "file_format"
    assert says in refusal.message


def test_a_missing_file_is_named_with_its_near_matches(read, tmp_path):
    (tmp_path / "people_2026.csv").touch()
    with pytest.raises(NoSuchFile) as refusal:
        read_table(str(tmp_path / "peoples_2026.csv"), TYPES, ["employee_id"], COUNTS)
    assert refusal.value.code == "file_missing"
    assert refusal.value.message.endswith("did you mean people_2026.csv?")


def test_a_folder_is_not_a_table(tmp_path):
    with pytest.raises(NoSuchFile, match="is a folder"):
        read_table(str(tmp_path), TYPES, ["employee_id"], COUNTS)


def test_csv_in_the_name_of_parquet_is_refused(refused):
    refusal = refused(lines("a,1,1,true,2026-07"), "people.parquet")
    assert refusal.code == "file_format"
    assert "is not Parquet (it does not begin with PAR1): copy it again, or rename it" in refusal.message


def test_any_other_name_may_hold_csv(read):
    assert read(lines("a,1,1,true,2026-07"), "people.data").frame.height == 1
