"""Events that tell of policy goals."""

from domain.database.state.event import Event

# What they say is sealed with the trail; the rows themselves are everybody's to read.
EVENTS = {
    "policy_goal.changed": Event((), "goals.write"),
    "policy_goal.closed": Event((), "goals.write"),
    "policy_goal.drafted": Event((), "goals.write"),
    "policy_goal.published": Event((), "goals.write"),
    "policy_goal.superseded": Event((), "goals.write"),
    "policy_goal.withdrawn": Event((), "goals.write"),
}
