"""Periods are whole months."""

from datetime import date

import pytest

from domain.facts.period import Period


@pytest.mark.parametrize(
    ("kind", "start", "after", "months", "said"),
    [
        ("month", date(2026, 12, 1), date(2027, 1, 1), 1, "2026-12"),
        ("quarter", date(2026, 10, 1), date(2027, 1, 1), 3, "2026-Q4"),
        ("half_year", date(2026, 1, 1), date(2026, 7, 1), 6, "2026-H1"),
        ("year", date(2026, 1, 1), date(2027, 1, 1), 12, "2026"),
    ],
)
def test_a_period_is_so_many_months_from_its_first_day_on(kind, start, after, months, said):
    period = Period.beginning(kind, start)

    assert period.after == after
    assert len(period.months) == months
    assert (period.months[0], period.months[-1]) == (start, date(2026, start.month + months - 1, 1))
    assert period.said == said


def test_a_year_begins_in_january():
    assert Period.year(2026) == Period("year", date(2026, 1, 1), date(2027, 1, 1))
    assert Period.year(2026).last_day == date(2026, 12, 31)
