"""Events that tell of KPI results."""

from domain.database.state.event import Event, Noted

NOTED = (Noted("kpi_result", part="unit_id"),)
EVENTS = {
    "result.changed": Event(("kpi_result",), "results.record"),
    "result.recorded": Event(("kpi_result",), "results.record"),
    "results.recorded": Event(("kpi_result",), "results.record"),
}
