"""Awards never leave the limits of the law, not by a part of a cent; the pool is the greater of its two sizes."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import model as named
from pay_models.kernel import run
from tests.tiers import examples

promised = settings(max_examples=examples(40))
people = st.lists(
    st.fixed_dictionaries(
        {
            "agency_id": st.just(1),
            "executive": st.booleans(),
            "rating": st.integers(1, 5),
            "exceptional": st.booleans(),
            "base_pay_usd": st.integers(1, 400_000),
            "proposed_bp": st.integers(0, 10_000) | st.sampled_from((0, 1, 499, 500, 1000, 2000, 2001)),
            "rank_award": st.sampled_from(("none", "meritorious", "distinguished")),
        }
    ),
    min_size=1,
    max_size=20,
)


@promised
@given(people, st.integers(1, 500), st.integers(0, 10**11))
def test_awards_stay_within_the_limits_and_the_pool_is_the_greater_size(
    rows: list[dict[str, Any]], executives: int, pay: int
) -> None:
    employees = pl.DataFrame([{"employee_id": number, **row} for number, row in enumerate(rows)])
    before = pl.DataFrame(
        {"agency_id": [1], "executives_before": [executives], "executive_pay_before_usd_cents": [pay]}
    )
    found = run(
        named("us.performance_awards"), {"employee": employees, "agency": before}, on=date(2026, 6, 30)
    )

    for row in found["employee"].rows(named=True):
        pay_usd_cents, award = row["base_pay_usd"] * 100, row["performance_award_usd_cents"]
        highest = 2000 if row["executive"] or row["exceptional"] else 1000
        assert award * 10_000 <= pay_usd_cents * highest
        assert award == 0 or not row["executive"] or award * 10_000 >= pay_usd_cents * 500
        assert award == 0 or row["rating"] >= 3
    (agency,) = found["agency"].rows(named=True)
    assert agency["pool_usd_cents"] == max(pay // 10, pay // (5 * executives))
    awards = found["employee"].filter(pl.col("executive"))["performance_award_usd_cents"].sum()
    assert (
        agency["executive_awards_usd_cents"] - agency["over_usd_cents"] + agency["left_usd_cents"]
        == agency["pool_usd_cents"]
    )
    assert agency["executive_awards_usd_cents"] == awards
