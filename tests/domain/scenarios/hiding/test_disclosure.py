import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from domain.scenarios.disclosure import SMALLEST_GROUP, hide_small
from domain.scenarios.effects import Effects, compare

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
    assert shown["cost_vnd"].is_null().equals(shown["hidden"].is_not_null())


@given(counts)
def test_what_is_hidden_does_not_follow_from_the_total(people):
    shown = hide_small(_table(people), ("people",))

    rest = sum(people) - sum(count or 0 for count in shown["people"])
    everything_is_hidden = all(why or not count for why, count in zip(shown["hidden"], people, strict=True))
    assert rest == 0 or everything_is_hidden or (shown["hidden"].count() > 1 and rest >= SMALLEST_GROUP)


def test_a_single_small_cell_takes_the_next_smallest_with_it():
    shown = hide_small(_table([9, 40, 30]), ("people",))

    assert shown["people"].to_list() == [None, 40, None]


def test_a_small_move_between_classes_follows_from_neither_row_nor_column():
    before = ["good"] * 100 + ["completed"] * 50
    after = ["good"] * 97 + ["completed"] * 3 + ["completed"] * 50
    people = pl.DataFrame(
        {
            "line": range(150),
            "employee": range(150),
            "unit": [0] * 150,
            "rated": before,
            "amount_vnd": [1] * 150,
        }
    )
    units = pl.DataFrame({"unit": [0], "unit_code": ["U"], "unit_name": ["Unit"]})

    (effects,) = compare(people, [people.with_columns(pl.Series("rated", after))], units)

    assert effects.moves["people"].to_list() == [None, None, None]


def _effects(amounts: list[int], after: list[int], rated: list[str], rated_after: list[str]) -> Effects:
    people = pl.DataFrame(
        {
            "line": range(len(amounts)),
            "employee": range(len(amounts)),
            "unit": 0,
            "rated": rated,
            "amount_vnd": amounts,
        },
        schema_overrides={"amount_vnd": pl.Int64},
    )
    units = pl.DataFrame({"unit": [0], "unit_code": ["U"], "unit_name": ["Unit"]})
    changed = people.with_columns(pl.Series("amount_vnd", after), pl.Series("rated", rated_after))
    return compare(people, [changed], units)[0]


def test_a_cell_that_is_worth_nothing_hides_no_amount():
    """Three win what 40 lose; that 20 who stay the same are hidden too would tell the winners' money."""
    good = ["good"] * 63
    effects = _effects([900] * 63, [1_700] * 3 + [840] * 40 + [900] * 20, good, good)

    outcomes = {row["outcome"]: row for row in effects.outcomes.iter_rows(named=True)}
    assert effects.scenario_vnd == effects.baseline_vnd
    assert (outcomes["winners"]["people"], outcomes["winners"]["difference_vnd"]) == (None, None)
    assert (outcomes["losers"]["people"], outcomes["losers"]["difference_vnd"]) == (None, None)
    assert outcomes["unchanged"]["people"] == 20


def test_two_counts_that_differ_by_few_are_not_both_shown():
    """46 excellent before and 49 after: three moved up."""
    before = ["excellent"] * 46 + ["good"] * 100 + ["completed"] * 50
    after = ["excellent"] * 49 + ["good"] * 97 + ["completed"] * 50
    amounts = [1_000] * 196
    effects = _effects(amounts, [1_001] * 196, before, after)

    shown = {row["rated"]: row["people_after"] for row in effects.by_class.iter_rows(named=True)}
    assert shown["excellent"] is None
    assert shown["good"] is None
    assert effects.by_class.filter(rated="excellent")["people_before"].to_list() == [None]


def test_a_change_for_a_few_people_shows_no_cost():
    effects = _effects([900] * 63, [1_000] * 9 + [900] * 54, ["good"] * 63, ["good"] * 63)

    assert (effects.baseline_vnd, effects.scenario_vnd) == (56_700, None)
    assert effects.by_unit["scenario_vnd"].to_list() == [None]
    assert effects.by_class.filter(rated="good")["scenario_vnd"].to_list() == [None]


def test_a_change_for_ten_people_shows_its_cost():
    effects = _effects([900] * 63, [1_000] * 10 + [900] * 53, ["good"] * 63, ["good"] * 63)

    assert effects.scenario_vnd == 57_700
    assert effects.by_unit["scenario_vnd"].to_list() == [57_700]


def test_the_one_in_the_middle_is_told_coarsely():
    effects = _effects([9_000_000] * 30, [9_123_456] * 30, ["good"] * 30, ["good"] * 30)

    assert effects.outcomes.filter(outcome="winners")["median_difference_vnd"].to_list() == [100_000]
    assert effects.outcomes.filter(outcome="winners")["difference_vnd"].to_list() == [3_703_680]


@given(counts, st.data())
def test_no_amount_that_is_hidden_is_the_only_one(people, data):
    worth = data.draw(st.lists(st.sampled_from([0, 1_000]), min_size=len(people), max_size=len(people)))
    table = _table(people).with_columns(pl.Series("cost_vnd", worth))

    shown = hide_small(table, ("people",))

    hidden = [cost for cost, row in zip(worth, shown["hidden"], strict=True) if row]
    left = [
        cost for cost, count, row in zip(worth, people, shown["hidden"], strict=True) if count and not row
    ]
    assert sum(cost != 0 for cost in hidden) != 1 or not left


def test_who_stands_on_two_lists_is_one_person_with_the_class_that_one_unit_gives_them():
    lines = pl.DataFrame(
        {
            "line": range(40),
            "employee": [*range(20, 40), *range(20, 40)],
            "unit": [0] * 20 + [1] * 20,
            "rated": ["elsewhere"] * 20 + ["good"] * 20,
            "amount_vnd": [5] * 20 + [10] * 20,
        }
    )
    units = pl.DataFrame({"unit": [0, 1], "unit_code": ["A", "B"], "unit_name": ["A", "B"]})

    (effects,) = compare(lines, [lines.with_columns(pl.col("amount_vnd") + 1)], units)

    assert effects.by_unit.select("people", "baseline_vnd").rows() == [(20, 100), (20, 200)]
    assert effects.by_class.filter(pl.col("people_before") > 0).select("rated", "people_before").rows() == [
        ("good", 20)
    ]
    assert effects.outcomes.row(0) == ("winners", 20, 40, 0, None)


def test_who_is_classified_by_a_unit_that_is_not_compared_is_told_apart():
    lines = pl.DataFrame(
        {
            "line": range(30),
            "employee": range(30),
            "unit": [0] * 30,
            "rated": ["elsewhere"] * 10 + ["good"] * 20,
            "amount_vnd": [0] * 10 + [10] * 20,
        }
    )
    units = pl.DataFrame({"unit": [0], "unit_code": ["A"], "unit_name": ["A"]})

    (effects,) = compare(lines, [lines], units)

    shown = effects.by_class.filter(pl.col("people_before") > 0)
    assert shown.select("rated", "people_before").rows() == [("good", 20), ("elsewhere", 10)]
