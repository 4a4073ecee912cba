"""Policies of assessments and of findings on conduct."""

from domain.database.state.policy import ACTOR, Condition, Rule, both, either, holds, own
from domain.organisation.policies import of_unit
from domain.people.policies import SERVES

PROPOSED = Condition("state = 'proposed' and confirmed_at is null", "it is proposed")
BY_THEM = Condition(f"assessed_by = {ACTOR}", "it is in their own name")
CONFIRMED = Condition("state = 'confirmed'", "it becomes confirmed")
CONFIRMED_BY_THEM = Condition(f"confirmed_by = {ACTOR}", "it is in their own name")
# Whoever assesses a person where they work this year sees what was found about them elsewhere.
FOLLOWS = Condition(
    "exists (select from units_in_year(employee_id, year) worked (unit)"
    f" where worked.unit in (select meritgrid_units({ACTOR}, 'assessment.read')))",
    "`assessment.read` where the person worked in that year",
)
AS_PROPOSED = both(holds("assessment.propose"), PROPOSED, BY_THEM, SERVES, of_unit("assessment"))

POLICIES = {
    "assessment": Rule(
        own("assessment.read"),
        AS_PROPOSED,
        either(holds("assessment.propose"), holds("assessment.confirm")),
        either(AS_PROPOSED, both(holds("assessment.confirm"), CONFIRMED, CONFIRMED_BY_THEM)),
        columns=(
            "unit_id",
            "position_id",
            "general_points_hundredths",
            "quantity_bp",
            "quality_bp",
            "progress_bp",
            "task_points_hundredths",
            "score_hundredths",
            "field_result",
            "organising",
            "uniting",
            "months",
            "model_id",
            "model_version",
            "parameters_hash",
            "state",
            "assessed_by",
            "confirmed_by",
            "confirmed_at",
            "version",
        ),
        paid_from="period_start",
        counted="assessment.read",
    ),
    "conduct_finding": Rule(
        either(own("assessment.read"), FOLLOWS), both(holds("assessment.confirm"), SERVES), paid_from="year"
    ),
}
