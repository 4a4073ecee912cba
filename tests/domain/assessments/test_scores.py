"""Scores of months and periods: what the model says, and the means of its parts."""

from datetime import date

import polars as pl
import pytest

from domain.computing.scores import score
from domain.errors import Invalid
from pay_models.kernel import model

END = date(2026, 12, 31)
SCORING = "vn.kpi_score_2026"


def items(*rows):
    names = ["employee_id", "month", "item_key", "coefficient_hundredths", "assigned", "completed"]
    return pl.DataFrame(rows, schema=[*names, "quality_failures", "delays"], orient="row")


def months(*rows):
    given = pl.DataFrame(rows, schema=["employee_id", "month", "general_points_hundredths"], orient="row")
    none = {name: pl.lit("none") for name in ("field_result", "organising", "uniting")}
    return given.with_columns(leads=pl.lit(value=False), **none)


JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def test_a_month_has_the_score_that_a_payroll_officer_works_out_by_hand():
    # Ten assigned, nine completed, one failed check, one delay: a = 90 %, b = c = 87.5 %, 61.83 of 70 points.
    given = items(("ada", JANUARY, "letter", 100, 10, 9, 1, 1))

    scores = score(model(SCORING), given, months(("ada", JANUARY, 2_800)), END)

    row = scores.months.row(0, named=True)
    assert (row["quantity_bp"], row["quality_bp"], row["progress_bp"]) == (9_000, 8_750, 8_750)
    assert (row["task_points_hundredths"], row["score_hundredths"]) == (6_183, 8_983)


def test_who_leads_is_judged_by_six_criteria():
    # (0.9 + 0.875 + 0.875 + 0.5 + 1 + 1) / 6 of 70 points are 60.08.
    found = {"field_result": "someone_not_completed", "organising": "with_initiatives", "uniting": "united"}
    leading = months(("ada", JANUARY, 2_800)).with_columns(
        leads=pl.lit(value=True), **{name: pl.lit(word) for name, word in found.items()}
    )

    scores = score(model(SCORING), items(("ada", JANUARY, "letter", 100, 10, 9, 1, 1)), leading, END)

    assert scores.months["task_points_hundredths"].item() == 6_008


def test_who_leads_without_a_finding_is_refused():
    leading = months(("ada", JANUARY, 2_800)).with_columns(leads=pl.lit(value=True))

    with pytest.raises(Invalid) as refused:
        score(model(SCORING), items(("ada", JANUARY, "letter", 100, 1, 1, 0, 0)), leading, END)

    assert "has a finding for each of d, đ and e" in str(refused.value)


def test_a_period_is_the_plain_mean_of_its_months():
    given = items(("ada", JANUARY, "letter", 100, 1, 1, 0, 0), ("ada", FEBRUARY, "letter", 100, 2, 1, 0, 0))

    scores = score(model(SCORING), given, months(("ada", JANUARY, 3_000), ("ada", FEBRUARY, 1_001)), END)

    row = scores.periods.row(0, named=True)
    # 100.00 and 45.01: the mean is 72.505, not rounded once more; general points 20.005 likewise.
    assert scores.months.sort("month")["score_hundredths"].to_list() == [10_000, 4_501]
    assert (row["score_hundredths"], row["general_points_hundredths"]) == (7_250, 2_000)
    assert row["task_points_hundredths"] == 5_250
    assert (row["quantity_bp"], row["months"]) == (7_500, 2)


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({}, (1_999, 7_000, 8_999)),
        ({"mean_rounding": "half_up"}, (2_000, 7_000, 9_000)),
        ({"mean_step_hundredths": 100}, (1_999, 6_901, 8_900)),
    ],
)
def test_the_parts_of_a_period_add_up_to_its_score_however_a_mean_is_rounded(changes, parts):
    given = items(("ada", JANUARY, "letter", 100, 1, 1, 0, 0), ("ada", FEBRUARY, "letter", 100, 1, 1, 0, 0))
    general = months(("ada", JANUARY, 2_000), ("ada", FEBRUARY, 1_999))

    row = score(model(SCORING), given, general, END, changes).periods.row(0, named=True)

    assert (row["general_points_hundredths"], row["task_points_hundredths"], row["score_hundredths"]) == parts


def test_a_month_without_assigned_work_does_not_count_in_the_mean():
    given = items(("ada", JANUARY, "letter", 100, 1, 1, 0, 0))

    scores = score(model(SCORING), given, months(("ada", JANUARY, 2_000), ("ada", FEBRUARY, 1_000)), END)

    row = scores.periods.row(0, named=True)
    assert (row["score_hundredths"], row["months"]) == (9_000, 1)


def test_who_was_assigned_nothing_has_no_score_in_the_month_nor_in_the_period():
    given = items(("ada", JANUARY, "letter", 100, 0, 3, 0, 0), ("bob", JANUARY, "letter", 100, 1, 1, 0, 0))

    scores = score(model(SCORING), given, months(("ada", JANUARY, 3_000), ("bob", JANUARY, 0)), END)

    assert dict(scores.months.select("employee_id", "months").iter_rows()) == {"ada": 0, "bob": 1}
    assert dict(scores.periods.select("employee_id", "months").iter_rows()) == {"ada": 0, "bob": 1}


def test_scores_name_the_model_that_computed_them_and_its_numbers():
    given, general = items(("ada", JANUARY, "letter", 100, 1, 1, 0, 0)), months(("ada", JANUARY, 2_000))

    usual = score(model(SCORING), given, general, END)
    changed = score(model(SCORING), given, general, END, {"failure_deduction_bp": 5_000})

    assert (usual.model_id, usual.model_version) == (SCORING, model(SCORING).version)
    assert usual.parameters_hash == model(SCORING).in_force(END).hash
    assert changed.parameters_hash != usual.parameters_hash


def test_rows_that_cannot_be_are_refused_with_every_fault():
    given = items(("ada", JANUARY, "letter", 100, 1, -1, 0, 0))

    with pytest.raises(Invalid) as refused:
        score(model(SCORING), given, months(("ada", JANUARY, 3_001)), END)

    assert refused.value.code == "bad_rows"
    assert "completed" in str(refused.value)
    assert "general_points_hundredths" in str(refused.value)


def test_a_model_that_scores_nobody_is_no_scoring_model():
    names = ["employee_id", "unit_id", "class", "months_worked", "salary_year_vnd", "ad_hoc_paid_vnd"]
    paid = pl.DataFrame([("ada", "u", "good", 12, 1, 0, 0)], schema=[*names, "period_paid_vnd"], orient="row")

    with pytest.raises(Invalid) as refused:
        score(model("vn.bonus_fund_2026"), paid, months(("ada", JANUARY, 0)), END)

    assert refused.value.code == "not_a_scoring_model"
