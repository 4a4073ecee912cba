"""Policies of policy goals, KPIs and the product catalogue."""

from domain.database.state.policy import SIGNED_IN, Condition, Rule, both, holds
from domain.organisation.policies import of_its_unit

_LOADED = Rule(SIGNED_IN, note="The owner of the database loads it.")
_BACK = "The latest one is taken back by whoever holds `goals.write` there."
OF_THE_POST = Condition(
    "unit_id = (select p.unit_id from position p where p.id = position_id)",
    "it is filed under the unit of the position",
)
# The unit of a pair is that of its position, of a KPI of a set that of the set.
PAIR = Condition(
    "exists (select from position p where p.id = position_id and ("
    + holds("goals.write", "p.unit_id").sql
    + "))",
    "`goals.write` on the unit of the position",
    who=True,
)
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
    "position_kpi": Rule(SIGNED_IN, PAIR),
    "position_kpi_state": Rule(SIGNED_IN, both(holds("goals.write"), OF_THE_POST)),
    "kpi_set": Rule(SIGNED_IN, both(holds("goals.write"), OF_THE_POST), note=_BACK),
    "kpi_set_kpi": Rule(SIGNED_IN, MEMBER),
    "product": _LOADED,
    "product_coefficient": _LOADED,
}
