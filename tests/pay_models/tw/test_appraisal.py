"""A better score never brings less, and each reward follows the class alone."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import run
from pay_models.tw.appraisal.model import MODEL
from tests.tiers import examples

scored = st.lists(
    st.fixed_dictionaries(
        {
            **{f"{name}_score": st.integers(0, 100) for name in ("work", "conduct", "knowledge", "ability")},
            "appraisal": st.sampled_from(("full_year", "part_year")),
            "at_top_step": st.booleans(),
            "monthly_pay_twd": st.integers(0, 200_000),
        }
    ),
    min_size=1,
    max_size=40,
)


def appraised(rows: list[dict[str, Any]]) -> pl.DataFrame:
    people = [{"employee_id": str(number), **row} for number, row in enumerate(rows)]
    return run(MODEL, pl.DataFrame(people), on=date(2024, 12, 31)).result


@settings(max_examples=examples(40))
@given(scored, st.sampled_from(("work", "conduct", "knowledge", "ability")))
def test_a_point_more_never_brings_less(rows: list[dict[str, Any]], which: str) -> None:
    better = [{**row, f"{which}_score": min(100, row[f"{which}_score"] + 1)} for row in rows]

    before, after = appraised(rows), appraised(better)

    assert (after["reward_twd"] >= before["reward_twd"]).all()
    assert (after["steps"] >= before["steps"]).all()


@settings(max_examples=examples(40))
@given(scored)
def test_a_step_is_gained_below_the_top_in_a_full_year_only(rows: list[dict[str, Any]]) -> None:
    gained = appraised(rows).filter(pl.col("steps") > 0)

    assert gained.filter(pl.col("at_top_step") | (pl.col("appraisal") == "part_year")).is_empty()
    assert set(gained["class"]) <= {"A", "B"}
