"""Events that tell of units, peer groups and positions."""

from domain.database.state.event import Event

# What they say is sealed with the trail; the rows themselves are everybody's to read.
EVENTS = {
    "peer_group.closed": Event((), "organisation.write"),
    "peer_group.created": Event((), "organisation.write"),
    "peer_group.renamed": Event((), "organisation.write"),
    "peer_group.withdrawn": Event((), "organisation.write"),
    "position.changed": Event((), "organisation.write"),
    "position.closed": Event((), "organisation.write"),
    "position.created": Event((), "organisation.write"),
    "position.withdrawn": Event((), "organisation.write"),
    "unit.changed": Event((), "organisation.write"),
    "unit.closed": Event((), "organisation.write"),
    "unit.created": Event((), "organisation.write"),
    "unit.merged": Event((), "organisation.write"),
    "unit.moved": Event((), "organisation.write"),
    "unit.renamed": Event((), "organisation.write"),
    "unit.withdrawn": Event((), "organisation.write"),
}
