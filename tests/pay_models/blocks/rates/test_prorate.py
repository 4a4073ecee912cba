"""Proration: three countries count the same days in three ways."""

from datetime import date

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.blocks.proration import months_between, months_by_days, part
from pay_models.blocks.quota import count
from tests.pay_models.blocks.column import computed, filled


def test_korea_counts_a_rest_of_fifteen_days_as_a_month() -> None:
    days = [0, 14, 15, 29, 30, 44, 45, 180]
    months = months_by_days(nw.col("days"))

    assert computed(months, days=days) == [0, 0, 1, 1, 1, 1, 2, 6]
    # 45 days of half a year's 3,000,000 won
    assert computed(part(nw.col("full_won"), months, 6), full_won=[3_000_000], days=[45]) == [1_000_000]


def test_the_post_bank_takes_a_twelfth_for_each_month_with_fewer_than_fifteen_active_days() -> None:
    active = [31, 28, 14, 15, 0, 30, 31, 31, 30, 31, 30, 31]
    result = filled(
        {"person": ["a"] * 12, "active_days": active, "full_cents": [1_200_00] * 12},
        missing=count(nw.col("active_days") < 15, ("person",)),
        paid=part(nw.col("full_cents"), 12 - nw.col("missing"), 12),
    )

    assert result["missing"].unique().to_list() == [2]
    assert result["paid"].unique().to_list() == [1_000_00]


def test_the_post_office_takes_a_twelfth_for_each_thirty_unpaid_days() -> None:
    paid = part(nw.col("full_cents"), 12 - nw.col("unpaid_days") // 30, 12)

    assert computed(paid, full_cents=[1200] * 4, unpaid_days=[29, 30, 59, 60]) == [1200, 1100, 1100, 1000]


def test_japan_pays_by_bands_of_months_and_days() -> None:
    """Term allowance: 100 % for six months, 80 from five, 60 from three, 30 below. A village counts days / 30."""
    months_tenths = nw.col("days") * 10 // 30
    rate = band(months_tenths, [(60, 100), (50, 80), (30, 60), (1, 30)], below=0)

    assert computed(rate, days=[182, 180, 179, 150, 149, 90, 89, 3, 0]) == [
        100,
        100,
        80,
        80,
        60,
        60,
        30,
        30,
        0,
    ]


def test_part_time_and_a_part_of_the_year_are_parts_of_a_part() -> None:
    full = part(part(nw.col("amount"), 7, 12), 80, 100)

    assert computed(full, amount=[100_000, 99_999]) == [46_666, 46_665]
    assert computed(part(nw.col("amount"), 7, 12, rounding="half_up"), amount=[100_000]) == [58_333]


def test_who_comes_late_in_the_year_has_a_part_or_nothing() -> None:
    """A plan pays those hired from April to September in part, and from October nothing."""
    months = band(nw.col("hired_month"), [(10, 0), (9, 4), (8, 5), (7, 6), (6, 7), (5, 8), (4, 9)], below=12)

    assert computed(part(nw.lit(1200, nw.Int64), months, 12), hired_month=[1, 4, 9, 10]) == [
        1200,
        900,
        400,
        0,
    ]


def test_a_month_is_over_on_the_same_day_of_a_later_one() -> None:
    starts = [date(2024, 1, 31), date(2024, 1, 31), date(2023, 3, 15), date(2023, 3, 15), date(2024, 5, 1)]
    ends = [date(2024, 2, 29), date(2024, 3, 1), date(2026, 3, 14), date(2026, 3, 15), date(2024, 4, 1)]

    assert computed(months_between(nw.col("start"), nw.col("end")), start=starts, end=ends) == [
        0, 1, 35, 36, -1
    ]  # fmt: skip
