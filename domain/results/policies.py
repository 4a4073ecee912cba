"""Policies of KPI results."""

from domain.database.state.policy import Rule, both, holds, own
from domain.organisation.policies import of_unit
from domain.people.policies import SERVES

POLICIES = {
    "kpi_result": Rule(
        own("results.read"),
        both(holds("results.record"), SERVES, of_unit("kpi_result")),
        holds("results.record"),
        columns=(
            "assigned",
            "completed",
            "quality_failures",
            "delays",
            "source_system",
            "evidence",
            "version",
        ),
        paid_from="month",
        counted="results.read",
    ),
    "target": Rule(
        own("results.read"),
        both(holds("targets.assign"), SERVES, of_unit("target")),
        holds("targets.assign"),
        columns=("quantity", "due_on", "late_reason", "version"),
        note="One that no result stands on is taken back by whoever holds `targets.assign` there.",
    ),
}
