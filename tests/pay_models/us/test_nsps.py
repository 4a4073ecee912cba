"""Payouts never exceed the pool, and a share is worth the same part of pay to everybody in it."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import model, run
from tests.tiers import examples

DAY = date(2009, 1, 31)
promised = settings(max_examples=examples(40))

rated = st.sampled_from(((150, 0), (250, 0), (350, 1), (350, 2), (351, 3), (450, 4), (451, 5), (500, 6)))
people = st.lists(
    st.tuples(rated, st.integers(1, 3), st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 10_000)),
    min_size=1,
    max_size=30,
)


def paid(rows: list[Any], money: int) -> pl.DataFrame:
    frame = pl.DataFrame(
        [
            {
                "employee_id": number,
                "pool_id": pool,
                "average_hundredths": average,
                "shares": shares,
                "base_pay_usd": pay,
                "band_maximum_usd": pay + room,
                "bonus_bp": bonus,
                "pool_usd_cents": money * pool,
            }
            for number, ((average, shares), pool, pay, room, bonus) in enumerate(rows)
            if pay + room <= 10**6
        ],
        schema_overrides={"bonus_bp": pl.Int64},
    )
    return run(model("us.nsps"), frame, on=DAY).result if len(frame) else frame


@promised
@given(people, st.integers(0, 3 * 10**10))
def test_payouts_and_what_is_left_are_the_pool_and_nobody_passes_the_band(
    rows: list[Any], money: int
) -> None:
    result = paid(rows, money)
    for pool in result.partition_by("pool_id") if len(result) else []:
        assert pool["payout_usd_cents"].sum() + pool["left_usd_cents"][0] == pool["fund_usd_cents"][0]
        assert pool["left_usd_cents"].min() >= 0
        for row in pool.rows(named=True):
            raised = row["general_increase_usd_cents"] + row["salary_increase_usd_cents"]
            assert row["base_pay_usd"] * 100 + raised <= row["band_maximum_usd"] * 100
            assert row["salary_increase_usd_cents"] + row["bonus_usd_cents"] == row["payout_usd_cents"]


@promised
@given(st.integers(1, 10**6), st.integers(1, 10**9))
def test_twice_the_shares_at_the_same_pay_are_twice_the_payout_but_for_a_cent(pay: int, money: int) -> None:
    one, two = paid([((350, 1), 1, pay, 0, 0), ((350, 2), 1, pay, 0, 0)], money)["payout_usd_cents"]

    assert 0 <= two - 2 * one <= 1
