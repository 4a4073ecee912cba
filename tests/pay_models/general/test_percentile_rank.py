"""Equal results stand alike, a better result never stands lower."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import model, run
from tests.tiers import examples


@settings(max_examples=examples(40))
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(-5, 5)), min_size=1, max_size=30))
def test_equal_results_stand_alike_and_a_better_one_never_lower(rows: list[tuple[int, int]]) -> None:
    frame = pl.DataFrame(rows, schema=["group_id", "result"], orient="row").with_row_index("employee_id")
    frame = frame.with_columns(pl.col("employee_id").cast(pl.Int64))

    placed = run(model("general.percentile_rank"), frame, on=date(2026, 6, 30)).result

    for peers in placed.partition_by("group_id"):
        assert (
            peers.group_by("result").agg(pl.col("percentile_rank").n_unique())["percentile_rank"].max() == 1
        )
        assert peers.sort("result")["percentile_rank"].is_sorted()
        assert peers["percentile_rank"].is_between(0, 1000).all()
