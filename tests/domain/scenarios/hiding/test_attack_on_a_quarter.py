"""Extra income goes to the excellent and the good: a what-if that pays one of them alone would tell who is in it."""

from datetime import date

import pytest

from domain.computing.rules import Change
from domain.errors import Invalid
from domain.pay_runs.kinds import KINDS
from domain.scenarios import limits
from tests.given.snapshots import units

KIND = KINDS["extra_income"]
REACHED = {"extra_income": {"vn.classes_2026": {"minimum_months": 2}}}
UNITS = units([REACHED], {"extra_income": {stage.name: stage.example for stage in KIND.stages}})
MODEL, CLASSES = "vn.extra_income_hcmc", "vn.classes_2026"


@pytest.mark.parametrize(
    ("change", "light"),
    [
        (Change(MODEL, "good_share_bp", 0), "good"),
        (Change(MODEL, "good_share_bp", 900), "good"),
        (Change(CLASSES, "good_from_hundredths", 7_500), "completed"),
    ],
)
def test_a_what_if_that_leaves_the_good_with_next_to_nothing_is_refused(change, light):
    with pytest.raises(Invalid) as refused:
        limits.refuse(KIND, UNITS, date(2026, 7, 1), [change])

    assert refused.value.code == "weight_on_few_classes"
    assert refused.value.message.startswith(f"The scenario leaves {light} without weight")


@pytest.mark.parametrize(
    "change", [Change(MODEL, "good_share_bp", 6_000), Change(MODEL, "factor_hundredths", 180)]
)
def test_a_what_if_that_pays_both_is_asked(change):
    assert limits.refuse(KIND, UNITS, date(2026, 7, 1), [change]) is None
