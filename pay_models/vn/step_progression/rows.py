"""The people on a unit's payroll, and the step each comes to hold."""

from __future__ import annotations

from pay_models.kernel import Key, Rows, given, key, step

GRADES = ("CGCC", "A3.1", "A3.2", "A2.1", "A2.2", "A1", "A0", "B", "C1", "C2", "C3")
DISCIPLINES = ("none", "reprimand", "warning", "demotion_or_dismissal")
REGULAR = "Circular 08/2013 art. 2"
EARLY = "Decree 17/2013, Circular 08/2013 art. 3"


class Waiting(Rows):
    """One row for each person on the payroll of a unit, on the day that steps are considered."""

    employee_id: Key = key("The person")
    unit_id: Key = key("The agency or unit whose payroll it is")
    table: int = given("Table of Decree 204: 1 experts, 2 civil servants, 3 public employees", isin=(1, 2, 3))
    grade_code: str = given("Grade of the table", isin=GRADES)
    step: int = given("Step held", ge=1, le=12)
    months_at_step: int = given("Months held at this step that count", ge=0, le=720)
    years_not_completed: int = given("Years at this step with the class not completed", ge=0, le=60)
    discipline: str = given("Heaviest discipline while at this step", isin=DISCIPLINES)
    achievement_points: int = given(
        "Rank of the achievements that an early step is proposed for: more is better", ge=0, le=1_000_000
    )
    early_months_proposed: int = given("Months earlier that are proposed for them, 0 for none", ge=0, le=60)
    raised_early_before: bool = given("The step held was itself reached early for achievements")

    class Config:
        unique = ("employee_id",)


class Progressed(Waiting):
    """The step each person comes to hold, and how long the others still wait."""

    last_step: int = step(
        "Last step of the grade",
        law="Decree 204/2004 tables 1-3",
        certainty="press",
        refuses="The salary grid has no such step in this grade and table.",
        blames=("table", "grade_code", "step"),
        ge=1,
    )
    waiting_months: int = step(
        "Months to wait at this step for the next one, or at the last step for the over-frame allowance",
        law=f"{REGULAR}, Decree 204/2004 art. 6",
        certainty="press",
        ge=0,
    )
    delay_months: int = step(
        "Months added for years not completed and for discipline",
        law=f"{REGULAR}.3",
        choice="of several disciplines the heaviest",
        certainty="press",
        ge=0,
    )
    months_missing: int = step(
        "Months missing to the regular step; 0 at the last step, which none follows",
        law=REGULAR,
        certainty="press",
        ge=0,
    )
    early_candidate: bool = step(
        "May be raised early: proposed, months missing within the limit, every year completed, no discipline, "
        "not raised early the time before, not at the last step",
        law=EARLY,
        certainty="memory",
    )
    payroll: int = step("People on the payroll of the unit", law=EARLY, certainty="press", ge=1)
    early_places: int = step(
        "Places for early steps in the unit: one for each ten people",
        law=EARLY,
        certainty="press",
        unit="count",
        ge=0,
    )
    early_place: int = step(
        "Place among the unit's candidates by achievement (0: not a candidate)",
        law=EARLY,
        choice="equal achievements",
        certainty="press",
        ge=0,
    )
    early_months: int = step(
        "Months earlier that are granted",
        law=EARLY,
        agreement="unit regulation on early steps",
        certainty="press",
        ge=0,
    )
    months_to_wait: int = step(
        "Months still to wait for the next step; 0 at the last one", law=REGULAR, certainty="press", ge=0
    )
    step_due: bool = step("The next step is due now", law=REGULAR, certainty="press")
    new_step: int = step("Step held from now on", law=REGULAR, certainty="press", ge=1)
    months_to_over_frame: int = step(
        "Months still to wait at the last step for the over-frame allowance; 0 where there is none to wait for",
        law="Decree 204/2004 art. 6",
        choice="a delay moves it too",
        certainty="press",
        ge=0,
    )
    months_at_last_step: int = step(
        "Months at the last step that count for the over-frame allowance: those held without the delay; 0 before it",
        law="Decree 204/2004 art. 6",
        choice="a delay moves it too",
        certainty="press",
        ge=0,
    )
    over_frame_bp: int = step(
        "Rate of the over-frame allowance at the last step",
        law="Decree 204/2004 art. 6",
        choice="a delay moves it too",
        certainty="press",
        ge=0,
    )
