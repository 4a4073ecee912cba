"""Events that tell of registered documents."""

from domain.database.state.event import Event

EVENTS = {"documents.registered": Event((), None), "documents.removed": Event((), None)}
