"""Needier students never bring less, and no allotment leaves its bounds."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, model, run
from pay_models.kernel.errors import NotInForce
from tests.tiers import examples

MODEL = model("us.teacher_incentive_allotment")
DAY = date(2025, 6, 30)


def campus(counts: list[int], rural: bool) -> dict[str, int]:
    rows = [
        {"campus_id": 1, "tier": tier, "students": count, "rural": rural} for tier, count in enumerate(counts)
    ]
    return run(MODEL, pl.DataFrame(rows), on=DAY).result.row(0, named=True)


@settings(max_examples=examples(40))
@given(st.lists(st.integers(0, 100_000), min_size=6, max_size=6).filter(any))
def test_a_rural_campus_never_gets_less_and_every_allotment_keeps_its_bounds(counts: list[int]) -> None:
    town, rural = campus(counts, rural=False), campus(counts, rural=True)

    for name, least, most in (
        ("recognized_usd", 3000, 9000), ("exemplary_usd", 6000, 18_000), ("master_usd", 12_000, 32_000)
    ):  # fmt: skip
        assert least <= town[name] <= rural[name] <= most


def test_a_campus_without_students_is_refused() -> None:
    with pytest.raises(BadRows, match="has no mean"):
        campus([0] * 6, rural=False)


def test_the_amounts_end_when_they_were_raised() -> None:
    rows = pl.DataFrame([{"campus_id": 1, "tier": 0, "students": 1, "rural": False}])

    with pytest.raises(NotInForce, match="ended on 2025-08-31"):
        run(MODEL, rows, on=date(2025, 9, 1))
