"""Events that tell of assessments and of findings on conduct."""

from domain.database.state.event import Event, Noted

NOTED = (Noted("assessment", part="unit_id"), Noted("conduct_finding"))
EVENTS = {
    "assessment_batch.confirmed": Event((), "assessment.confirm"),
    "assessment_batch.proposed": Event((), "assessment.propose"),
    "assessment.confirmed": Event(("assessment",), "assessment.confirm"),
    "assessment.proposed": Event(("assessment",), "assessment.propose"),
    "assessments.confirmed": Event(("assessment",), "assessment.confirm"),
    "assessments.proposed": Event(("assessment",), "assessment.propose"),
}
