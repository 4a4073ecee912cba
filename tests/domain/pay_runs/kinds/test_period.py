"""What a run pays for is a kind and a period that has begun, named by its first day; a year says its own."""

from datetime import date

import pytest

from domain.errors import Invalid
from domain.pay_runs.kinds.bonus import BONUS
from domain.pay_runs.period import Wanted, begun

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    "wanted", [Wanted(2026), Wanted(None, "bonus", date(2026, 1, 1)), Wanted(2026, "bonus", date(2026, 1, 1))]
)
def test_the_bonus_of_a_year_is_wanted_by_its_year_or_its_first_day(wanted):
    assert begun(wanted, TODAY) == (BONUS, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("wanted", "code", "path"),
    [
        (Wanted(2027), "year_to_come", "year"),
        (Wanted(0), "no_such_year", "year"),
        (Wanted(0, "bonus", date(2024, 1, 1)), "no_such_year", "year"),
        (Wanted(2_147_483_647, "bonus", date(2024, 1, 1)), "no_such_year", "year"),
        (Wanted(None), "period_start_missing", "year"),
        (Wanted(None, "gift", date(2026, 1, 1)), "unknown_kind", "period.kind"),
        (Wanted(None, "bonus", date(2026, 4, 1)), "not_the_first_day", "period.start"),
        (Wanted(2025, "bonus", date(2026, 1, 1)), "year_of_another_period", "year"),
        (Wanted(None, "bonus", date(2026, 1, 2)), "not_the_first_day", "period.start"),
        (Wanted(None, "bonus", date(2027, 1, 1)), "month_to_come", "period.start"),
    ],
)
def test_a_period_that_is_none_or_has_not_begun_pays_nobody(wanted, code, path):
    with pytest.raises(Invalid) as refused:
        begun(wanted, TODAY)

    assert (refused.value.code, refused.value.path) == (code, path)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Wanted(None), "The bonus is paid by the year: send `year`, or `period` with its first day."),
        (
            Wanted(2025, "bonus", date(2026, 1, 1)),
            "2026-01-01 is not in 2025: leave `year` out, or send the year of the period, 2026.",
        ),
        (
            Wanted(None, "extra_income", date(2026, 2, 15)),
            "The extra income is paid by the quarter: name it by its first day, 2026-01-01.",
        ),
    ],
)
def test_a_refusal_advises_what_would_be_taken(wanted, says):
    with pytest.raises(Invalid) as refused:
        begun(wanted, TODAY)

    assert refused.value.message == says
