"""Bad rows are refused all at once, each with row, field, rule and way out."""

from datetime import date
from time import perf_counter

import polars as pl
import pytest

from pay_models.kernel import BadRows, model, models, run
from pay_models.kernel.errors import Fault, NotInForce, UnknownModel
from pay_models.kernel.registry import in_force

DAY = date(2026, 12, 31)
CLASSES, PAY, KPI = model("vn.classes_2026"), model("vn.grade_pay"), model("vn.kpi_score_2026")


def people(count: int) -> pl.DataFrame:
    number = pl.int_range(count, eager=True)
    return pl.DataFrame(
        {
            "employee_id": number,
            "unit_id": number // 60,
            "peer_group_id": number // 10,
            "score_hundredths": 8000,
            "months_worked": 12,
            "absence": "none",
            "automatic_not_completed": False,
            "organisation_class": "none",
            "outstanding_unit": False,
        },
        schema_overrides={"score_hundredths": pl.Int64, "months_worked": pl.Int64},
    )


def held(**columns: object) -> pl.DataFrame:
    row = {
        "employee_id": "an",
        "month": date(2026, 7, 1),
        "table": 2,
        "grade_code": "A1",
        "step": 1,
        "leadership_coefficient_hundredths": 0,
        "months_at_last_step": 0,
        "leadership_code": "none",
        "public_duty": False,
        "other_percentages_bp": 0,
        "regional_coefficient_hundredths": 0,
        "responsibility_coefficient_hundredths": 0,
        "hard_area_years": 0,
        "reserved_coefficient_hundredths": 0,
    }
    return pl.DataFrame({name: [value] for name, value in {**row, **columns}.items()})


def faults_of(frame: pl.DataFrame) -> list[Fault]:
    with pytest.raises(BadRows) as refused:
        run(PAY if "grade_code" in frame.columns else CLASSES, frame, on=DAY)
    return refused.value.faults


def test_a_score_above_100_names_row_field_rule_and_way_out() -> None:
    frame = people(3).with_columns(score_hundredths=pl.Series([8000, 8000, 10_001]))

    assert faults_of(frame) == [
        Fault(
            "employee", 3, "employee_id 2", "score_hundredths", "10001", "This must be at most 10000.",
            "Correct the value.",
        )
    ]  # fmt: skip


def test_a_person_twice_is_refused_at_the_second_row() -> None:
    frame = people(3).with_columns(employee_id=pl.Series([7, 8, 7]))

    (fault,) = faults_of(frame)

    assert (fault.row, fault.column, fault.value) == (3, "employee_id", "7")
    assert fault.rule == "The same employee_id stands in an earlier row: nobody is counted twice."


def test_an_empty_cell_is_refused() -> None:
    (fault,) = faults_of(people(2).with_columns(unit_id=pl.Series([1, None])))

    assert (fault.row, fault.column, fault.value, fault.rule) == (
        2,
        "unit_id",
        "empty",
        "This may not be empty.",
    )


def test_a_column_of_the_wrong_type_is_refused_once() -> None:
    (fault,) = faults_of(people(2).with_columns(months_worked=pl.Series(["12", "twelve"])))

    assert (fault.row, fault.column, fault.value) == (None, "months_worked", "String")
    assert fault.rule == "This column must hold whole numbers (Int64)."


def test_a_score_with_decimals_is_refused_rather_than_rounded() -> None:
    (fault,) = faults_of(people(1).with_columns(score_hundredths=pl.Series([89.99])))

    assert (fault.column, fault.value) == ("score_hundredths", "Float64")


def test_a_missing_and_an_unknown_column_point_at_each_other() -> None:
    first, second = faults_of(people(1).rename({"months_worked": "months_worked_"}))

    assert (first.column, first.way_out) == ("months_worked_", "Remove it. Did you mean 'months_worked'?")
    assert (second.column, second.way_out) == ("months_worked", "Add it. Did you mean 'months_worked_'?")


def test_an_unknown_grade_is_refused_with_its_neighbours() -> None:
    (fault,) = faults_of(held(grade_code="A31"))

    assert (fault.row, fault.key) == (1, "employee_id an, month 2026-07-01")
    assert (fault.column, fault.value, fault.way_out) == ("grade_code", "A31", "Did you mean 'A3.1' or 'A1'?")


def test_an_unknown_step_is_refused_with_its_table_and_grade() -> None:
    (fault,) = faults_of(held(step=10))

    assert (fault.row, fault.column, fault.value) == (1, "table, grade_code, step", "2, A1, 10")
    assert fault.rule == "The salary grid has no such step in this grade and table."


def test_a_month_before_the_first_base_salary_is_refused() -> None:
    (fault,) = faults_of(held(month=date(2013, 6, 1)))

    assert (fault.column, fault.value) == ("month", "2013-06-01")
    assert fault.rule == "No base salary is known for this month."


def test_two_things_wrong_with_one_row_are_two_faults() -> None:
    faults = faults_of(held(month=date(2013, 6, 1), step=10))

    assert [fault.column for fault in faults] == ["table, grade_code, step", "month"]


def test_a_step_without_an_answer_is_refused_even_for_rows_validated_before() -> None:
    with pytest.raises(BadRows, match="no such step"):
        run(PAY, held(step=10), on=DAY, validate=False)


def test_a_refused_step_names_the_row_as_it_was_given_not_as_it_was_ordered() -> None:
    frame = pl.concat([held(employee_id=name, step=step) for name, step in (("z", 1), ("y", 10), ("x", 1))])

    (fault,) = faults_of(frame)

    assert (fault.row, fault.key) == (2, "employee_id y, month 2026-07-01")


def test_a_thousand_bad_rows_of_twenty_thousand_all_come_back() -> None:
    number = pl.col("employee_id")
    frame = people(20_000).with_columns(
        score_hundredths=pl.when(number % 40 == 0).then(20_000).otherwise(pl.col("score_hundredths")),
        months_worked=pl.when(number % 40 == 1).then(-1).otherwise(pl.col("months_worked")),
    )
    start = perf_counter()

    faults = faults_of(frame)

    assert perf_counter() - start < 5
    assert [fault.row for fault in faults] == sorted(fault.row or 0 for fault in faults)
    assert [fault.column for fault in faults].count("score_hundredths") == 500
    assert [fault.column for fault in faults].count("months_worked") == 500


def test_a_long_list_is_cut_in_the_message_and_whole_in_the_faults() -> None:
    frame = people(30).with_columns(score_hundredths=pl.lit(20_000, dtype=pl.Int64))

    with pytest.raises(BadRows) as refused:
        run(CLASSES, frame, on=DAY)

    assert str(refused.value).startswith("30 faults in the rows; nothing was computed.")
    assert str(refused.value).endswith("... and 10 more.")
    assert len(refused.value.faults) == 30


def test_work_without_general_points_is_refused() -> None:
    work = {
        "employee_id": ["an"], "month": [date(2026, 3, 1)], "item_key": ["report"],
        "kind": ["assigned"], "coefficient_hundredths": [100], "assigned": [1], "completed": [1],
        "quality_failures": [0], "excused_failures": [0], "delays": [0], "excused_delays": [0],
    }  # fmt: skip
    points = pl.DataFrame(
        schema={
            "employee_id": pl.String, "month": pl.Date, "general_points_hundredths": pl.Int64, "leads": pl.Boolean,
            "field_result": pl.String, "organising": pl.String, "uniting": pl.String,
        }
    )  # fmt: skip

    with pytest.raises(BadRows) as refused:
        run(KPI, {"item": pl.DataFrame(work), "month": points}, on=DAY)

    (fault,) = refused.value.faults
    assert (fault.table, fault.key) == ("month", "employee_id an, month 2026-03-01")
    assert fault.rule == "There are rows for it, but none in the table 'month'."


def test_a_person_is_not_text_in_one_table_and_a_number_in_another() -> None:
    work = {
        "employee_id": [1], "month": [date(2026, 3, 1)], "item_key": ["report"], "kind": ["assigned"],
        "coefficient_hundredths": [100], "assigned": [1], "completed": [1], "quality_failures": [0],
        "excused_failures": [0], "delays": [0], "excused_delays": [0],
    }  # fmt: skip
    points = {
        "employee_id": ["1"], "month": [date(2026, 3, 1)], "general_points_hundredths": [3000], "leads": [False],
        "field_result": ["none"], "organising": ["none"], "uniting": ["none"],
    }  # fmt: skip

    with pytest.raises(BadRows) as refused:
        run(KPI, {"item": pl.DataFrame(work), "month": pl.DataFrame(points)}, on=DAY)

    (fault,) = refused.value.faults
    assert (fault.table, fault.column, fault.value) == ("month", "employee_id", "String")
    assert fault.rule == "The tables before hold this identifier as Int64."


def test_tables_that_the_model_does_not_take_are_refused() -> None:
    with pytest.raises(BadRows, match=r"vn.grade_pay takes one table for each of: month"):
        run(PAY, {"months": held()}, on=DAY)


def test_a_lazy_frame_is_refused_because_its_values_go_unchecked() -> None:
    with pytest.raises(TypeError, match="Collect the frame first"):
        run(PAY, held().lazy(), on=DAY)


def test_an_unknown_model_is_refused_with_its_neighbour() -> None:
    with pytest.raises(UnknownModel, match=r"no pay model 'vn.grade_pya'. Did you mean 'vn.grade_pay'"):
        model("vn.grade_pya")


def test_a_family_finds_the_model_in_force_on_a_day() -> None:
    assert in_force("vn.classes", DAY) is models()["vn.classes_2026"]
    with pytest.raises(NotInForce, match=r"vn.classes starts on 2026-01-01; 2025-12-31 is before it"):
        in_force("vn.classes", date(2025, 12, 31))
    with pytest.raises(UnknownModel, match=r"Did you mean 'vn.classes'"):
        in_force("vn.clases", DAY)


@pytest.mark.parametrize("blank", ["", "  ", "\u200b", "\u00a0\t"])
def test_an_identifier_of_which_nobody_sees_anything_is_empty(blank: str) -> None:
    (fault,) = faults_of(held(employee_id=blank))

    assert (fault.row, fault.key, fault.column, fault.value) == (
        1,
        "month 2026-07-01",
        "employee_id",
        "empty",
    )
    assert fault.rule == "This may not be empty."


def test_a_row_without_an_identifier_is_not_called_none() -> None:
    frame = people(2).with_columns(employee_id=pl.Series([1, None]))

    (fault,) = faults_of(frame)

    assert str(fault) == "employee, row 2: employee_id = empty: This may not be empty. Fill it in."


def test_a_number_that_is_none_of_those_allowed_is_told_all_of_them() -> None:
    (fault,) = faults_of(held(regional_coefficient_hundredths=60))

    assert (fault.value, fault.way_out) == ("60", "Known: 0, 10, 20, 30, 40, 50, 70, 100.")
