"""Events that tell of KPI results and targets."""

from domain.database.state.event import Event, Noted

NOTED = (Noted("kpi_result", part="unit_id"),)
EVENTS = {
    "result.changed": Event(("kpi_result",), "results.record"),
    "result.recorded": Event(("kpi_result",), "results.record"),
    "results.recorded": Event(("kpi_result",), "results.record"),
    "target.assigned": Event((), "targets.assign"),
    "target.changed": Event((), "targets.assign"),
    "target.withdrawn": Event((), "targets.assign"),
}
