"""Whoever has few peers reads nothing from which a peer's class would follow, whichever model classifies."""

from pay_models.kernel.registry import model, models
from tests.house.rules.database import peers
from tests.house.rules.tree import ROOT

CLASSES = "vn.classes_2026"


def test_every_step_over_a_peer_group_is_masked_for_a_small_one():
    assert peers.unmasked(ROOT, models().values()) == []


def test_steps_over_peers_are_those_that_read_their_rows_and_what_follows_from_these_alone():
    assert peers.of_peers(model(CLASSES)) == {
        "peers_good_or_better", "peers_quota", "peers_too_small", "rank_among_peers"
    }  # fmt: skip


def test_a_step_over_peers_that_is_not_masked_is_found(tmp_path):
    sql = tmp_path / "domain/pay_runs/sql/lines.sql"
    sql.parent.mkdir(parents=True)
    sql.write_text(
        "case when s.name in ('peers_good_or_better', 'peers_quota', 'peers_too_small') then null end"
    )

    assert peers.unmasked(tmp_path, [model(CLASSES)]) == [f"{CLASSES} rank_among_peers"]
