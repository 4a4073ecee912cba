"""The gate for days: written in one way, and within a working life of today."""

from datetime import UTC, date, datetime

import pytest

from tabular.days import BrokenDay, day, moment, year

TODAY = date(2026, 11, 28)


def broken(found: object) -> str:
    assert isinstance(found, BrokenDay), found
    return found.rule


@pytest.mark.parametrize("text", ["1900-01-01", "2026-02-28", "2028-02-29", "2096-12-31"])
def test_a_day_is_written_with_year_month_and_day(text):
    assert day(text, TODAY) == date.fromisoformat(text)


@pytest.mark.parametrize(
    "text",
    [
        "20260101",
        "2026-W01-1",
        "2026-1-1",
        "2026-02-29",
        "01/02/2026",
        "２０２６-01-01",
        "2026-01-01\n",
        " 2026-01-01",
        "",
    ],
)
def test_no_other_way_to_write_a_day_is_read(text):
    assert broken(day(text, TODAY)) == "not_a_day"


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2097-01-01", "2206-07-01", "9999-12-31"])
def test_a_day_that_no_working_life_reaches_is_refused(text):
    found = day(text, TODAY)

    assert broken(found) == "out_of_reach"
    assert found.says == f"{text} lies outside a working life, 1900-01-01 to 2096-12-31."


def test_a_moment_is_kept_in_utc():
    eight = datetime(2026, 3, 1, 1, tzinfo=UTC)

    assert moment("2026-03-01T08:00:00+07:00", TODAY) == eight
    assert moment("2026-03-01T01:00:00Z", TODAY) == eight
    assert moment("2026-03-01 08:00+0700", TODAY) == eight
    assert moment("2026-03-01T01:00:00.000001Z", TODAY) == eight.replace(microsecond=1)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("0001-01-01T00:00:00+07:00", "not_a_moment"),
        ("9999-12-31T23:59:59-07:00", "not_a_moment"),
        ("0001-01-01T00:00:00+14:00", "not_a_moment"),
        ("0001-01-02T00:00:00Z", "out_of_reach"),
        ("2097-01-01T00:00:00Z", "out_of_reach"),
        ("2026-03-01T08:00:00", "no_time_zone"),
        ("2026-03-01", "not_a_moment"),
        ("2026-W09-7T08:00:00Z", "not_a_moment"),
        ("2026-03-01T25:00:00Z", "not_a_moment"),
        ("2026-03-01T08:00:00+99:00", "not_a_moment"),
    ],
)
def test_a_moment_stays_in_the_calendar_whatever_its_offset(text, rule):
    assert broken(moment(text, TODAY)) == rule


@pytest.mark.parametrize("number", [1900, 2026, 2096])
def test_a_year_of_a_working_life_is_one(number):
    assert year(number, TODAY) == number


@pytest.mark.parametrize("number", [0, -5, 1, 1899, 2097, 10_000, -(2**31), 2**31 - 1])
def test_any_other_number_is_no_year(number):
    assert broken(year(number, TODAY)) == "no_such_year"
