"""Events that tell of policy goals, KPIs and sets of KPIs."""

from domain.database.state.event import Event

# What they say is sealed with the trail; the rows themselves are everybody's to read.
EVENTS = {
    "kpi.bound": Event((), "goals.write"),
    "kpi.changed": Event((), "goals.write"),
    "kpi.closed": Event((), "goals.write"),
    "kpi.created": Event((), "goals.write"),
    "kpi.unbound": Event((), "goals.write"),
    "kpi.withdrawn": Event((), "goals.write"),
    "kpi_set.activated": Event((), "goals.write"),
    "kpi_set.withdrawn": Event((), "goals.write"),
    "policy_goal.changed": Event((), "goals.write"),
    "policy_goal.closed": Event((), "goals.write"),
    "policy_goal.drafted": Event((), "goals.write"),
    "policy_goal.published": Event((), "goals.write"),
    "policy_goal.superseded": Event((), "goals.write"),
    "policy_goal.withdrawn": Event((), "goals.write"),
}
