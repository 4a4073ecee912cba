"""Policies of regulations."""

from domain.database.state.policy import ACTOR, SIGNED_IN, Condition, Rule, both, holds

DRAFTED_BY_THEM = Condition(f"drafted_by = {ACTOR}", "it is in their own name")
UNPUBLISHED = Condition("published_by is null and published_at is null", "it is not yet published")
PUBLISHED_BY_THEM = Condition(f"published_by = {ACTOR}", "it is in their own name")

POLICIES = {
    "regulation": Rule(
        SIGNED_IN,
        both(holds("regulation.draft"), DRAFTED_BY_THEM, UNPUBLISHED),
        both(holds("regulation.publish"), UNPUBLISHED),
        both(holds("regulation.publish"), PUBLISHED_BY_THEM),
        columns=("published_by", "published_at", "version"),
        note="A draft is taken back by whoever holds `regulation.draft` there.",
    )
}
