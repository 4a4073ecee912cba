"""A promotion is worth two steps, by the lowest step that is; waiting never loses a step."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import model, run
from tests.tiers import examples

DAY = date(2026, 6, 30)
CAP = 197_200
MODEL = model("us.gs_progression")
CELLS = MODEL.in_force(DAY).values.base_pay_usd.cells
promised = settings(max_examples=examples(40))

people = st.lists(
    st.fixed_dictionaries(
        {
            "grade": st.integers(1, 14),
            "step": st.integers(1, 10),
            "counted_in": st.just("weeks"),
            "waited": st.sampled_from((0, 51, 52, 103, 104, 155, 156)),
            "acceptable_competence": st.booleans(),
            "quality_increase": st.booleans(),
            "weeks_since_quality_increase": st.sampled_from((0, 51, 52, 9999)),
            "locality_bp": st.sampled_from((0, 1706, 3394, 4634)) | st.integers(0, 10_000),
            "special_rate_usd": st.just(0) | st.integers(20_000, CAP),
        }
    ),
    min_size=1,
    max_size=20,
)


def advanced(rows: list[dict[str, Any]], grades: int) -> list[dict[str, Any]]:
    frame = pl.DataFrame(
        [
            {"employee_id": number, **row, "promoted_to_grade": row["grade"] + 1 if grades else 0}
            for number, row in enumerate(rows)
        ]
    )
    return run(MODEL, frame, on=DAY).result.rows(named=True)


def rate(grade: int, step: int, locality_bp: int) -> int:
    exact = CELLS[grade, step] * (10_000 + locality_bp)
    return min((2 * exact + 10_000) // 20_000, CAP)


@promised
@given(people)
def test_a_promotion_leads_to_the_lowest_step_that_is_worth_two_increases(rows: list[dict[str, Any]]) -> None:
    for row in advanced(rows, grades=1):
        grade, area = row["new_grade"], row["locality_bp"]
        reaching = [step for step in range(1, 11) if rate(grade, step, area) >= row["two_steps_up_rate_usd"]]
        assert row["new_step"] == min(reaching, default=10)
        assert row["new_rate_usd"] >= row["rate_usd"]


@promised
@given(people)
def test_without_a_promotion_nobody_skips_or_loses_a_step_nor_passes_the_last(
    rows: list[dict[str, Any]],
) -> None:
    for row in advanced(rows, grades=0):
        earned = row["within_grade_steps"] + row["quality_steps"]
        assert row["new_grade"] == row["grade"]
        assert row["step"] <= row["new_step"] == row["step"] + earned <= 10
        assert row["waited_after"] == (0 if row["within_grade_steps"] else row["waited"])
