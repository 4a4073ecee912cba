"""Rows are ordered and gathered alike however they come, and no formula needs one engine."""

import re
from datetime import date

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.kernel import Refused, model, models, run
from pay_models.kernel.conformance.cases import read_cases
from pay_models.kernel.engines import PLACE, Polars, engine
from pay_models.kernel.engines import polars as in_memory
from tests.pay_models.case_files import frames
from tests.pay_models.spark import EVERY_ENGINE
from tests.tiers import examples

rows = st.lists(st.tuples(st.integers(1, 3), st.integers(-2, 2), st.integers(0, 9)), min_size=1, max_size=30)


def table(found: list[tuple[int, int, int]]) -> pl.DataFrame:
    return pl.DataFrame(found, schema=["unit_id", "score", "employee_id"], orient="row")


@given(rows)
@settings(max_examples=examples(60))
def test_rows_are_ordered_by_each_column_in_turn(found: list[tuple[int, int, int]]) -> None:
    ordered = Polars().in_order(table(found), ("unit_id", "-score", "employee_id"))

    assert ordered.drop(PLACE).rows() == sorted(found, key=lambda row: (row[0], -row[1], row[2]))
    assert ordered[PLACE].to_list() == list(range(len(found)))


@given(rows)
@settings(max_examples=examples(60))
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
@settings(max_examples=examples(60))
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


IDENTIFIERS = st.lists(
    st.one_of(
        st.integers(0, 120).map(str),
        st.integers(0, 120).map("{:04}".format),
        st.integers(0, 10**24).map(str),
        st.integers(0, 120).map("NV{}".format),
        st.text("019-aNV.", min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=12,
    unique=True,
)


def in_natural_order(identifier: str) -> tuple[bytes, bytes]:
    filled = re.sub("[0-9]+", lambda number: number[0].zfill(20)[-20:], identifier)
    return filled.encode(), identifier.encode()


@given(st.one_of(IDENTIFIERS, st.lists(st.integers(0, 10**6).map("NV{}".format), min_size=1, unique=True)))
@settings(max_examples=examples(200))
def test_numbers_within_identifiers_are_ordered_as_numbers(found: list[str]) -> None:
    frame = pl.DataFrame({"employee_id": found})

    assert Polars().in_order(frame, ("employee_id",))["employee_id"].to_list() == sorted(
        found, key=in_natural_order
    )


@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_the_lower_employee_number_is_ahead_on_every_engine(engine: str) -> None:
    units = {"U1": ["8", "11"], "U2": ["NV9", "NV10"], "U3": ["09", "9", "10"], "U4": ["A-9", "A-10", "B-1"]}
    rows = {"employee_id": [person for people in units.values() for person in people[::-1]],
            "unit_id": [unit for unit, people in units.items() for _ in people],
            "peer_group_id": [f"P of {unit}" for unit, people in units.items() for _ in people],
            "score_hundredths": 9500, "months_worked": 12, "absence": "none", "automatic_not_completed": False,
            "organisation_class": "none", "outstanding_unit": False}  # fmt: skip
    people = pl.DataFrame(rows, schema_overrides={"score_hundredths": pl.Int64, "months_worked": pl.Int64})

    result = run(model("vn.classes_2026"), people, on=date(2026, 12, 31), changes={"quota_bp": 2500,
                 "quota_rounding": "up"}, engine=engine).result  # fmt: skip

    for unit, ids in units.items():
        found = result.filter(unit_id=unit)
        assert found["employee_id"].to_list() == ids
        assert found["rank_among_peers"].to_list() == list(range(1, len(ids) + 1))
        assert found["class"].to_list() == ["excellent", *["good"] * (len(ids) - 1)]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_the_coin_left_over_goes_to_the_lower_employee_number(engine: str) -> None:
    file = read_cases(model("vn.bonus_fund_2026").parameters.folder)
    one = frames("vn.bonus_fund_2026", file, next(case for case in file.cases if not case.changes).given)
    stage, frame = next(iter(one.items()))
    people = pl.concat([frame.head(1)] * 3).with_columns(
        employee_id=pl.Series(["10", "9", "100"]),
        salary_year_vnd=pl.Series([33_333_340, 33_333_330, 33_333_330]),
    )

    result = run(model("vn.bonus_fund_2026"), {stage: people}, on=file.day, engine=engine).result

    assert result["employee_id"].to_list() == ["9", "10", "100"]
    assert result["award_vnd"].to_list() == [3_333_334, 3_333_333, 3_333_333]


def test_units_in_natural_order_are_never_cut_in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_memory, "ROWS_FOR_A_PART", 1)
    monkeypatch.setattr(in_memory.pl, "thread_pool_size", lambda: 4)
    units = [f"U{number}" for number in (1, 2, 9, 10, 11, 100) for _ in range(5)]
    people = pl.DataFrame({"unit_id": units[::-1], "employee_id": list(range(30)), "score": list(range(30))})
    ordered = Polars().in_order(people, ("unit_id", "employee_id"))

    together = Polars().filled(ordered, {"together": nw.col("score").sum().over("unit_id")}, ("unit_id",))

    assert ordered["unit_id"].to_list() == units
    assert (
        together["together"].to_list()
        == people.select(pl.col("score").sum().over("unit_id").reverse())["score"].to_list()
    )
