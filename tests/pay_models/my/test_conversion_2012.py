"""Every salary rises by its row of the table, to the nearest sen, and the order of salaries stays."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, run
from pay_models.my.conversion_2012.model import MODEL
from tests.tiers import examples

DAY = date(2012, 1, 1)
UPLIFTS = {"add_39_percent": (39, 0), "add_37_percent": (37, 0), "add_10_percent_and_rm110": (10, 11_000)}
old = st.lists(st.tuples(st.integers(0, 10**7), st.sampled_from(sorted(UPLIFTS))), min_size=1, max_size=40)


def converted(rows: list[tuple[int, str]]) -> pl.DataFrame:
    people = [{"employee_id": str(n), "old_sen": sen, "conversion": row} for n, (sen, row) in enumerate(rows)]
    return run(MODEL, pl.DataFrame(people), on=DAY).result


@settings(max_examples=examples(40))
@given(old)
def test_a_new_salary_is_within_half_a_sen_of_the_exact_one(rows: list[tuple[int, str]]) -> None:
    for row in converted(rows).rows(named=True):
        percent, plus = UPLIFTS[row["conversion"]]
        exact_hundredths = row["old_sen"] * (100 + percent) + plus * 100
        assert -50 < row["new_sen"] * 100 - exact_hundredths <= 50


@settings(max_examples=examples(40))
@given(old)
def test_who_had_more_still_has_no_less_in_the_same_row(rows: list[tuple[int, str]]) -> None:
    for same in converted(rows).partition_by("conversion"):
        assert same.sort("old_sen")["new_sen"].is_sorted()


def test_a_row_that_the_table_lacks_is_refused_by_name() -> None:
    with pytest.raises(BadRows, match="The table of conversion has no such row"):
        converted([(100_000, "add_38_percent")])
