"""Who has no score is not classified by the 0 that stands in its place."""

from datetime import date

import polars as pl

from domain.facts.stand_ins import PERSON, filled
from domain.pay_runs.kinds.bonus import BONUS
from pay_models.kernel import model, run

CLASSES = model("vn.classes_2026")


def test_who_was_assigned_nothing_all_year_is_unrated_and_not_dismissed_for_a_score_below_50():
    scored = pl.DataFrame(
        {
            "employee_id": [1, 2],
            "unit_id": [1, 1],
            "peer_group_id": [1, 1],
            "score_hundredths": [0, 0],
            "months_counted": [0, 12],
            "months_worked": [12, 12],
            "automatic_not_completed": [False, False],
        }
    )
    people = filled(scored, PERSON).with_columns(**BONUS.stage("classification").takes[PERSON])
    taken = list(CLASSES.given["employee"].to_schema().columns)

    classes = run(CLASSES, people.select(taken), on=date(2026, 12, 31)).result["class"]

    assert classes.to_list() == ["unrated", "not_completed"]


def test_a_scoring_model_has_to_tell_who_has_no_score():
    assert "months_counted" in BONUS.stage("scoring").yields
