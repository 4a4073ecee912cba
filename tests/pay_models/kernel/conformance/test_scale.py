"""A number that is made of scaled ones says what it counts, under every option of every choice."""

from pathlib import Path

import pytest

from pay_models.kernel.conformance.scale import numbers_say_their_unit
from pay_models.kernel.conformance.subject import Subject
from pay_models.kernel.declare.rows import steps_of
from pay_models.kernel.declare.units import COUNTED, UNITS, UnitBy, key_of, unit_under
from pay_models.kernel.registry import load, model, models
from tests.pages import page

WORK = {
    "evenings: int": "evenings_hundredths: int",
    'nw.col("evenings")': 'nw.col("evenings_hundredths")',
    "earned_vnd": "earned",
}
EARNED = 'earned: int = step("Evenings times the rate",'


def planted(folder: Path, stated: str = "") -> list[str]:
    """What is found in the model of the page, its evenings in hundredths and its product under a bare name."""
    page("add-a-pay-model.md").save(folder)
    for package in ("hue_pay", "hue_pay/library_evenings"):
        (folder / package / "__init__.py").touch()
    path = folder / "hue_pay/library_evenings/model.py"
    text = path.read_text()
    for old, new in WORK.items():
        assert old in text
        text = text.replace(old, new)
    assert EARNED in text
    path.write_text(text.replace(EARNED, EARNED + stated))
    return list(numbers_say_their_unit(Subject(load(path.parent), path.parent)))


def test_a_product_of_hundredths_under_a_bare_name_is_found(tmp_path: Path) -> None:
    assert planted(tmp_path) == [
        "month.earned is made of evenings_hundredths and does not say what it counts"
    ]


@pytest.mark.parametrize("unit", ["hundredths", "count"])
def test_whoever_states_the_unit_has_said_it(tmp_path: Path, unit: str) -> None:
    assert planted(tmp_path, f' unit="{unit}",') == []


@pytest.mark.parametrize(
    ("choice", "key"), [("by_class", "hundredths"), ("per_head", "count"), ("by_salary", "count")]
)
def test_the_share_of_a_bonus_fund_is_measured_as_its_regulation_chose(choice: str, key: str) -> None:
    bonus = model("vn.bonus_fund_2026")
    in_force = bonus.in_force(bonus.effective_from, {"share_basis": choice})
    stated = steps_of(bonus.stages[-1].outputs)["weight"].unit

    assert isinstance(stated, UnitBy)
    assert key_of(unit_under(stated, "weight", in_force.value)) == key


def test_every_model_says_what_its_numbers_count() -> None:
    assert {
        id_: wrong
        for id_, one in models().items()
        if (wrong := list(numbers_say_their_unit(Subject(one, one.parameters.folder))))
    } == {}


def test_a_unit_has_one_key_and_what_is_counted_none() -> None:
    assert {key_of(unit) for unit in UNITS.values()} == {*UNITS}
    assert key_of(COUNTED) == "count"
