"""The housing allowance never falls as the rent rises; overtime is priced by the hour, and more is never less."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.jp.housing_allowance.model import MODEL as HOUSING
from pay_models.jp.overtime.model import MODEL as OVERTIME
from pay_models.kernel import run
from tests.tiers import examples

DAY = date(2026, 12, 31)
promised = settings(max_examples=examples(40))
minutes = st.integers(0, 10_000)
KINDS = ("weekday_minutes", "night_minutes", "holiday_minutes", "holiday_night_minutes")


def housed(rents: list[int]) -> pl.Series:
    rows = pl.DataFrame({"employee_id": range(len(rents)), "rent_yen": rents})
    return run(HOUSING, rows, on=DAY).result["housing_yen"]


def worked(monthly: int, months: list[tuple[int, ...]]) -> list[int]:
    rows = [
        {"employee_id": number, "monthly_yen": monthly, **dict(zip(KINDS, one, strict=True))}
        for number, one in enumerate(months)
    ]
    return run(OVERTIME, pl.DataFrame(rows), on=DAY).result["overtime_yen"].to_list()


@promised
@given(st.lists(st.integers(0, 100_000) | st.integers(0, 10**8), min_size=1, max_size=50))
def test_a_higher_rent_is_never_a_lower_allowance_nor_one_above_the_cap(rents: list[int]) -> None:
    allowances = housed(sorted(rents))

    assert allowances.is_sorted()
    assert allowances.is_between(0, 28_000).all()
    assert (allowances % 100 == 0).all()


@promised
@given(st.integers(0, 10**7), st.tuples(minutes, minutes, minutes, minutes), st.integers(0, 3), minutes)
def test_more_overtime_of_any_kind_never_pays_less(
    monthly: int, month: tuple[int, ...], kind: int, more: int
) -> None:
    longer = (*month[:kind], month[kind] + more, *month[kind + 1 :])

    before, after = worked(monthly, [month, longer])

    assert before <= after


@promised
@given(st.integers(0, 10**7), st.integers(0, 60))
def test_whole_hours_cost_their_rounded_price_each(monthly: int, hours: int) -> None:
    one, all_of_them = worked(monthly, [(60, 0, 0, 0), (60 * hours, 0, 0, 0)])

    assert all_of_them == one * hours
