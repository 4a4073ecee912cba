"""Events that tell of people's grades."""

from domain.database.state.event import Event, Noted

NOTED = (Noted("grade_holding"),)
EVENTS = {
    "people.transferred": Event((), "people.write"),
    "grade.set": Event(("grade_holding",), "people.write"),
    "grade.withdrawn": Event(("grade_holding",), "people.write"),
}
