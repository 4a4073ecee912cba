"""Events that tell of units."""

from domain.database.state.event import Event

# What they say is sealed with the trail; the rows themselves are everybody's to read.
EVENTS = {
    "unit.changed": Event((), "organisation.write"),
    "unit.closed": Event((), "organisation.write"),
    "unit.created": Event((), "organisation.write"),
    "unit.merged": Event((), "organisation.write"),
    "unit.moved": Event((), "organisation.write"),
    "unit.renamed": Event((), "organisation.write"),
    "unit.split": Event((), "organisation.write"),
    "unit.withdrawn": Event((), "organisation.write"),
}
