"""No step is skipped or lost, and the last step of a grade is the end."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, run
from pay_models.ph.salary_grid.model import MODEL
from tests.tiers import examples

DAY = date(2024, 6, 1)
held = st.lists(
    st.tuples(
        st.integers(1, 32), st.integers(1, 8), st.integers(0, 60), st.integers(0, 90), st.integers(0, 2)
    ),
    min_size=1,
    max_size=40,
)


def paid(rows: list[tuple[int, ...]]) -> pl.DataFrame:
    names = ("salary_grade", "step", "months_in_step", "unpaid_days", "merit_steps")
    people = [{"employee_id": str(n), **dict(zip(names, row, strict=True))} for n, row in enumerate(rows)]
    return run(MODEL, pl.DataFrame(people), on=DAY).result


@settings(max_examples=examples(40))
@given(held)
def test_nobody_goes_back_or_gains_more_steps_than_they_have_earned(rows: list[tuple[int, ...]]) -> None:
    for row in paid(rows).rows(named=True):
        gained = row["new_step"] - row["step"]
        assert gained == min(row["service_steps"] + row["merit_steps"], 8 - row["step"])
        assert row["new_salary_pesos"] >= row["salary_pesos"]


@settings(max_examples=examples(40))
@given(held)
def test_a_day_of_unpaid_leave_more_never_pays_more(rows: list[tuple[int, ...]]) -> None:
    longer = [(grade, held, months, days + 1, merit) for grade, held, months, days, merit in rows]

    assert (paid(longer)["new_salary_pesos"] <= paid(rows)["new_salary_pesos"]).all()


def test_a_step_that_the_schedule_lacks_is_refused_by_name() -> None:
    with pytest.raises(BadRows, match="The salary schedule has no such step in this grade"):
        paid([(33, 3, 0, 0, 0)])
