"""How much is tried is asked in one place."""

import pytest

from tests.house.rules.text import environment
from tests.house.rules.tree import ROOT


def test_the_tests_read_the_environment_in_two_places():
    assert environment.other_readers(ROOT) == []


@pytest.mark.parametrize(
    "line", ['os.environ["LIVES"]', 'os.environ.get("LIVES", "4")', 'os.getenv("LIVES")']
)
def test_a_variable_of_a_tests_own_is_found(plant, line):
    plant("tests/tiers.py", "import os\nTIER = os.environ.get('MERITGRID_TIER')\n")
    root = plant("tests/api/test_lives.py", f"import os\nLIVES = int({line})\n")

    assert environment.other_readers(root) == [
        "tests/api/test_lives.py:2 reads the environment; ask tests/tiers.py"
    ]


def test_every_property_draws_more_in_the_longer_tiers():
    assert environment.fixed_examples(ROOT) == []


def test_a_property_of_fixed_examples_is_found(plant):
    root = plant("tests/test_pay.py", "promised = settings(max_examples=40)\n")

    assert environment.fixed_examples(root) == [
        "tests/test_pay.py:1 draws as often in every tier; max_examples=examples(...)"
    ]
