"""Rows are ordered and gathered alike however they come, and no formula needs one engine."""

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import Refused, models
from pay_models.kernel.engines import PLACE, Polars, engine
from pay_models.kernel.engines import polars as in_memory

rows = st.lists(st.tuples(st.integers(1, 3), st.integers(-2, 2), st.integers(0, 9)), min_size=1, max_size=30)


def table(found: list[tuple[int, int, int]]) -> pl.DataFrame:
    return pl.DataFrame(found, schema=["unit_id", "score", "employee_id"], orient="row")


@given(rows)
@settings(max_examples=60, deadline=None)
def test_rows_are_ordered_by_each_column_in_turn(found: list[tuple[int, int, int]]) -> None:
    ordered = Polars().in_order(table(found), ("unit_id", "-score", "employee_id"))

    assert ordered.drop(PLACE).rows() == sorted(found, key=lambda row: (row[0], -row[1], row[2]))
    assert ordered[PLACE].to_list() == list(range(len(found)))


@given(rows)
@settings(max_examples=60, deadline=None)
def test_text_and_numbers_are_ordered_alike(found: list[tuple[int, int, int]]) -> None:
    order = ("unit_id", "-score", "employee_id")
    texts = table(found).with_columns(pl.col("unit_id", "employee_id").cast(pl.String))

    by_text, by_number = Polars().in_order(texts, order), Polars().in_order(table(found), order)

    assert by_text["employee_id"].cast(pl.Int64).to_list() == by_number["employee_id"].to_list()


def test_numbers_too_large_to_pack_are_ordered_all_the_same() -> None:
    large = table([(2, 2**62, 1), (1, -(2**62), 2), (1, 5, 3)])

    ordered = Polars().in_order(large, ("unit_id", "-score"))

    assert ordered["employee_id"].to_list() == [3, 2, 1]


def test_rows_in_order_are_left_where_they_are() -> None:
    ordered = table([(1, 0, 1), (1, 0, 2), (2, 0, 1)])

    assert Polars().in_order(ordered, ("unit_id", "employee_id")).drop(PLACE).equals(ordered)
    assert Polars().in_order(ordered.head(2), ("employee_id",)).drop(PLACE).equals(ordered.head(2))


@given(rows)
@settings(max_examples=60, deadline=None)
def test_groups_are_the_same_for_text_and_numbers(found: list[tuple[int, int, int]]) -> None:
    take = {"total": nw.col("score").sum(), "people": nw.col("score").count()}
    texts = table(found).with_columns(pl.col("unit_id").cast(pl.String))

    numbers = Polars().gathered(table(found), ("unit_id", "employee_id"), take)
    named = Polars().gathered(texts, ("unit_id", "employee_id"), take)

    assert numbers.cast({"unit_id": pl.String}).equals(named)
    assert numbers["people"].sum() == len(found)
    assert numbers.schema["people"] == pl.Int64


@pytest.mark.parametrize("cores", [2, 3, 64])
def test_a_frame_computed_in_parts_is_the_frame_computed_whole(
    monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    found = Polars().in_order(
        table([(unit, unit % 4, person) for unit in (7, 1, 1, 4, 4, 4, 9) for person in range(9)]),
        ("unit_id", "employee_id"),
    )
    formulas = {"together": nw.col("score").sum().over("unit_id"), "double": nw.col("together") * 2}
    whole = Polars().filled(found, formulas)

    monkeypatch.setattr(in_memory, "ROWS_FOR_A_PART", 1)
    monkeypatch.setattr(in_memory.pl, "thread_pool_size", lambda: cores)

    assert Polars().filled(found, formulas, ("unit_id",)).equals(whole)
    assert Polars().filled(found, {"double": nw.col("score") * 2}, ())["double"].to_list() == [
        score * 2 for score in found["score"]
    ]


def test_a_single_unit_is_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_memory, "ROWS_FOR_A_PART", 1)
    found = Polars().in_order(table([(1, 5, person) for person in range(20)]), ("unit_id", "employee_id"))

    filled = Polars().filled(found, {"together": nw.col("score").sum().over("unit_id")}, ("unit_id",))

    assert filled["together"].to_list() == [100] * 20


def test_an_unknown_engine_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match=r"There is no engine 'abacus'. Known: duckdb, polars, spark."):
        engine("abacus")


def test_every_stage_that_places_rows_says_how_ties_fall() -> None:
    tied = [
        f"{one.id} {stage.name}"
        for one in models().values()
        for stage in one.stages
        if stage.order and stage.full_order != stage.order
    ]

    assert tied == []
