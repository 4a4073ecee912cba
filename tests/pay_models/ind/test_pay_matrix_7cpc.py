"""The matrix of India is a rule, and nobody loses by an increment or a promotion."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.ind.pay_matrix_7cpc.model import LEVELS, MODEL, matrix
from pay_models.kernel import BadRows, run
from tests.tiers import examples

DAY = date(2018, 1, 1)
PRINTED = pl.read_csv(Path(__file__).parent / "matrix_2017.csv", schema_overrides={"level": pl.String})
FIRST = date(2016, 1, 1)


def fixed(rows: list[tuple[int, bool, str, int, str]]) -> pl.DataFrame:
    names = ("basic_rupees", "before_2016", "level", "increments", "to_level")
    people = [
        {"employee_id": str(number), **dict(zip(names, row, strict=True))} for number, row in enumerate(rows)
    ]
    return run(MODEL, pl.DataFrame(people), on=DAY).result


def test_all_540_printed_cells_come_out_of_the_rule() -> None:
    printed = {(level, cell): rupees for level, cell, rupees in PRINTED.iter_rows()}

    assert matrix(MODEL.in_force(DAY).values).cells == printed
    assert len(printed) == 540


def test_the_matrix_first_published_differs_in_level_13_alone() -> None:
    first, later = (matrix(MODEL.in_force(day).values).cells for day in (FIRST, DAY))

    assert {level for level, _ in first.items() ^ later.items() for level in level[:1]} == {"13"}
    assert [first["13", cell] for cell in (1, 7, 21)] == [118_500, 141_600, 214_100]


cells = st.sampled_from([(level, rupees) for level, _, rupees in PRINTED.iter_rows()])
held = st.lists(st.tuples(cells, st.integers(0, 39)), min_size=1, max_size=60)


@settings(max_examples=examples(40))
@given(held)
def test_more_increments_never_pay_less_and_stop_at_the_last_cell(
    people: list[tuple[tuple[str, int], int]],
) -> None:
    rows = [(rupees, False, level, more, level) for (level, rupees), more in people]
    without = [(rupees, False, level, max(more - 1, 0), level) for (level, rupees), more in people]

    for paid, before in zip(fixed(rows).rows(named=True), fixed(without)["pay_rupees"], strict=True):
        assert paid["pay_rupees"] >= before >= paid["basic_rupees"]
        assert (
            matrix(MODEL.in_force(DAY).values).cells[paid["level"], paid["raised_cell"]] == paid["pay_rupees"]
        )


@settings(max_examples=examples(40))
@given(held)
def test_a_promotion_pays_at_least_the_increment_and_the_entry_of_the_new_level(
    people: list[tuple[tuple[str, int], int]],
) -> None:
    rows = [
        (rupees, False, level, 0, LEVELS[LEVELS.index(level) + 1])
        for (level, rupees), _ in people
        if level not in ("16", "17", "18")
    ] or [(18_000, False, "1", 0, "2")]

    result = fixed(rows)

    entries = [int(MODEL.in_force(DAY).values.entry_rupees.cells[level,]) for level in result["to_level"]]
    assert (result["pay_rupees"] >= result["raised_rupees"]).all()
    assert (result["pay_rupees"] >= pl.Series(entries)).all()


def test_a_pay_that_is_no_cell_of_its_level_is_refused_by_name() -> None:
    with pytest.raises(BadRows, match="The level has no such cell"):
        fixed([(18_001, False, "1", 0, "1")])
    with pytest.raises(BadRows, match="The level promoted to has no cell"):
        fixed([(56_900, False, "1", 0, "1"), (250_000, False, "18", 0, "1")])
