"""Shares are the pool to the last cent; caps hold; a larger weight is never a smaller share."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, model, run
from tests.tiers import examples

DAY = date(2026, 6, 30)
promised = settings(max_examples=examples(40))

people = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 10**11), st.integers(0, 10**9)), min_size=1, max_size=30
)


def shared(rows: list[tuple[int, int, int]], profit: int, changes: dict[str, Any]) -> pl.DataFrame:
    frame = pl.DataFrame(
        [
            {
                "employee_id": number,
                "pool_id": pool,
                "profit_cents": profit * pool,
                "part_bp": 10_000,
                "salary_cents": salary,
                "units": units,
            }
            for number, (pool, salary, units) in enumerate(rows)
        ]
    )
    return run(model("general.profit_share"), frame, on=DAY, changes=changes).result


@promised
@given(people, st.integers(0, 10**13), st.sampled_from(("salary", "equal", "units")), st.integers(0, 10_000))
def test_shares_are_the_whole_pool_and_a_larger_weight_is_never_a_smaller_share(
    rows: list[tuple[int, int, int]], profit: int, share_by: str, rate: int
) -> None:
    for pool in shared(rows, profit, {"share_by": share_by, "pool_rate_bp": rate}).partition_by("pool_id"):
        whole = profit * pool["pool_id"][0] * rate // 10_000
        assert pool["share_cents"].sum() == (whole if pool["weight"].sum() else 0)
        assert pool.sort("weight", "share_cents")["share_cents"].is_sorted()


@promised
@given(people, st.integers(0, 10**13), st.integers(0, 10_000), st.integers(0, 20_000))
def test_nobody_takes_more_than_the_caps_and_what_is_not_paid_is_kept(
    rows: list[tuple[int, int, int]], profit: int, of_pool: int, of_salary: int
) -> None:
    changes = {"person_cap_bp": of_pool, "salary_cap_bp": of_salary}

    for pool in shared(rows, profit, changes).partition_by("pool_id"):
        assert pool["payout_cents"].sum() + pool["kept_cents"][0] == pool["pool_cents"][0]
        for row in pool.rows(named=True):
            assert row["payout_cents"] * 10_000 <= row["whole_pool_cents"] * of_pool
            assert row["payout_cents"] * 10_000 <= row["salary_cents"] * of_salary


def test_percentages_over_the_whole_are_refused() -> None:
    with pytest.raises(BadRows, match="more than the whole"):
        shared([(1, 1, 6000), (1, 1, 4001)], 100, {"share_by": "percentage"})
