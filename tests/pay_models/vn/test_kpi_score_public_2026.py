"""What Decree 233/2026 promises to public employees about their score."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, Run, model, run
from tests.tiers import examples

DAY = date(2026, 12, 31)
KPI = model("vn.kpi_score_public_2026")
MOST = {"general": (1_000, 2_000), "tasks": (2_000, 3_000, 2_000)}
promised = settings(max_examples=examples(15))


def scored(shares: list[list[int]], most: dict[str, tuple[int, ...]] = MOST) -> Run:
    """The run of one person; for each month the hundredths of its most points that each criterion got."""
    criteria = [(part, each) for part, all_ in most.items() for each in all_]
    rows: list[dict[str, Any]] = [
        {
            "employee_id": 1, "month": date(2026, number, 1), "criterion_key": place, "part": part,
            "most_points_hundredths": points, "points_hundredths": points * share // 100,
        }
        for number, month in enumerate(shares, 1)
        for place, ((part, points), share) in enumerate(zip(criteria, month, strict=True))
    ]  # fmt: skip
    return run(KPI, pl.DataFrame(rows), on=DAY)


@promised
@given(st.lists(st.lists(st.integers(0, 100), min_size=5, max_size=5), min_size=1, max_size=12))
def test_a_score_is_the_sum_of_its_criteria_and_a_year_the_mean_cut_off(shares: list[list[int]]) -> None:
    computed = scored(shares)

    months = computed["month"].sort("month")["score_hundredths"].to_list()
    points = [most for all_ in MOST.values() for most in all_]
    assert months == [sum(p * s // 100 for p, s in zip(points, month, strict=True)) for month in shares]
    assert computed.result["score_hundredths"].item() == sum(months) // len(months)


@pytest.mark.parametrize("most", [{"general": (1_000, 1_000), "tasks": (2_000, 3_000, 2_000)},
                                  {"general": (1_000, 2_000), "tasks": (2_000, 3_000, 1_999)}])  # fmt: skip
def test_criteria_that_are_not_30_and_70_are_refused(most: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(BadRows, match="do not add up to 30 general points and 70 points"):
        scored([[100] * 5], most)


def test_more_points_than_a_criterion_has_are_refused_once() -> None:
    with pytest.raises(BadRows, match="More points are given than the criterion has") as refused:
        scored([[101, 100, 100, 100, 100]])

    assert len(refused.value.faults) == 1
