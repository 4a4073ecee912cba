"""Policies of snapshots: the kept inputs of runs."""

from domain.database.state.policy import ACTOR, Condition, Rule, both, holds

OF_A_VISIBLE_SNAPSHOT = Condition(
    "exists (select from snapshot s where s.hash = snapshot_hash)", "whoever may read the snapshot"
)
OF_A_NEW_SNAPSHOT = Condition(
    f"exists (select from snapshot s where s.hash = snapshot_hash and s.taken_by = {ACTOR})"
    " and not exists (select from pay_run r where r.snapshot_hash = snapshot_frame.snapshot_hash)",
    "whoever took the snapshot, before a run is made of it",
)
TAKEN_BY_THEM = Condition(f"taken_by = {ACTOR}", "it is in their own name")

POLICIES = {
    "snapshot": Rule(holds("pay_run.read"), both(TAKEN_BY_THEM, holds("pay_run.create")), append_only=True),
    "snapshot_frame": Rule(OF_A_VISIBLE_SNAPSHOT, OF_A_NEW_SNAPSHOT, append_only=True),
}
