"""The units of numbers are told in one place."""

import pytest

from tests.house.rules.numbers import units
from tests.house.rules.tree import ROOT


def test_no_other_place_lists_the_endings_of_names():
    assert units.other_lists(ROOT) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('money = name.endswith("_vnd")', "_vnd"),
        ('amount = right(name, 4) == "_bp"', "_bp"),
        ('UNITS = {"vnd": 0, "hundredths": 2}', "vnd, hundredths"),
    ],
)
def test_a_second_list_is_found(plant, line, said):
    root = plant("domain/pay_runs/views.py", f"\n{line}\n")

    assert units.other_lists(root) == [f"domain/pay_runs/views.py:2 reads {said}; ask unit_of"]
