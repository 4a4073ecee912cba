"""Policies of policy goals, KPIs and the product catalogue."""

from domain.database.state.policy import SIGNED_IN, Condition, Rule, both, holds
from domain.organisation.policies import of_its_unit, of_post, of_unit

_LOADED = Rule(SIGNED_IN, note="The owner of the database loads it.")
_BACK = "The latest one is taken back by whoever holds `goals.write` there."
MEMBER = Condition(
    "exists (select from kpi_set s where s.id = kpi_set_id and ("
    + holds("goals.write", "s.unit_id").sql
    + "))",
    "`goals.write` on the unit of the set",
    who=True,
)
POLICIES = {
    "policy_goal": Rule(SIGNED_IN, holds("goals.write")),
    "policy_goal_state": Rule(SIGNED_IN, both(holds("goals.write"), of_its_unit("policy_goal")), note=_BACK),
    "kpi": Rule(SIGNED_IN, holds("goals.write")),
    "kpi_state": Rule(SIGNED_IN, both(holds("goals.write"), of_its_unit("kpi")), note=_BACK),
    "position_kpi": Rule(SIGNED_IN, of_post("goals.write", "position_kpi")),
    "position_kpi_state": Rule(SIGNED_IN, both(holds("goals.write"), of_unit("position_kpi_state"))),
    "kpi_set": Rule(SIGNED_IN, both(holds("goals.write"), of_unit("kpi_set")), note=_BACK),
    "kpi_set_kpi": Rule(SIGNED_IN, MEMBER),
    "product": _LOADED,
    "product_coefficient": _LOADED,
}
