"""What the rules on steps promise: one step at a time, places for a tenth, and nobody loses by merit or time."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, model, run
from pay_models.vn.grade_pay.tables import salary_grid
from pay_models.vn.step_progression.rows import DISCIPLINES, GRADES
from tests.tiers import examples

DAY = date(2026, 12, 31)
STEPS = model("vn.step_progression")
CELLS = salary_grid().select("table", "grade_code", "step").rows()
promised = settings(max_examples=examples(40))
waiting = st.fixed_dictionaries(
    {
        "unit_id": st.integers(1, 2),
        "cell": st.sampled_from(CELLS) | st.just((2, "A1", 3)),
        "months_at_step": st.integers(20, 62) | st.integers(0, 720),
        "years_not_completed": st.sampled_from((0, 0, 0, 1, 2)),
        "discipline": st.sampled_from(("none", "none", *DISCIPLINES)),
        "achievement_points": st.integers(0, 4),
        "early_months_proposed": st.sampled_from((0, 6, 9, 12, 60)),
        "raised_early_before": st.sampled_from((False, False, True)),
    }
)
payrolls = st.lists(waiting, min_size=1, max_size=60)
ties = st.sampled_from(("employee_id", "leave_out"))


def progressed(found: list[dict[str, Any]], **changes: Any) -> pl.DataFrame:
    rows = [
        {
            "employee_id": number,
            **dict(zip(("table", "grade_code", "step"), row["cell"], strict=True)),
            **{name: value for name, value in row.items() if name != "cell"},
        }
        for number, row in enumerate(found)
    ]
    return run(STEPS, pl.DataFrame(rows), on=DAY, changes=changes).result


@promised
@given(payrolls, ties)
def test_no_unit_raises_more_than_a_tenth_of_its_payroll_early(
    found: list[dict[str, Any]], tie_break: str
) -> None:
    for unit in progressed(found, tie_break=tie_break).partition_by("unit_id"):
        assert 10 * unit["early_months"].gt(0).sum() <= unit.height
        assert unit.filter(~pl.col("early_candidate"))["early_months"].sum() == 0
        assert unit["early_months"].max() <= 12


@promised
@given(payrolls)
def test_a_step_leads_to_the_next_one_or_nowhere_and_never_past_the_last(found: list[dict[str, Any]]) -> None:
    for row in progressed(found).rows(named=True):
        assert row["new_step"] - row["step"] == row["step_due"]
        assert row["new_step"] <= row["last_step"]
        assert row["over_frame_bp"] == 0 or row["step"] == row["last_step"]
        assert not row["step_due"] or row["months_to_wait"] == 0


@promised
@given(payrolls, st.integers(0, 59), st.integers(1, 60))
def test_nobody_waits_longer_for_having_waited_more(found: list[dict[str, Any]], who: int, more: int) -> None:
    who %= len(found)
    later = [dict(row) for row in found]
    later[who]["months_at_step"] = min(720, later[who]["months_at_step"] + more)

    before, after = (
        progressed(each, early_quota_bp=0).filter(pl.col("employee_id") == who).row(0, named=True)
        for each in (found, later)
    )

    assert after["months_to_wait"] <= before["months_to_wait"]
    assert after["new_step"] >= before["new_step"]
    assert after["over_frame_bp"] >= before["over_frame_bp"]


@promised
@given(payrolls, ties, st.integers(0, 59))
def test_nobody_loses_an_early_step_by_achieving_more(
    found: list[dict[str, Any]], tie_break: str, who: int
) -> None:
    who %= len(found)
    better = [dict(row) for row in found]
    better[who]["achievement_points"] += 1

    before, after = (
        progressed(each, tie_break=tie_break).filter(pl.col("employee_id") == who)["early_months"].item()
        for each in (found, better)
    )

    assert after >= before


@promised
@given(payrolls)
def test_a_year_not_completed_never_brings_a_step_sooner(found: list[dict[str, Any]]) -> None:
    worse = [{**row, "years_not_completed": row["years_not_completed"] + 1} for row in found]

    before, after = (progressed(each, early_quota_bp=0).sort("employee_id") for each in (found, worse))

    assert (after["months_to_wait"] >= before["months_to_wait"]).all()
    assert (after["new_step"] <= before["new_step"]).all()


def test_the_last_steps_are_those_of_the_salary_grid() -> None:
    grid = salary_grid().group_by("table", "grade_code").agg(pl.col("step").max()).rows()
    known = STEPS.parameters.grids["last_steps"]["decree_204_2004"].cells

    assert {(table, grade): step for table, grade, step in grid} == known
    assert {grade for _, grade in known} == set(GRADES)


def test_a_step_that_the_grade_does_not_have_is_refused() -> None:
    row = {
        "unit_id": 1, "cell": (2, "A1", 10), "months_at_step": 1, "years_not_completed": 0, "discipline": "none",
        "achievement_points": 0, "early_months_proposed": 0, "raised_early_before": False,
    }  # fmt: skip

    with pytest.raises(BadRows, match="has no such step in this grade and table") as refused:
        progressed([row])

    assert refused.value.faults[0].value == "2, A1, 10"


def over_frame_as_paid(counted: pl.DataFrame) -> list[int]:
    """The over-frame rate that grade pay gives for the months that count by the rules on steps."""
    pay = model("vn.grade_pay")
    nothing = {
        name: pl.lit(0, pl.Int64)
        for name in (
            "leadership_coefficient_hundredths", "other_percentages_bp", "regional_coefficient_hundredths",
            "responsibility_coefficient_hundredths", "hard_area_years", "reserved_coefficient_hundredths",
        )
    }  # fmt: skip
    rows = counted.with_columns(
        **nothing,
        month=pl.lit(date(2026, 12, 1)),
        leadership_code=pl.lit("none"),
        public_duty=pl.lit(value=False),
    )
    held = rows.select(list(pay.given["month"].to_schema().columns))
    return run(pay, held, on=DAY)["month"]["over_frame_bp"].to_list()


@promised
@given(payrolls)
def test_grade_pay_gives_the_over_frame_allowance_that_the_rules_on_steps_give(
    found: list[dict[str, Any]],
) -> None:
    result = progressed(found)

    assert over_frame_as_paid(result) == result["over_frame_bp"].to_list()
    for row in result.rows(named=True):
        assert row["step"] < row["last_step"] or not row["months_to_wait"]
        assert not (row["over_frame_bp"] and row["months_to_over_frame"])


def test_a_year_not_completed_at_the_last_step_delays_the_allowance_by_six_months_in_both_models() -> None:
    held = {
        "unit_id": 1, "cell": (2, "A1", 9), "years_not_completed": 1, "discipline": "none", "achievement_points": 0,
        "early_months_proposed": 0, "raised_early_before": False,
    }  # fmt: skip

    result = progressed([{**held, "months_at_step": months} for months in (36, 41, 42, 53, 54)])

    assert result["over_frame_bp"].to_list() == [0, 0, 500, 500, 600]
    assert over_frame_as_paid(result) == [0, 0, 500, 500, 600]
