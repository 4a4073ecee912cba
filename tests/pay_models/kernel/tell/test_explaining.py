"""What people read cannot drift from what they were paid."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import narwhals as nw
import polars as pl
import pytest

from pay_models.kernel import Dated, PayModel, Rows, Stage, given, key, model, models, run, step
from pay_models.kernel.declare.parameter_file import CERTAINTIES
from pay_models.kernel.declare.rows import columns_of
from pay_models.kernel.run.graph import recorded
from pay_models.kernel.tell.explain import Explanation, explain, sheet
from tests.pay_models.case_files import cases, frames

DAY = date(2026, 12, 31)


def told(chosen_id: str, column: str, **changes: int | str) -> Explanation:
    (found,) = [one for one in sheet(model(chosen_id), on=DAY, changes=changes) if one.column == column]
    return found


def test_a_step_without_a_text_or_a_choice_behind_it_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="needs a law, an agreement or a choice behind it"):
        step("Because we say so")


def test_each_step_names_the_parameters_that_its_formula_read() -> None:
    quota = told("vn.classes_2026", "unit_quota")

    assert [(one.name, one.value, one.choice) for one in quota.parameters] == [
        ("quota_base", "good", True),
        ("quota_rounding", "down", True),
    ]
    assert quota.parameters[1].source == "Decree 335/2025/ND-CP art. 20"
    assert quota.law == "Decree 335/2025 art. 20"


def test_a_changed_parameter_is_told_as_changed() -> None:
    share = told("vn.classes_2026", "unit_quota_bp", quota_bp=2400)

    assert [(one.name, one.value, one.changed) for one in share.parameters] == [
        ("outstanding_quota_bp", 2500, False),
        ("quota_bp", 2400, True),
    ]


def test_a_step_is_as_certain_as_the_weakest_fact_it_rests_on() -> None:
    assert told("vn.grade_pay", "coefficient_hundredths").certainty == "third_party"
    assert told("vn.grade_pay", "over_frame_bp").certainty == "memory"
    assert told("vn.classes_2026", "class_by_score").certainty == "text_read"


def test_a_number_of_its_own_decree_names_that_decree() -> None:
    (base,) = told("vn.grade_pay", "base_salary_vnd").parameters

    assert (base.source, base.certainty) == ("Decree 161/2026/ND-CP art. 3.2", "text_read")
    assert base.value[-1] == ["2026-07-01", 2_530_000]


HISTORIES = [
    (id_, stage, column, used.name)
    for id_, chosen in models().items()
    for one in sheet(chosen, on=chosen.last_day or DAY)
    for stage, column in [(one.stage, one.column)]
    for used in one.parameters
    if isinstance(used.value, list)
]


@pytest.mark.parametrize(("id_", "stage", "column", "parameter"), HISTORIES)
def test_each_value_of_a_history_is_cited_from_its_own_text(
    id_: str, stage: str, column: str, parameter: str
) -> None:
    chosen = model(id_)
    (found,) = [one for one in chosen.stages if one.name == stage]
    dated = chosen.parameters.parameters[parameter]

    for entry in dated.values:
        row = dict.fromkeys(columns_of(found.outputs)) | {"month": entry.start}
        steps = {one.column: one for one in explain(chosen, row, on=chosen.last_day or DAY, stage=stage)}
        (used,) = [one for one in steps[column].parameters if one.name == parameter]

        assert used.value == [[str(entry.start), entry.value]]
        assert (used.source, used.href) == (
            (entry.source or dated.source).title,
            (entry.source or dated.source).href,
        )
        assert used.certainty == (entry.certainty or dated.certainty)
        assert CERTAINTIES.index(steps[column].certainty) >= CERTAINTIES.index(used.certainty)


def test_a_sheet_of_a_period_cites_each_value_in_force_in_it() -> None:
    year = (date(2026, 1, 1), date(2026, 12, 31))
    steps = {one.column: one for one in sheet(model("vn.grade_pay"), on=DAY, period=year)}
    (base,) = steps["base_salary_vnd"].parameters

    assert [(str(one.day), one.value, one.source, one.certainty) for one in base.dated] == [
        ("2024-07-01", 2_340_000, "Decree 73/2024/ND-CP", "press"),
        ("2026-07-01", 2_530_000, "Decree 161/2026/ND-CP art. 3.2", "text_read"),
    ]
    assert base.source == "2024-07-01: Decree 73/2024/ND-CP; 2026-07-01: Decree 161/2026/ND-CP art. 3.2"
    assert (base.href, base.certainty, steps["base_salary_vnd"].certainty) == (None, "press", "press")


def test_a_value_from_memory_is_not_passed_off_as_read() -> None:
    row = dict.fromkeys(columns_of(model("vn.grade_pay").stages[0].outputs))
    in_2016 = {one.column: one for one in explain(
        model("vn.grade_pay"), row | {"month": date(2016, 6, 1)}, on=DAY, stage="month"
    )}  # fmt: skip

    assert in_2016["base_salary_vnd"].certainty == "memory"
    assert (
        in_2016["base_salary_vnd"].parameters[0].source == "Decree 47/2016/ND-CP (first day to be verified)"
    )


def test_an_explanation_holds_the_values_of_the_row_it_explains() -> None:
    pay = model("vn.grade_pay")
    row = {
        "employee_id": "an", "month": date(2026, 7, 1), "table": 2, "grade_code": "A1", "step": 9,
        "leadership_coefficient_hundredths": 60, "months_at_last_step": 36, "leadership_code": "none",
        "public_duty": True, "other_percentages_bp": 0, "regional_coefficient_hundredths": 0,
        "responsibility_coefficient_hundredths": 0, "hard_area_years": 0, "reserved_coefficient_hundredths": 0,
    }  # fmt: skip
    paid = run(pay, pl.DataFrame([row]), on=DAY)["month"].row(0, named=True)

    story = explain(pay, paid, on=DAY, stage="month")

    assert [(one.column, one.value) for one in story] == [
        ("coefficient_hundredths", 498),
        ("base_salary_vnd", 2_530_000),
        ("grade_pay_vnd", 12_599_400),
        ("leading_coefficient_hundredths", 60),
        ("leadership_allowance_vnd", 1_518_000),
        ("over_frame_bp", 500),
        ("over_frame_allowance_vnd", 629_970),
        ("percentage_base_vnd", 14_747_370),
        ("public_duty_allowance_vnd", 3_686_843),
        ("other_percentages_vnd", 0),
        ("regional_allowance_vnd", 0),
        ("responsibility_allowance_vnd", 0),
        ("long_service_hundredths", 0),
        ("long_service_allowance_vnd", 0),
        ("reserved_difference_vnd", 0),
        ("total_vnd", 18_434_213),
    ]
    assert [one.ordinal for one in story] == list(range(1, 17))


def test_each_step_shows_the_columns_it_read_and_the_group_it_looked_at() -> None:
    row = {"employee_id": "an", "unit_id": "u", "peer_group_id": "p", "score_hundredths": 9500,
           "months_worked": 12, "absence": "none", "automatic_not_completed": False,
           "organisation_class": "none", "outstanding_unit": False}  # fmt: skip
    classes = model("vn.classes_2026")
    classified = run(classes, pl.DataFrame([row]), on=DAY).result.row(0, named=True)

    told_ = {one.column: one for one in explain(classes, classified, on=DAY)}

    assert [(one.name, one.value) for one in told_["unit_good_or_better"].inputs] == [
        ("class_before_quota", "excellent")
    ]
    assert [(one.name, one.value) for one in told_["unit_good_or_better"].group] == [("unit_id", "u")]
    assert told_["class_by_score"].group == ()
    assert told_["unit_quota"].parameters[1].meaning == "A part of a place is no place."


def test_a_sheet_tells_every_stage_of_a_model_in_order() -> None:
    score = sheet(model("vn.kpi_score_2026"), on=DAY)

    assert [one.ordinal for one in score] == list(range(1, len(score) + 1))
    assert list(dict.fromkeys(one.stage for one in score)) == ["item", "month", "quarter", "period"]
    assert score[-1].column == "score_hundredths"


def test_every_parameter_of_a_model_is_read_under_one_of_its_options() -> None:
    for chosen in models().values():
        day = chosen.last_day or DAY
        options: list[dict[str, int | str]] = [
            {name: option}
            for name, one in chosen.parameters.parameters.items()
            for option in one.options or ()
        ]
        read = {
            used.name
            for changes in ({}, *options)
            for one in sheet(chosen, on=day, changes=changes)
            for used in one.parameters
        }
        assert read == set(chosen.parameters.parameters), chosen.id


def test_no_result_of_any_model_is_a_float() -> None:
    for model_id, file, case in {first: (first, *rest) for first, *rest in cases()}.values():
        computed = run(model(model_id), frames(model_id, file, case.given), on=case.day or file.day)
        for frame in computed.frames.values():
            assert not any(kind.is_float() for kind in frame.schema.dtypes()), model_id


class Nothing(NamedTuple):
    pass


class Asked(Rows):
    person_id: str = key()
    points: int = given()

    class Config:
        unique = ("person_id",)


class Answered(Asked):
    double: int = step("Twice the points", choice="an example")


def test_a_stage_whose_steps_and_formulas_differ_cannot_be_written() -> None:
    with pytest.raises(TypeError, match="Answered and the formulas name different steps"):
        Stage[Nothing](
            "person", inputs=Asked, outputs=Answered, formulas={"triple": lambda _: nw.col("points") * 3}
        )


def test_rows_that_meet_by_a_column_must_be_ordered_by_it() -> None:
    with pytest.raises(TypeError, match="rows that meet by person_id must be in its order first"):
        Stage[Nothing](
            "person",
            inputs=Asked,
            outputs=Answered,
            formulas={"double": lambda _: nw.col("points") * 2},
            meet=("person_id",),
        )


def test_a_model_of_one_stage_is_a_few_lines() -> None:
    stage = Stage[Nothing](
        "person", inputs=Asked, outputs=Answered, formulas={"double": lambda _: nw.col("points") * 2}
    )
    tiny = PayModel("tests.tiny", date(2026, 1, 1), Dated(Nothing, {}, Path(__file__).parent), (stage,))

    assert run(tiny, pl.DataFrame({"person_id": ["an"], "points": [4]}), on=DAY).result[
        "double"
    ].to_list() == [8]


def test_a_recording_hands_the_formula_the_values_and_notes_what_it_read() -> None:
    class Two(NamedTuple):
        first: int
        second: int

    assert recorded(lambda p: p.second * 2, Two(1, 3)) == (6, ("second",))
