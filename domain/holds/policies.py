"""Policies of holds."""

from domain.database.state.policy import ACTOR, Condition, Rule, both, holds, own

HELD_BY_THEM = Condition(f"held_by = {ACTOR}", "it is in their own name")
UNRELEASED = Condition("released_by is null", "it is not released")
RELEASED_BY_THEM = Condition(f"released_by = {ACTOR}", "it is in their own name")

POLICIES = {
    "payment_hold": Rule(
        own("pay_run.read"),
        both(holds("pay_run.create"), HELD_BY_THEM, UNRELEASED),
        both(holds("pay_run.create"), UNRELEASED),
        both(holds("pay_run.create"), RELEASED_BY_THEM),
        columns=("released_by", "released_at", "release_reason", "version"),
    )
}
