"""A number without a source does not load, and no what-if leaves the law's range."""

import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from pay_models.kernel import Dated, History, model, models
from pay_models.kernel.errors import (
    BadParameterFile,
    Contradictory,
    NotInForce,
    OutsideLegalRange,
    UnknownParameter,
)

DAY = date(2026, 12, 31)
SOUND: dict[str, Any] = {
    "says": "Largest share of excellent.",
    "unit": "basis points",
    "source": {"title": "Decree 335/2025/ND-CP art. 20"},
    "certainty": "text_read",
    "range": {"at_least": 0, "at_most": 2500},
    "values": [{"from": date(2026, 1, 1), "value": 2000}],
}


class Shape(NamedTuple):
    quota_bp: int


def loaded(folder: Path, body: dict[str, Any]) -> Dated[Shape]:
    return loaded_text(folder, yaml.safe_dump({"quota_bp": body}))


def loaded_text(folder: Path, text: str) -> Dated[Shape]:
    (folder / "parameters.yaml").write_text(text)
    return Dated.beside(str(folder / "model.py"), Shape)


def test_a_sound_parameter_loads(tmp_path: Path) -> None:
    assert loaded(tmp_path, SOUND).on(DAY).values == Shape(quota_bp=2000)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"source": None}, "quota_bp.source"),
        ({"source": {"title": ""}}, "quota_bp.source.title"),
        ({"says": None}, "quota_bp.says"),
        ({"unit": None}, "quota_bp.unit"),
        ({"certainty": "sure"}, "quota_bp.certainty"),
        ({"sauce": "mint"}, "quota_bp.sauce: Extra inputs are not permitted"),
        ({"values": []}, "quota_bp.values"),
        ({"values": [{True: date(2026, 1, 1), "value": 2000}]}, "quota_bp.values.0.from"),
        ({"values": [{"from": date(2026, 1, 1), "value": 0.2}]}, "quota_bp.values.0.value"),
        ({"values": [{"from": date(2026, 1, 1), "value": 3000}]}, "values [3000] are outside 0 to 2500"),
        ({"range": None}, "needs a range"),
        ({"choice": True}, "a choice has the certainty our_choice"),
        ({"certainty": "our_choice"}, "a choice has the certainty our_choice"),
    ],
)
def test_a_number_that_cannot_be_trusted_does_not_load(
    tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    body = {name: value for name, value in {**SOUND, **change}.items() if value is not None}

    with pytest.raises(BadParameterFile) as refused:
        loaded(tmp_path, body)

    assert sentence in str(refused.value)


def test_values_out_of_order_do_not_load(tmp_path: Path) -> None:
    twice = [{"from": date(2026, 1, 1), "value": 2000}, {"from": date(2026, 1, 1), "value": 2500}]

    with pytest.raises(BadParameterFile, match="dated in rising order"):
        loaded(tmp_path, {**SOUND, "values": twice})


def test_a_parameter_written_twice_does_not_load(tmp_path: Path) -> None:
    text = yaml.safe_dump({"quota_bp": SOUND})

    with pytest.raises(BadParameterFile, match="quota_bp stands there twice"):
        loaded_text(tmp_path, text + text)


def test_a_file_and_its_shape_must_name_the_same_parameters(tmp_path: Path) -> None:
    with pytest.raises(BadParameterFile, match="disagree on quota_bq"):
        loaded_text(tmp_path, yaml.safe_dump({"quota_bp": SOUND, "quota_bq": SOUND}))


def test_every_parameter_of_every_model_has_a_sentence_a_unit_and_a_source() -> None:
    for chosen in models().values():
        for name, parameter in chosen.parameters.parameters.items():
            assert all((parameter.says, parameter.unit, parameter.source.title)), f"{chosen.id}.{name}"


def test_the_day_picks_the_value() -> None:
    pay = model("vn.grade_pay").parameters

    assert pay.on(date(2026, 6, 30)).value("over_frame_first_bp") == 500
    assert pay.on(date(2026, 6, 30)).entry("base_salary_vnd").value == 2_340_000
    assert pay.on(date(2026, 7, 1)).entry("base_salary_vnd").value == 2_530_000


def test_a_day_before_the_history_is_refused_by_name() -> None:
    with pytest.raises(
        NotInForce, match=r"base_salary_vnd has no value on 2013-06-30; .* starts on 2013-07-01"
    ):
        model("vn.grade_pay").parameters.on(date(2013, 6, 30))
    with pytest.raises(NotInForce, match=r"vn.classes_2026 starts on 2026-01-01; 2025-12-31 is before it"):
        model("vn.classes_2026").in_force(date(2025, 12, 31))


def test_a_mistyped_parameter_is_refused_with_its_neighbour() -> None:
    with pytest.raises(UnknownParameter, match=r"no parameter 'quota_bq'. Did you mean 'quota_bp'"):
        model("vn.classes_2026").in_force(DAY, {"quota_bq": 2500})


@pytest.mark.parametrize("value", [2501, -1, "3000", "much", "", True])
def test_no_change_leaves_the_legal_range(value: int | str) -> None:
    with pytest.raises(OutsideLegalRange, match=r"Decree 335/2025/ND-CP art. 20. Choose from 0 to 2500"):
        model("vn.classes_2026").in_force(DAY, {"quota_bp": value})


def test_an_option_is_one_of_its_names() -> None:
    with pytest.raises(OutsideLegalRange, match=r"Choose from employee_id \| leave_out"):
        model("vn.classes_2026").in_force(DAY, {"tie_break": "dice"})

    assert (
        model("vn.classes_2026").in_force(DAY, {"tie_break": "leave_out"}).value("tie_break") == "leave_out"
    )


def test_a_number_may_come_as_text() -> None:
    assert model("vn.classes_2026").in_force(DAY, {"quota_bp": "2500"}).value("quota_bp") == 2500


def test_a_change_to_the_same_value_is_no_change() -> None:
    chosen = model("vn.classes_2026")

    assert chosen.in_force(DAY, {"quota_bp": 2000}).changes == {}
    assert chosen.in_force(DAY, {"quota_bp": 2000}).hash == chosen.in_force(DAY).hash
    assert chosen.in_force(DAY, {"quota_bp": 2500}).hash != chosen.in_force(DAY).hash


def test_a_changed_base_salary_leaves_the_past_alone() -> None:
    history = model("vn.grade_pay").in_force(DAY, {"base_salary_vnd": 2_600_000}).value("base_salary_vnd")

    assert isinstance(history, History)
    assert history.entries[-2:] == ((date(2024, 7, 1), 2_340_000), (date(2026, 7, 1), 2_600_000))


def test_a_version_is_twelve_hex_digits_and_every_model_has_its_own() -> None:
    versions = [chosen.version for chosen in models().values()]

    assert all(len(version) == 12 and int(version, 16) >= 0 for version in versions)
    assert len(set(versions)) == len(versions)


TWO = {name: {**SOUND, "values": [{"from": date(2026, 1, 1), "value": value}]} for name, value in
       (("low_bp", 500), ("high_bp", 900))}  # fmt: skip
RULE: dict[str, Any] = {
    "says": "High is above low.",
    "source": SOUND["source"],
    "rising": ["low_bp", "high_bp"],
}


class Pair(NamedTuple):
    low_bp: int
    high_bp: int


def loaded_pair(folder: Path, *rules: dict[str, Any], **changed: Any) -> Dated[Pair]:
    text = yaml.safe_dump({**TWO, **changed, "rules": list(rules)})
    (folder / "parameters.yaml").write_text(text)
    return Dated.beside(str(folder / "model.py"), Pair)


def test_numbers_that_are_allowed_one_by_one_may_not_contradict_each_other(tmp_path: Path) -> None:
    in_force = loaded_pair(tmp_path, RULE).on(DAY)

    with pytest.raises(
        Contradictory, match=r"high_bp = 900 does not go with low_bp = 900: High is above low \("
    ):
        in_force.with_changes({"low_bp": 900})

    assert in_force.with_changes({"low_bp": 900, "high_bp": 901}).changes == {"low_bp": 900, "high_bp": 901}
    assert in_force.changes == {}


def test_a_rule_may_let_two_numbers_be_equal(tmp_path: Path) -> None:
    rule = {
        **{name: value for name, value in RULE.items() if name != "rising"},
        "not_falling": RULE["rising"],
    }
    in_force = loaded_pair(tmp_path, rule).on(DAY)

    assert in_force.with_changes({"low_bp": 900}).changes == {"low_bp": 900}
    with pytest.raises(Contradictory):
        in_force.with_changes({"low_bp": 901})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rising": ["high_bp", "low_bp"]}, "on 2026-01-01 high_bp and low_bp break the order"),
        ({"rising": ["low_bp", "hihg_bp"]}, "names hihg_bp: no number here"),
        ({"rising": ["low_bp"]}, "rules.0: Value error, needs two or more names"),
        ({"not_falling": ["low_bp", "high_bp"]}, "rules.0: Value error, needs two or more names"),
        ({"source": {}}, "rules.0.source.title"),
    ],
)
def test_a_rule_that_the_law_itself_breaks_or_that_has_no_source_does_not_load(
    tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadParameterFile, match=re.escape(sentence)):
        loaded_pair(tmp_path, {**RULE, **change})


def test_a_rule_is_kept_on_every_day_on_which_a_number_changes(tmp_path: Path) -> None:
    later = [{"from": date(2026, 1, 1), "value": 500}, {"from": date(2027, 1, 1), "value": 900}]

    with pytest.raises(BadParameterFile, match="on 2027-01-01 low_bp and high_bp break the order"):
        loaded_pair(tmp_path, RULE, low_bp={**SOUND, "values": later})


# where something else begins than a class or a band
NO_THRESHOLDS = {"counts_from_days", "round_up_from_hundredths", "general_increase_from"}


def test_every_model_with_thresholds_keeps_them_in_order() -> None:
    for chosen in models().values():
        named = {name for order in chosen.parameters.orders for name in order.names}
        found = {
            name for name in chosen.parameters.parameters if re.search(r"_from(_|$)", name)
        } - NO_THRESHOLDS

        assert len(found) < 2 or found <= named, chosen.id
