"""Policies of policy goals, KPIs and the product catalogue."""

from domain.database.state.policy import SIGNED_IN, Rule, both, holds
from domain.organisation.policies import of_its_unit

_LOADED = Rule(SIGNED_IN, note="The owner of the database loads it.")
POLICIES = {
    "policy_goal": Rule(SIGNED_IN, holds("goals.write")),
    "policy_goal_state": Rule(
        SIGNED_IN,
        both(holds("goals.write"), of_its_unit("policy_goal")),
        note="The latest one is taken back by whoever holds `goals.write` there.",
    ),
    "kpi": _LOADED,
    "position_kpi": _LOADED,
    "product": _LOADED,
    "product_coefficient": _LOADED,
}
