"""Regulations that differ in numbers are computed in one pass, each row as by a run of its own regulation."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any, cast

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import BadRows, PayModel, Refused, Run, model, run
from pay_models.kernel.declare.rows import columns_of, is_key, keys_of
from pay_models.kernel.errors import Contradictory, OutsideLegalRange, UnknownParameter
from pay_models.kernel.registry import model_ids
from pay_models.kernel.run.passes import Pass, passes
from pay_models.kernel.run.rerun import again
from tests.pay_models.populations import Tables, populations
from tests.pay_models.spark import EVERY_ENGINE
from tests.tiers import in_tier

DAY = date(2026, 12, 31)
CLASSES = model("vn.classes_2026")


def under(name: str, tables: Tables, keys: list[str]) -> Tables:
    """The tables of one regulation: its people are named by it, so that no two regulations have anybody in common."""
    return {
        stage: table.with_columns(
            pl.format("{} {}", pl.lit(name), key).alias(key) for key in keys if key in table.columns
        )
        for stage, table in tables.items()
    }


def texts(chosen: PayModel[Any]) -> list[str]:
    return sorted(
        {
            name
            for rows in chosen.given.values()
            for name, column in columns_of(rows).items()
            if is_key(column)
        }
    )


def as_text(tables: Tables, keys: list[str]) -> Tables:
    return {stage: table.with_columns(pl.col(key).cast(pl.String) for key in keys if key in table.columns)
            for stage, table in tables.items()}  # fmt: skip


def with_columns(tables: Tables, each: Pass[str], who: str) -> Tables:
    """The tables with the columns that they must hold, of one regulation."""
    values = {f"p:{name}": of[who] for name, of in each.columns.items()}
    return {
        stage: table.with_columns(
            pl.lit(values[name], pl.Int64).alias(name) for name in each.tables.get(stage, ())
        )
        for stage, table in tables.items()
    }


def changed(chosen: PayModel[Any], day: date, dice: Random) -> dict[str, int | str]:
    """Some numbers and choices that the law leaves room for, as far as they go together."""
    changes: dict[str, int | str] = {}
    for name, parameter in chosen.parameters.parameters.items():
        if parameter.table or dice.random() < 1 / 2:
            continue
        if parameter.range:
            least, most = parameter.range.at_least, parameter.range.at_most
            own = cast(int, chosen.in_force(day).entry(name).value)
            value: int | str = dice.choice([least, most, dice.randint(least, most), own])
        else:
            value = dice.choice(list(parameter.options or {}))
        try:
            chosen.in_force(day, {**changes, name: value})
        except Contradictory:
            continue
        changes[name] = value
    return changes


def computed(
    chosen: PayModel[Any], tables: Tables, day: date, changes: Mapping[str, int | str]
) -> Run | None:
    try:
        return run(chosen, tables, on=day, changes=changes)
    except BadRows:
        return None


@pytest.mark.parametrize("model_id", model_ids())
@given(data=st.data(), seed=st.integers(0, 2**32))
@settings(max_examples=in_tier(2, 8, 60))
def test_one_pass_gives_what_each_regulation_gives_by_itself(
    model_id: str, data: st.DataObject, seed: int
) -> None:
    chosen, people, dice = model(model_id), data.draw(populations(model_id)), Random(seed)  # noqa: S311 - no secret
    keys = texts(chosen)
    tables = as_text(people.tables, keys)
    alone: dict[str, Run] = {}
    for name in ("A", "B", "C"):
        if one := computed(chosen, under(name, tables, keys), people.day, changed(chosen, people.day, dice)):
            alone[name] = one

    for each in passes(chosen, people.day, {name: one.parameters.changes for name, one in alone.items()}):
        parts = [with_columns(under(who, tables, keys), each, who) for who in each.whose]
        together = {stage: pl.concat(part[stage] for part in parts) for stage in tables}
        one_pass = run(chosen, together, on=people.day, changes=each.changes, columns=each.columns)
        for stage in chosen.stages:
            apart = pl.concat(alone[who][stage.name] for who in each.whose).sort(*keys_of(stage.inputs))
            assert one_pass[stage.name].sort(*keys_of(stage.inputs)).equals(apart)
            assert one_pass[stage.name].columns == apart.columns


UNITS = pl.DataFrame(
    {
        "employee_id": [f"{unit}{number}" for unit in "AB" for number in range(22)],
        "unit_id": [unit for unit in "AB" for _ in range(22)],
        "peer_group_id": [f"{unit}1" for unit in "AB" for _ in range(22)],
        "score_hundredths": [9_500 - 10 * number for _ in "AB" for number in range(22)],
        "months_worked": [12] * 44,
        "absence": ["none"] * 44,
        "automatic_not_completed": [False] * 44,
        "organisation_class": ["none"] * 44,
        "outstanding_unit": [False] * 44,
    }
)  # fmt: skip


def of_units(**numbers: tuple[int, int]) -> pl.DataFrame:
    """The rows of the units A and B with a number of each."""
    return UNITS.with_columns(
        pl.when(pl.col("unit_id") == "A")
        .then(pl.lit(a, pl.Int64))
        .otherwise(pl.lit(b, pl.Int64))
        .alias(f"p:{name}")
        for name, (a, b) in numbers.items()
    )


def excellent(done: Run) -> dict[str, int]:
    counted = done.result.filter(pl.col("class") == "excellent").group_by("unit_id").len()
    return dict(counted.iter_rows())


def test_each_unit_has_the_quota_of_its_own_regulation() -> None:
    done = run(CLASSES, of_units(quota_bp=(1_000, 2_000)), on=DAY, columns=["quota_bp"])

    # 22 good people: 22 x 10 % / 110 % = 2, and 22 x 20 % / 120 % = 3.67, rounded down
    assert excellent(done) == {"A": 2, "B": 3}
    assert not [name for name in done.result.columns if name.startswith("p:")]


def test_regulations_that_differ_in_numbers_alone_are_one_pass_and_a_choice_parts_them() -> None:
    common, rare = {"quota_bp": 1_000}, {"quota_bp": 2_000, "tie_break": "leave_out"}
    parted = passes(CLASSES, DAY, {"A": common, "B": {"quota_bp": 1_500}, "C": rare})

    assert [(each.whose, dict(each.columns)) for each in parted] == [
        (("A", "B"), {"quota_bp": {"A": 1_000, "B": 1_500}}),
        (("C",), {}),
    ]
    assert parted[1].changes["tie_break"] == "leave_out"


def test_a_regulation_against_the_law_is_refused_before_any_pass() -> None:
    with pytest.raises(OutsideLegalRange):
        passes(CLASSES, DAY, {"A": {}, "B": {"quota_bp": 9_999}})
    with pytest.raises(Contradictory):
        passes(CLASSES, DAY, {"A": {"good_from_hundredths": 9_900}})


def test_a_column_keeps_the_bounds_of_its_number_and_the_order_among_them() -> None:
    with pytest.raises(OutsideLegalRange, match="quota_bp = 9999"):
        run(CLASSES, of_units(quota_bp=(1_000, 9_999)), on=DAY, columns=["quota_bp"], validate=False)
    with pytest.raises(Contradictory, match="excellent_from_hundredths = 9000"):
        run(CLASSES, of_units(good_from_hundredths=(7_000, 9_500)), on=DAY, columns=["good_from_hundredths"])


@pytest.mark.parametrize(
    ("rows", "columns", "fault"),
    [
        (UNITS, ["quota_bp"], "p:quota_bp = missing"),
        (of_units(quota_bp=(1_000, 2_000)), [], "p:quota_bp = unknown"),
        (
            of_units(quota_bp=(1_000, 2_000)).cast({"p:quota_bp": pl.Int32}),
            ["quota_bp"],
            "p:quota_bp = Int32",
        ),
        (
            of_units(quota_bp=(1_000, 2_000)).with_columns(pl.lit(None, pl.Int64).alias("p:quota_bp")),
            ["quota_bp"],
            "row 1: p:quota_bp = empty",
        ),
    ],
)
def test_a_column_that_is_missing_unknown_or_no_number_is_refused_by_name(
    rows: pl.DataFrame, columns: list[str], fault: str
) -> None:
    with pytest.raises(BadRows) as bad:
        run(CLASSES, rows, on=DAY, columns=columns)

    assert fault in str(bad.value)
    assert "nothing was computed" in str(bad.value)


def test_rows_of_two_regulations_may_not_meet() -> None:
    mixed = UNITS.with_columns(pl.lit("A").alias("unit_id"), of_units(quota_bp=(1_000, 2_000))["p:quota_bp"])

    with pytest.raises(BadRows) as bad:
        run(CLASSES, mixed, on=DAY, columns=["quota_bp"])

    assert "unit_id A" in str(bad.value)
    assert "p:quota_bp = 1000 and 2000" in str(bad.value)


def test_a_choice_and_an_unknown_parameter_are_no_columns() -> None:
    with pytest.raises(
        Refused, match=r"tie_break of vn\.classes_2026 cannot be a column\. It is no number\."
    ):
        run(CLASSES, UNITS, on=DAY, columns=["tie_break"])
    with pytest.raises(UnknownParameter, match="Did you mean 'quota_bp'"):
        run(CLASSES, UNITS, on=DAY, columns=["quota_bq"])


def test_a_change_over_columns_is_the_same_for_all_and_leaves_the_other_columns() -> None:
    rows = of_units(quota_bp=(1_000, 2_000), minimum_months=(6, 5))
    before = run(CLASSES, rows, on=DAY, columns=["quota_bp", "minimum_months"])

    after = again(before, {"quota_bp": 1_500})

    assert after.columns == ("minimum_months",)
    alike = run(
        CLASSES, rows.drop("p:quota_bp"), on=DAY, changes={"quota_bp": 1_500}, columns=["minimum_months"]
    )
    assert after.result.equals(alike.result)
    assert again(before, {}).result.equals(before.result)


@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_the_other_engines_take_the_columns_too(engine: str) -> None:
    rows = of_units(quota_bp=(1_000, 2_000), excellent_from_hundredths=(9_450, 9_000))
    names = ["quota_bp", "excellent_from_hundredths"]

    done = run(CLASSES, rows, on=DAY, columns=names, engine=engine)

    assert done.result.equals(run(CLASSES, rows, on=DAY, columns=names).result)
