"""`meritgrid models`: which there are, and what one takes, computes and can be told."""

from pay_models.kernel import models


def test_every_model_is_listed_with_its_first_day(meritgrid):
    listed = meritgrid("models").out.splitlines()
    assert [line.split()[0] for line in listed] == list(models())
    assert next(line.split()[1] for line in listed if line.startswith("vn.grade_pay ")) == "2013-07-01"


def test_a_model_shows_its_tables_steps_and_parameters(meritgrid):
    told = meritgrid("models", "show", "vn.kpi_score_2026", "--on", "2026-07-01").out
    assert "Takes a table 'month' with the columns\n  employee_id: text" in told
    assert "  general_points_hundredths: whole number" in told
    assert "  month.score_hundredths: Score of the month" in told
    assert "  failure_deduction_bp = 2500 (" in told


def test_a_parameter_is_shown_as_set_takes_it(meritgrid):
    told = meritgrid("models", "show", "vn.classes_2026", "--on", "2026-12-31").out
    assert "  quota_bp = 2000 (0 to 2500; basis points): " in told
    assert "  tie_break = employee_id (employee_id | leave_out; option): " in told


def test_a_day_before_the_model_is_refused(meritgrid):
    answer = meritgrid("models", "show", "vn.classes_2026", "--on", "2025-12-31")
    assert (answer.code, answer.out) == (1, "")
    assert "vn.classes_2026 starts on 2026-01-01; 2025-12-31 is before it." in answer.err


def test_every_model_can_be_shown(meritgrid):
    assert [meritgrid("models", "show", id_, "--on", "2026-12-31").code for id_ in models()] == [0] * len(
        models()
    )
