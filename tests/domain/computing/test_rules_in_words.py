"""What is wrong with the rules that a table or a snapshot states is told in words."""

from datetime import date

import pytest

from domain.computing.rules import rules_of
from domain.errors import Invalid
from domain.pay_runs.kinds import KINDS

MODELS = {
    "scoring": "vn.kpi_score_2026",
    "pay": "vn.grade_pay",
    "classification": "vn.classes_2026",
    "bonus": "vn.bonus_fund_2026",
}
DAY = date(2026, 12, 31)


@pytest.mark.parametrize("stage", list(MODELS))
def test_a_stage_without_a_model_is_told_one_of_that_stage(stage):
    with pytest.raises(Invalid) as refused:
        rules_of(KINDS["bonus"], {**MODELS, stage: [1]}, {}, DAY)

    assert (refused.value.code, refused.value.path) == ("unknown_model", f"models.{stage}")
    assert refused.value.message == f"{stage} names no model: write its id, such as {MODELS[stage]}."


@pytest.mark.parametrize(("value", "shown"), [(None, "null"), (True, "true"), (2_500.0, "2500.0")])
def test_a_value_is_shown_in_the_words_of_json(value, shown):
    with pytest.raises(Invalid) as refused:
        rules_of(KINDS["bonus"], MODELS, {"vn.classes_2026": {"quota_bp": value}}, DAY)

    assert refused.value.message.startswith(f"quota_bp = {shown} is not allowed: ")
    assert refused.value.message.endswith(" Choose from 0 to 2500. It is a whole number.")
