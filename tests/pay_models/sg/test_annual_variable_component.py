"""The months announced are paid to everybody alike, no cap is crossed, and nothing unknown is guessed."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, run
from pay_models.sg.annual_variable_component.model import MODEL
from tests.tiers import examples

DAY = date(2026, 7, 1)
announced = st.sampled_from(sorted(MODEL.in_force(DAY).values.months_hundredths.cells, key=str))
served = st.lists(st.tuples(announced, st.integers(0, 3_000_000)), min_size=1, max_size=40)


def paid(rows: list[tuple[tuple[int | str, ...], int]]) -> pl.DataFrame:
    people = [
        {"employee_id": str(n), "year": year, "half": half, "grade": grade, "monthly_sgd_cents": monthly}
        for n, ((year, half, grade), monthly) in enumerate(rows)
    ]
    return run(MODEL, pl.DataFrame(people), on=DAY)["half_year"]


@settings(max_examples=examples(40))
@given(served)
def test_more_salary_never_pays_less(rows: list[tuple[tuple[int | str, ...], int]]) -> None:
    more = [(announcement, monthly + 1) for announcement, monthly in rows]

    assert (paid(more)["total_sgd_cents"] >= paid(rows)["total_sgd_cents"]).all()


@settings(max_examples=examples(40))
@given(served)
def test_no_cap_is_crossed_and_december_brings_a_month(rows: list[tuple[tuple[int | str, ...], int]]) -> None:
    result = paid(rows)

    assert (result.filter(pl.col("year") == 2009)["component_sgd_cents"] <= 75_000).all()
    december = result.filter(pl.col("half") == "year_end")
    assert december["thirteenth_month_sgd_cents"].equals(december["monthly_sgd_cents"], check_names=False)
    assert result.filter(pl.col("half") == "mid_year")["thirteenth_month_sgd_cents"].sum() == 0


def test_an_announcement_that_is_not_known_is_refused_by_name() -> None:
    with pytest.raises(BadRows, match="No announcement of this half-year for this group of grades"):
        paid([((2020, "year_end", "other"), 400_000)])
