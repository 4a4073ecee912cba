"""YAML says what its writer meant."""

from tests.house.rules.numbers.yaml_keys import strange_keys
from tests.house.rules.tree import ROOT


def test_every_yaml_file_parses_and_its_keys_are_text():
    assert strange_keys(ROOT) == []


def test_a_key_that_yaml_reads_as_true_or_a_number_is_found(plant):
    plant("a.yaml", "pay:\n  - on: 2026-07-01\n")
    plant("b.yaml", "'on': 1\n2: x\n")
    root = plant("c.yaml", "a: [1\n")

    first, second, third = strange_keys(root)
    assert (first, second) == ("a.yaml: the key True is no text", "b.yaml: the key 2 is no text")
    assert third.startswith("c.yaml is not YAML: ")
