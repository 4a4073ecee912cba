"""A dated row holds in each month on whose first day it is the latest of its key."""

from datetime import date

import polars as pl
import pytest

from domain.facts import months
from domain.facts.period import Period

QUARTER = Period.beginning("quarter", date(2026, 4, 1))


def held(*rows: tuple[int, date, int | None]) -> pl.DataFrame:
    return pl.DataFrame(
        rows, {"employee_key": pl.Int64, "effective_from": pl.Date, "position_key": pl.Int64}, orient="row"
    )


def in_post(*rows: tuple[int, date, int | None], period: Period = QUARTER) -> list[tuple[int, int, int]]:
    return months.in_post(held(*rows), period).rows()


def test_a_post_held_since_long_ago_counts_in_every_month():
    assert in_post((1, date(2018, 3, 1), 7)) == [(1, 0, 7), (1, 1, 7), (1, 2, 7)]


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        (date(2026, 5, 1), [(1, 0, 7), (1, 1, 8), (1, 2, 8)]),
        (date(2026, 5, 2), [(1, 0, 7), (1, 1, 7), (1, 2, 8)]),
        (date(2026, 5, 31), [(1, 0, 7), (1, 1, 7), (1, 2, 8)]),
        (date(2026, 6, 30), [(1, 0, 7), (1, 1, 7), (1, 2, 7)]),
        (date(2026, 4, 1), [(1, 0, 8), (1, 1, 8), (1, 2, 8)]),
        (date(2027, 1, 1), [(1, 0, 7), (1, 1, 7), (1, 2, 7)]),
    ],
)
def test_a_month_is_of_the_post_held_on_its_first_day(day, counted):
    assert in_post((1, day, 8), (1, date(2018, 3, 1), 7)) == counted


def test_who_has_left_holds_no_post_until_they_come_back():
    rows = (1, date(2018, 3, 1), 7), (1, date(2026, 4, 15), None), (1, date(2026, 6, 1), 7)

    assert in_post(*rows) == [(1, 0, 7), (1, 2, 7)]


def test_who_held_several_posts_within_a_month_counts_for_the_one_of_its_first_day():
    rows = (1, date(2018, 3, 1), 7), (1, date(2026, 4, 10), 8), (1, date(2026, 4, 20), 9)

    assert in_post(*rows) == [(1, 0, 7), (1, 1, 9), (1, 2, 9)]


def test_people_do_not_end_one_another():
    assert in_post((1, date(2018, 3, 1), 7), (2, date(2026, 6, 1), 7)) == [
        (1, 0, 7),
        (1, 1, 7),
        (1, 2, 7),
        (2, 2, 7),
    ]


def test_a_year_over_nobody_is_no_month():
    assert in_post(period=Period.year(2026)) == []


def test_a_month_goes_by_its_first_day():
    places = pl.DataFrame({"place": [0, 2]}, {"place": pl.Int32})

    assert places.select(months.first_day(QUARTER))["month"].to_list() == [date(2026, 4, 1), date(2026, 6, 1)]
