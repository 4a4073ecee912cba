"""More index never pays less, and part-time work never pays less than its share of full time."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.fr.index_pay.model import MODEL
from pay_models.kernel import BadRows, run
from tests.tiers import examples

DAY = date(2024, 1, 1)
months = st.dates(date(2013, 1, 1), DAY).map(lambda day: day.replace(day=1))
held = st.lists(
    st.tuples(months, st.integers(100, 2000), st.sampled_from((50, 60, 70, 80, 90, 100))),
    min_size=1,
    max_size=40,
)


def paid(rows: list[tuple[date, int, int]]) -> pl.DataFrame:
    names = ("month", "index", "working_percent")
    return run(
        MODEL,
        pl.DataFrame(
            [{"employee_id": str(n), **dict(zip(names, row, strict=True))} for n, row in enumerate(rows)]
        ),
        on=DAY,
    ).result


@settings(max_examples=examples(40))
@given(held)
def test_one_point_more_never_pays_less(rows: list[tuple[date, int, int]]) -> None:
    more = [(month, min(index + 1, 2000), percent) for month, index, percent in rows]

    assert (paid(more)["gross_eur_cents"] >= paid(rows)["gross_eur_cents"]).all()


@settings(max_examples=examples(40))
@given(held)
def test_part_time_is_paid_at_least_its_share_and_at_most_full_time(
    rows: list[tuple[date, int, int]],
) -> None:
    for row in paid(rows).rows(named=True):
        assert row["gross_eur_cents"] <= row["full_time_eur_cents"]
        assert row["gross_eur_cents"] >= row["full_time_eur_cents"] * row["working_percent"] // 100


def test_a_month_before_the_minimum_index_is_known_is_refused_by_name() -> None:
    with pytest.raises(BadRows, match="No minimum index is known for this month"):
        paid([(date(2012, 12, 1), 400, 100)])
