"""Why one row came out differently: the step that moved, and what moved it."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from pay_models.kernel import Refused, Run, model, run
from pay_models.kernel.tell.difference import difference
from tests.pay_models.case_files import cases, frames

DAY = date(2026, 12, 31)
PEOPLE = [("an", "excellent", 12), ("binh", "good", 12), ("chi", "completed", 6)]


def classified(people: list[tuple[str, str, int]] = PEOPLE, **changes: int | str) -> Run:
    rows = pl.DataFrame(people, schema=["employee_id", "class", "months_worked"], orient="row")
    chosen = model("vn.classes_2026")
    scored = rows.select(
        "employee_id",
        unit_id=pl.lit("unit"),
        peer_group_id=pl.lit("clerks"),
        score_hundredths=pl.col("class").replace_strict({"excellent": 9500, "good": 8000, "completed": 6000}),
        months_worked=pl.col("months_worked"),
        absence=pl.lit("none"),
        automatic_not_completed=pl.lit(False),
        organisation_class=pl.lit("none"),
        outstanding_unit=pl.lit(False),
    )
    return run(chosen, scored, on=DAY, changes=changes)


def moved(before: Run, after: Run, key: str) -> dict[str, Any]:
    return {one.column: one for one in difference(before, after, {"employee_id": key})}


def test_a_parameter_that_moved_a_step_is_named_with_both_values() -> None:
    found = moved(classified(), classified(good_from_hundredths=8500), "binh")

    step = found["class_by_score"]
    assert (step.before, step.after) == ("good", "completed")
    assert [(one.kind, one.name, one.before, one.after) for one in step.because] == [
        ("parameter", "good_from_hundredths", 7000, 8500)
    ]
    assert [(one.kind, one.name) for one in found["class"].because] == [("input", "class_before_quota")]


def test_an_input_that_moved_a_step_is_named_with_both_values() -> None:
    after = classified([("an", "excellent", 3), *PEOPLE[1:]])

    step = moved(classified(), after, "an")["class_by_score"]

    assert (step.after, [(one.name, one.before, one.after) for one in step.because]) == (
        "unrated",
        [("months_worked", 12, 3)],
    )


def test_a_step_that_others_moved_says_so() -> None:
    after = classified([*PEOPLE[:2], ("chi", "good", 6)])

    step = moved(classified(), after, "binh")["unit_good_or_better"]

    assert (step.before, step.after) == (2, 3)
    assert [(one.kind, one.name) for one in step.because] == [("group", "unit_id")]


def test_two_runs_of_the_same_have_no_difference() -> None:
    assert difference(classified(), classified(), {"employee_id": "an"}) == []


def test_a_row_that_is_in_neither_run_is_refused() -> None:
    with pytest.raises(Refused, match="0 rows of 'employee' answer to employee_id dung"):
        difference(classified(), classified(), {"employee_id": "dung"})


def test_a_gathered_step_names_the_rows_it_was_gathered_from() -> None:
    pay = model("vn.grade_pay")
    file = next(file for model_id, file, _ in cases() if model_id == pay.id)
    before = run(pay, frames(pay.id, file, {"month": [{"step": 1}]}), on=DAY)
    after = run(pay, frames(pay.id, file, {"month": [{"step": 2}]}), on=DAY)

    found = {one.column: one for one in difference(before, after, {"employee_id": "1"})}

    step = found["salary_year_vnd"]
    assert (step.before, step.after) == (5_920_200, 6_755_100)
    assert [(one.kind, one.name) for one in step.because] == [("stage", "grade_pay_vnd")]
