"""Events that tell of assessments and of findings on conduct."""

from domain.database.state.event import Event, Noted

NOTED = (Noted("assessment"), Noted("conduct_finding"))
EVENTS = {
    "assessment.confirmed": Event(("assessment",), "assessment.confirm"),
    "assessment.proposed": Event(("assessment",), "assessment.propose"),
}
