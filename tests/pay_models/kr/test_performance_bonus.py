"""The bonus costs what was budgeted, and a better class never pays less."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, run
from pay_models.kr.performance_bonus.model import MODEL
from tests.tiers import examples

DAY = date(2026, 12, 31)
SHARES = {
    "general": {"S": 20, "A": 40, "B": 30, "C": 10},
    "annual_salary": {"S": 20, "A": 30, "B": 40, "C": 10},
    "fire": {"S": 30, "A": 50, "B": 20},
}
promised = settings(max_examples=examples(40))
amounts = st.integers(1, 2 * 10**8)
services = st.sampled_from(tuple(SHARES))


def paid(rows: list[dict[str, Any]], changes: dict[str, int | str] | None = None) -> pl.DataFrame:
    plain = {
        "service": "general",
        "rank": "any",
        "brought_amount_won": 1_000_000,
        "class": "S",
        "months_served": 12,
        "disciplined": False,
        "outstanding": False,
        "years_in_top_class": 1,
    }
    people = pl.DataFrame([{"employee_id": number, **plain, **row} for number, row in enumerate(rows)])
    return run(MODEL, people, on=DAY, changes=changes or {}).result


@promised
@given(services, amounts, st.integers(5000, 20_000))
def test_a_hundred_people_in_the_planned_classes_cost_the_budget(
    service: str, amount: int, budget_bp: int
) -> None:
    people = [
        {"service": service, "class": name, "brought_amount_won": amount}
        for name, count in SHARES[service].items()
        for _ in range(count)
    ]

    cost = paid(people, {f"{service}_budget_bp": budget_bp})["bonus_won"].sum()

    # the factor is exact to half a hundred-thousandth, each payment to half a won
    mean = {"general": 11_000, "annual_salary": 500, "fire": 12_925}[service]
    off = abs(cost * 10_000 - 100 * amount * budget_bp)
    assert off <= 100 * (5_000 + amount * mean // 200_000 + 1)


@promised
@given(services, amounts)
def test_a_better_class_never_pays_less(service: str, amount: int) -> None:
    classes = reversed(SHARES[service])

    bonuses = paid([{"service": service, "class": name, "brought_amount_won": amount} for name in classes])

    assert bonuses["bonus_won"].is_sorted()


@promised
@given(amounts, st.booleans(), st.integers(0, 9), st.integers(0, 12), st.booleans())
def test_additions_never_exceed_half_of_the_bonus_each(
    amount: int, outstanding: bool, years: int, months: int, disciplined: bool
) -> None:
    (row,) = paid(
        [
            {
                "brought_amount_won": amount,
                "outstanding": outstanding,
                "years_in_top_class": years,
                "months_served": months,
                "disciplined": disciplined,
            }
        ]
    ).rows(named=True)

    half = (row["bonus_won"] + 1) // 2
    assert row["outstanding_won"] == (half if outstanding else 0)
    assert row["long_term_won"] == (half if years >= 3 else 0)
    assert (row["total_won"] > 0) == (months >= 2 and not disciplined)


def test_a_rank_without_a_known_amount_is_refused() -> None:
    with pytest.raises(BadRows) as refused:
        paid([{"brought_amount_won": 0}])

    (fault,) = refused.value.faults
    assert (fault.column, fault.value) == ("service, rank, brought_amount_won", "general, any, 0")
