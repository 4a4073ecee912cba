"""Events that tell of regulations."""

from domain.database.state.event import Event, Noted

NOTED = (Noted("regulation"),)
EVENTS = {
    "regulation.drafted": Event(("regulation",), "regulation.draft"),
    "regulation.published": Event(("regulation",), "regulation.publish"),
    "regulation.withdrawn": Event(("regulation",), "regulation.draft"),
}
