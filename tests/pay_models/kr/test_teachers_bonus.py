"""What a school pays by grade never changes what the bonus costs, and a better grade never pays less."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import run
from pay_models.kr.teachers_bonus.model import MODEL
from tests.tiers import examples

DAY = date(2013, 12, 31)
SHARES = {"S": 30, "A": 40, "B": 30}
promised = settings(max_examples=examples(40))
percents = st.integers(50, 100)
bases = st.integers(1, 10**8)


def paid(rows: list[dict[str, Any]], base: int) -> pl.DataFrame:
    teachers = [
        {
            "employee_id": number,
            "employment": "regular",
            "grade": "A",
            "differential_percent": 50,
            "school_grade": "none",
            **row,
        }
        for number, row in enumerate(rows)
    ]
    return run(MODEL, pl.DataFrame(teachers), on=DAY, changes={"base_won": base}).result


@promised
@given(percents, bases)
def test_a_school_costs_the_same_whatever_it_pays_by_grade(percent: int, base: int) -> None:
    teachers = [
        {"grade": grade, "differential_percent": percent} for grade in SHARES for _ in range(SHARES[grade])
    ]

    cost = paid(teachers, base)["total_won"].sum()

    # 100 teachers at the average weight of 1.03, less at most 9 won cut off of each of two parts
    assert 103 * base - 100 * 2 * 10 < cost <= 103 * base


@promised
@given(percents, bases)
def test_a_better_grade_never_pays_less(percent: int, base: int) -> None:
    rows = [
        {"grade": grade, "school_grade": school, "differential_percent": percent}
        for school in ("B", "A", "S")
        for grade in ("B", "A", "S")
    ]

    totals = paid(rows, base)["total_won"].to_list()

    assert all(totals[at : at + 3] == sorted(totals[at : at + 3]) for at in (0, 3, 6))
    assert all(totals[at::3] == sorted(totals[at::3]) for at in (0, 1, 2))


@promised
@given(st.integers(0, 100), bases)
def test_the_part_by_grade_never_falls_under_the_ministrys_minimum(percent: int, base: int) -> None:
    (row,) = paid([{"differential_percent": percent}], base).rows(named=True)

    assert row["by_grade_percent"] == max(50, percent)
    assert row["differential_won"] == base * max(50, percent) // 1000 * 10
