"""Policies of policy goals, KPIs and the product catalogue."""

from domain.database.state.policy import SIGNED_IN, Rule

_LOADED = Rule(SIGNED_IN, note="The owner of the database loads it.")
POLICIES = {
    "policy_goal": _LOADED,
    "kpi": _LOADED,
    "position_kpi": _LOADED,
    "product": _LOADED,
    "product_coefficient": _LOADED,
}
