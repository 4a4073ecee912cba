"""No number of the law stands alone."""

import pytest
import yaml

from tests.house.rules.numbers.parameters import unsourced
from tests.house.rules.tree import ROOT

GOOD = {
    "says": "Share of the fund",
    "source": {"title": "Decree 161/2026/ND-CP art. 4"},
    "certainty": "text_read",
    "values": [{"from": "2026-07-01", "value": 1000}],
}


def test_every_parameter_has_a_sentence_a_source_a_certainty_and_dated_values():
    assert unsourced(ROOT) == []
    assert len(list((ROOT / "pay_models").rglob("parameters.yaml"))) >= 4


@pytest.mark.parametrize(
    ("planted", "lack"),
    [
        ({**GOOD, "says": ""}, "has no sentence"),
        ({**GOOD, "source": {"href": "https://example.org"}}, "has no source"),
        ({**GOOD, "certainty": "sure"}, "has no certainty"),
        ({**GOOD, "choice": True}, "is a choice in one place and a fact in another"),
        ({**GOOD, "values": [1000]}, "has no dated values"),
        (1000, "is a bare value: it has no source"),
    ],
)
def test_a_number_without_what_a_reader_needs_is_found(plant, planted, lack):
    root = plant("pay_models/vn/fund/parameters.yaml", yaml.safe_dump({"good": GOOD, "rate_bp": planted}))

    assert unsourced(root) == [f"pay_models/vn/fund/parameters.yaml rate_bp {lack}"]
