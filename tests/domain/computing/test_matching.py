"""Models are matched to facts and to one another by key and column before a row is computed, or refused by name."""

from dataclasses import replace

import polars as pl
import pytest

from domain.computing.chain.frames import FACTS, named
from domain.computing.chain.kind import Kind, StageContract
from domain.computing.chain.matching import refuse_misfits
from domain.errors import Invalid
from domain.facts.stand_ins import ITEM, MONTH, PERSON
from domain.pay_runs.kinds import KINDS
from domain.pay_runs.kinds.bonus import BONUS
from pay_models.kernel import model
from tests.given.snapshots import by_chance

MODELS = {stage.name: model(stage.example) for stage in BONUS.stages}
PAY = StageContract("pay", keys=PERSON, yields={"salary_year_vnd": int}, example="vn.grade_pay")


def refused(kind, models, facts=FACTS):
    with pytest.raises(Invalid) as wrong:
        refuse_misfits(kind, models, facts)
    return wrong.value.code, wrong.value.path, wrong.value.message


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_the_examples_of_each_kind_go_together(kind):
    assert refuse_misfits(kind, {stage.name: model(stage.example) for stage in kind.stages}, FACTS) is None


def test_what_facts_are_said_to_give_is_what_a_snapshot_holds():
    frames = named(by_chance(1))

    for keys, columns in FACTS.items():
        held = {*frames[keys].columns} - {"employee", "line"} | {"employee_id"}
        assert {*columns} <= held


@pytest.mark.parametrize(
    ("keys", "column", "stage"),
    [
        (PERSON, "months_worked", "classification: vn.classes_2026"),
        (MONTH, "grade_code", "pay: vn.grade_pay"),
        (ITEM, "quality_failures", "scoring: vn.kpi_score_2026"),
    ],
)
def test_a_fact_that_is_missing_is_named_with_the_stage_and_the_model_that_take_it(keys, column, stage):
    facts = FACTS | {keys: tuple(name for name in FACTS[keys] if name != column)}

    code, path, message = refused(BONUS, MODELS, facts)

    assert (code, path) == ("model_needs_more", f"models.{stage.partition(':')[0]}")
    assert message.startswith(f"{stage} takes {column} for each {', '.join(keys)}")


def test_two_models_that_fill_one_column_are_refused_with_both_their_names():
    twice = Kind("twice", "double pay", "a law", "year", (PAY, replace(PAY, name="again")), "salary_year_vnd")

    code, path, message = refused(twice, dict.fromkeys(("pay", "again"), MODELS["pay"]))

    assert (code, path) == ("step_twice", "models.again")
    assert message.startswith("again: vn.grade_pay and vn.grade_pay fill one column, salary_year_vnd")


def test_a_rule_reaches_coarser_rows_and_a_plain_column_does_not():
    months = StageContract(
        "months", keys=PERSON, yields={"total_year_vnd": int}, example="vn.grade_pay",
        takes={MONTH: {"hard_area_years": pl.col("months_worked")}},
    )  # fmt: skip
    kind = Kind("months", "months", "a law", "year", (months,), "total_year_vnd")
    facts = FACTS | {MONTH: tuple(name for name in FACTS[MONTH] if name != "hard_area_years")}

    assert refuse_misfits(kind, {"months": MODELS["pay"]}, facts) is None
    plain = replace(kind, stages=(replace(months, takes={}),))
    assert refused(plain, {"months": MODELS["pay"]}, facts | {PERSON: (*FACTS[PERSON], "hard_area_years")})[
        0
    ] == ("model_needs_more")
