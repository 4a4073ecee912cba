"""Steps for merit keep both limits, and nobody gets more steps than both ratings earned."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, run
from pay_models.ph.merit_steps.model import MODEL, RATINGS
from tests.tiers import examples

rated = st.lists(
    st.fixed_dictionaries(
        {
            "agency_id": st.integers(1, 2),
            "rating_before": st.sampled_from(RATINGS[:3]),
            "rating_last": st.sampled_from(RATINGS[:2]),
            "score_hundredths": st.integers(300, 310),
        }
    ),
    min_size=1,
    max_size=60,
)


def granted(rows: list[dict[str, Any]], staff: int, ties: str = "number") -> pl.DataFrame:
    frame = pl.DataFrame([{**row, "employee_id": number, "staff": staff} for number, row in enumerate(rows)])
    return run(MODEL, frame, on=date(1991, 12, 31), changes={"ties": ties}).result


@settings(max_examples=examples(40))
@given(rated, st.integers(60, 400), st.sampled_from(("number", "leave_out")))
def test_neither_limit_is_exceeded(rows: list[dict[str, Any]], staff: int, ties: str) -> None:
    for agency in granted(rows, staff, ties).partition_by("agency_id"):
        assert (agency["granted_steps"] > 0).sum() * 10 <= staff
        assert (agency["granted_steps"] > 1).sum() * 100 <= staff * 3
        assert (agency["granted_steps"] <= agency["earned_steps"]).all()


@settings(max_examples=examples(40))
@given(rated, st.integers(60, 400))
def test_no_place_stays_empty_while_somebody_earned_a_step(rows: list[dict[str, Any]], staff: int) -> None:
    for agency in granted(rows, staff).partition_by("agency_id"):
        earned = (agency["earned_steps"] > 0).sum()
        assert (agency["granted_steps"] > 0).sum() == min(earned, staff // 10)


def test_an_agency_with_two_numbers_of_people_is_refused_by_name() -> None:
    row = {
        "agency_id": "a", "rating_before": "outstanding", "rating_last": "outstanding", "score_hundredths": 300
    }  # fmt: skip
    frame = pl.DataFrame([{**row, "employee_id": str(staff), "staff": staff} for staff in (10, 11)])

    with pytest.raises(BadRows, match="different numbers of people"):
        run(MODEL, frame, on=date(1991, 12, 31))
