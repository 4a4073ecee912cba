import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from domain.scenarios.disclosure import SMALLEST_GROUP, hide_small
from domain.scenarios.effects import compare

counts = st.lists(st.integers(0, 60), min_size=1, max_size=12)


def _table(people: list[int]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "unit": [f"U{number:02}" for number in range(len(people))],
            "people": people,
            "cost_vnd": [1_000] * len(people),
        }
    )


@given(counts)
def test_no_cell_under_ten_people_is_shown(people):
    shown = hide_small(_table(people), ("people",))

    assert all(count is None or count == 0 or count >= SMALLEST_GROUP for count in shown["people"])
    assert shown.filter("hidden")["cost_vnd"].null_count() == shown["hidden"].sum()


@given(counts)
def test_what_is_hidden_does_not_follow_from_the_total(people):
    shown = hide_small(_table(people), ("people",))

    rest = sum(people) - sum(count or 0 for count in shown["people"])
    everything_is_hidden = all(row or not count for row, count in zip(shown["hidden"], people, strict=True))
    assert rest == 0 or everything_is_hidden or (shown["hidden"].sum() > 1 and rest >= SMALLEST_GROUP)


def test_a_single_small_cell_takes_the_next_smallest_with_it():
    shown = hide_small(_table([9, 40, 30]), ("people",))

    assert shown["people"].to_list() == [None, 40, None]


def test_a_small_move_between_classes_follows_from_neither_row_nor_column():
    before = ["good"] * 100 + ["completed"] * 50
    after = ["good"] * 97 + ["completed"] * 3 + ["completed"] * 50
    people = pl.DataFrame(
        {"employee": range(150), "unit": [0] * 150, "rated": before, "amount_vnd": [1] * 150}
    )
    units = pl.DataFrame({"unit": [0], "unit_code": ["U"], "unit_name": ["Unit"]})

    moves = compare(people, people.with_columns(pl.Series("rated", after)), units).moves

    assert moves["people"].to_list() == [None, None, None]
