"""Ids are made in one place."""

from domain.areas import VIEWS
from tests.house.rules.text import ids
from tests.house.rules.tree import ROOT


def test_nobody_makes_a_global_id_by_hand():
    assert ids.made_by_hand(ROOT, VIEWS) == []
    assert len(VIEWS) > 10


def test_an_id_made_by_hand_is_found(plant):
    root = plant("domain/area/service.py", 'said = f"There is no PayRun_{run.id}, nor Nothing_{run.id}."\n')

    assert ids.made_by_hand(root, {"PayRun"}) == [
        'domain/area/service.py:1 makes the id of a PayRun by hand: global_id("PayRun", ...) or id_of(row)'
    ]
