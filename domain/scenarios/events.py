"""Events that tell of what-ifs."""

from domain.database.state.event import Event

EVENTS = {"scenario.simulated": Event((), "scenario.simulate")}
