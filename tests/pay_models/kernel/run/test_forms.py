"""Formulas are built once for each model, its choices and the names of its columns."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import narwhals as nw
import pytest

from pay_models.kernel import Dated, Formulas, Key, PayModel, Rows, Stage, given, key, model, models, step
from pay_models.kernel.engines.numbers import column_of
from pay_models.kernel.run.forms import built, columnable, form_of, reads_of
from pay_models.kernel.run.graph import reads

DAY = date(2026, 12, 31)
CLASSES, BONUS = model("vn.classes_2026"), model("vn.bonus_fund_2026")


class Numbers(NamedTuple):
    """See PARAMETERS."""

    rate_bp: int
    least_vnd: int
    fund_vnd: int
    share_bp: int
    way: str


PARAMETERS = """
{name}:
  says: {name} of the test
  unit: VND
  source: {{title: The test itself}}
  certainty: text_read
  range: {{at_least: 0, at_most: {most}}}
  values: [{{from: 2020-01-01, value: 5000}}]
"""
WAY = """
way:
  says: How it is computed
  unit: a way
  source: {title: The test itself}
  certainty: our_choice
  choice: true
  options: {plain: As it is, halved: Half of it}
  values: [{from: 2020-01-01, value: plain}]
"""


class Pay(Rows):
    """One row for each person."""

    employee_id: Key = key("The person")
    pay_vnd: int = given("Pay", ge=0, le=10**9)

    class Config:
        unique = ("employee_id",)


class Paid(Pay):
    """What the test pays."""

    award_vnd: int = step("The award", law="The test")


def award(p: Numbers) -> nw.Expr:
    plain = nw.col("pay_vnd") * p.rate_bp // (p.fund_vnd * p.share_bp // 10_000 + 1)
    return plain + 7 if p.way == "plain" and p.least_vnd > 1_000 else plain


@pytest.fixture
def branching(tmp_path: Path) -> PayModel[Numbers]:
    """A model that branches on one number, and multiplies two beyond 63 bits."""
    most = {"rate_bp": 10_000, "least_vnd": 10_000, "fund_vnd": 10**16, "share_bp": 10_000}
    text = "".join(PARAMETERS.format(name=name, most=bound) for name, bound in most.items())
    (tmp_path / "parameters.yaml").write_text(text + WAY)
    formulas: Formulas[Numbers] = {"award_vnd": award}
    return PayModel(
        "test.branching",
        date(2020, 1, 1),
        Dated.beside(str(tmp_path / "model.py"), Numbers),
        (Stage("employee", Pay, Paid, formulas, meet=()),),
    )


def test_a_number_that_a_formula_branches_on_or_multiplies_beyond_63_bits_is_no_column(
    branching: PayModel[Numbers],
) -> None:
    found = columnable(branching, branching.in_force(DAY))

    assert found.names == {"rate_bp", "share_bp"}
    assert found.refused["least_vnd"].startswith("A formula needs its value to be built.")
    assert "fund_vnd may need more than 63 bits" in found.refused["fund_vnd"]


def test_what_is_a_column_is_found_for_each_choice(branching: PayModel[Numbers]) -> None:
    halved = branching.in_force(DAY, {"way": "halved"})

    assert "least_vnd" in columnable(branching, halved).names


def test_formulas_are_built_once_for_all_values_of_a_column() -> None:
    few, many = (CLASSES.in_force(DAY, {"quota_bp": value}) for value in (1_000, 2_000))
    (stage,) = CLASSES.stages

    assert built(stage, form_of(few, ["quota_bp"])) is built(stage, form_of(many, ["quota_bp"]))
    assert built(stage, form_of(few)) is not built(stage, form_of(many))
    assert reads_of(CLASSES, stage, few) is reads_of(CLASSES, stage, many)


@pytest.mark.parametrize("model_id", sorted(models()))
def test_what_is_kept_of_reading_is_what_the_formulas_read(model_id: str) -> None:
    chosen = model(model_id)
    in_force = chosen.in_force(max(chosen.effective_from, min(DAY, chosen.last_day or DAY)))

    for stage in chosen.stages:
        assert dict(reads_of(chosen, stage, in_force)) == dict(reads(stage, in_force.values))


def test_all_numbers_of_the_bonus_and_of_its_classes_may_be_columns() -> None:
    for chosen in (CLASSES, BONUS):
        in_force = chosen.in_force(DAY)
        numbers = {
            name
            for name, one in chosen.parameters.parameters.items()
            if one.range and not in_force.by_row(name)
        }
        assert columnable(chosen, in_force).names == numbers
        assert all(column_of(name).startswith("p:") for name in numbers)
