"""The pool is never exceeded, claims are never raised, and a larger claim never gets less than a smaller one."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.ind.cpse_prp.model import MODEL, RATINGS
from pay_models.kernel import BadRows, run
from tests.tiers import examples

rated = st.lists(
    st.fixed_dictionaries(
        {
            "enterprise_id": st.integers(1, 2),
            "company_rating": st.just("good"),
            "team_rating": st.sampled_from(RATINGS),
            "person_rating": st.sampled_from(RATINGS),
            "basic_year_rupees": st.sampled_from((600_000, 1_000_001)),
            "grade_percent": st.just(60),
        }
    ),
    min_size=1,
    max_size=40,
)


def paid(rows: list[dict[str, Any]], profit: int, before: int = 0) -> pl.DataFrame:
    more = {"profit_rupees": profit, "profit_before_rupees": before}
    frame = pl.DataFrame([{**row, **more, "employee_id": number} for number, row in enumerate(rows)])
    return run(MODEL, frame, on=date(2018, 4, 1)).result


@settings(max_examples=examples(40))
@given(rated, st.integers(0, 10**9), st.integers(0, 10**9))
def test_no_pool_is_exceeded_and_no_claim_is_raised(
    rows: list[dict[str, Any]], profit: int, before: int
) -> None:
    for enterprise in paid(rows, profit, before).partition_by("enterprise_id"):
        assert enterprise["paid_rupees"].sum() <= enterprise["pool_rupees"][0]
        assert enterprise["pool_rupees"][0] * 20 <= profit
        assert (enterprise["paid_rupees"] <= enterprise["claim_rupees"]).all()


@settings(max_examples=examples(40))
@given(rated, st.integers(0, 10**9))
def test_a_larger_claim_in_an_enterprise_is_never_a_smaller_payment(
    rows: list[dict[str, Any]], profit: int
) -> None:
    for enterprise in paid(rows, profit).partition_by("enterprise_id"):
        assert enterprise.sort("claim_rupees", "paid_rupees")["paid_rupees"].is_sorted()


def test_an_enterprise_with_two_profits_is_refused_by_name() -> None:
    row = {
        "enterprise_id": 1, "company_rating": "good", "team_rating": "good", "person_rating": "good",
        "basic_year_rupees": 1, "grade_percent": 40, "profit_before_rupees": 0,
    }  # fmt: skip
    frame = pl.DataFrame([{**row, "employee_id": n, "profit_rupees": n} for n in (1, 2)])

    with pytest.raises(BadRows, match="different profits"):
        run(MODEL, frame, on=date(2018, 4, 1))
