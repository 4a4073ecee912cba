"""A what-if over classes is asked only where it is known what each class weighs."""

from dataclasses import replace
from datetime import date

import pytest

from domain.computing.rules import Change
from domain.errors import Invalid
from domain.pay_runs.kinds import KINDS
from domain.scenarios import limits
from pay_models.kernel import model
from tests.given.snapshots import units

RATED = [kind for kind in KINDS.values() if kind.rated is not None]
NAMES = [kind.name for kind in RATED]
JULY = date(2026, 7, 1)


def scope(kind, **others):
    chosen = {stage.name: stage.example for stage in kind.stages} | others
    # In a quarter nobody has the six months of a year.
    reached = {"vn.classes_2026": {"minimum_months": 2}} if "vn.classes_2026" in chosen.values() else {}
    return units([{kind.name: reached}], {kind.name: chosen})


def refusal(kind, of, change):
    with pytest.raises(Invalid) as refused:
        limits.refuse(kind, of, JULY, [change])
    return refused.value


@pytest.mark.parametrize("kind", RATED, ids=NAMES)
def test_each_kind_with_classes_says_what_every_class_weighs(kind):
    parameters = model(kind.paying.example).parameters.parameters
    named = {weight for weight in kind.weights.values() if isinstance(weight, str)}

    assert {*kind.weights} >= {*limits.CLASSES}
    assert named <= {*parameters}
    assert len({parameters[name].unit for name in named}) == 1


@pytest.mark.parametrize("kind", RATED, ids=NAMES)
def test_the_numbers_of_every_stage_that_judges_a_person_have_a_step(kind):
    judging = [model(stage.example) for stage in kind.stages if stage.by == "person"]
    day = kind.last_day(JULY)
    whole = {
        parameter.unit
        for one in judging
        for name, parameter in one.parameters.parameters.items()
        if isinstance(one.in_force(day, {}).value(name), int)
    }

    assert whole
    assert whole <= {*limits.STEPS}


@pytest.mark.parametrize("weights", [{}, {"excellent": 100, "good": 50}], ids=["none", "of two classes"])
def test_a_kind_that_leaves_out_what_a_class_weighs_is_asked_nothing(weights):
    kind = replace(KINDS["bonus"], weights=weights)

    refused = refusal(kind, scope(kind), Change(kind.paying.example, "excellent_coefficient_hundredths", 100))

    assert (refused.code, refused.path) == ("weights_unknown", "changes")


@pytest.mark.parametrize("lacks", ["vn.extra_income_danang", "vn.extra_income_haiphong"])
def test_a_model_with_other_numbers_than_the_kind_names_is_asked_nothing(lacks):
    kind = KINDS["extra_income"]

    refused = refusal(kind, scope(kind, extra_income=lacks), Change(lacks, "base_salary_vnd", 3_000_000))

    assert refused.code == "weights_unknown"
    assert refused.message.startswith(f"Which class {lacks} pays")


def test_a_model_that_classifies_by_other_numbers_is_asked_nothing():
    kind, other = KINDS["bonus"], "kr.performance_classes"

    refused = refusal(
        kind, scope(kind, classification=other), Change("vn.bonus_fund_2026", "fund_rate_bp", 900)
    )

    assert refused.code == "weights_unknown"


def test_a_kind_without_classes_is_asked_without_weights():
    kind = replace(KINDS["bonus"], rated=None, weights={})

    assert limits.refuse(kind, scope(kind), JULY, [Change(kind.paying.example, "fund_rate_bp", 900)]) is None
