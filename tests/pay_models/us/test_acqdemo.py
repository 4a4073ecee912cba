"""The pay line is the printed one; pots pay no more than they hold, and money moves one way."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, model, run
from tests.tiers import examples

MODEL = model("us.acqdemo")
DAYS = {2024: date(2024, 6, 30), 2025: date(2025, 6, 30), 2026: date(2026, 6, 30)}
LINE = pl.read_csv(Path(__file__).parent / "acqdemo_line.csv")
PERSON = {"pool_id": 1, "career_path": "NH", "score": 50, "base_pay_usd": 60_000, "band_maximum_usd": 90_000}
promised = settings(max_examples=examples(40))

people = st.lists(
    st.fixed_dictionaries(
        {
            "pool_id": st.integers(1, 2),
            "career_path": st.just("NH"),
            "score": st.integers(0, 115),
            "base_pay_usd": st.integers(20_000, 250_000),
            "band_maximum_usd": st.integers(20_000, 250_000),
        }
    ),
    min_size=1,
    max_size=30,
)


def paid(rows: list[dict[str, Any]], changes: dict[str, Any] | None = None) -> pl.DataFrame:
    frame = pl.DataFrame([{"employee_id": number, **row} for number, row in enumerate(rows)])
    return run(MODEL, frame, on=DAYS[2026], changes=changes).result


@pytest.mark.parametrize("year", DAYS)
def test_the_line_and_its_rails_are_those_derived_apart_for_every_score(year: int) -> None:
    expected = LINE.filter(pl.col("edition") == year).drop("edition")
    rows = [{"employee_id": score, **PERSON, "score": score} for score in expected["score"]]

    found = run(MODEL, pl.DataFrame(rows), on=DAYS[year]).result

    assert found.select(expected.columns).sort("score").equals(expected)


def test_a_score_that_the_career_path_does_not_reach_is_refused() -> None:
    with pytest.raises(BadRows, match="does not reach so high a score"):
        paid([{**PERSON, "career_path": "NK", "score": 71}])


@promised
@given(people, st.integers(200, 1000), st.integers(100, 1000))
def test_each_pot_pays_at_most_what_it_holds_and_awards_feed_no_raise(
    rows: list[dict[str, Any]], rating: int, award: int
) -> None:
    result = paid(rows, {"rating_pot_bp": rating, "award_pot_bp": award})

    for pool in result.partition_by("pool_id"):
        pay = pool["pool_pay_usd_cents"][0]
        raises = pool["general_increase_usd_cents"].sum() + pool["rating_usd_cents"].sum()
        awards = pool["award_usd_cents"].sum() - pool["spilled_usd_cents"].sum()
        assert raises * 10_000 <= pay * (100 + rating)
        assert awards <= pool["award_pot_usd_cents"][0]
        assert pool["rating_left_usd_cents"].min() >= 0


@promised
@given(people)
def test_nobody_passes_the_broadband_level_or_the_line_by_a_rating_increase(
    rows: list[dict[str, Any]],
) -> None:
    for row in paid(rows).rows(named=True):
        before = row["base_pay_usd"] * 100
        assert row["new_pay_usd_cents"] <= max(before, row["band_maximum_usd"] * 100)
        if row["rating_usd_cents"]:
            assert (
                before + row["general_increase_usd_cents"] + row["rating_usd_cents"] <= row["line_usd_cents"]
            )
        if row["against_rails"] == "above":
            assert row["new_pay_usd_cents"] == before
            assert row["award_usd_cents"] == 0
