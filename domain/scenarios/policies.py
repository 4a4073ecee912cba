"""Policies of what-ifs."""

from domain.database.state.policy import ACTOR, Condition, Rule

POLICIES = {
    "asked_scenario": Rule(
        Condition(f"account_id = {ACTOR}", "who asked"), note="Asking a what-if writes it, within its budget."
    )
}
