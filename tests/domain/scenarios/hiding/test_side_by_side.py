"""Scenarios side by side: nothing about fewer than ten people follows from two of them either."""

from itertools import combinations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from domain.scenarios.disclosure import SMALLEST_GROUP, hide_small
from domain.scenarios.effects import compare

UNITS = pl.DataFrame({"unit": [0, 1, 2], "unit_code": ["U2", "U9", "U10"], "unit_name": ["A", "B", "C"]})
PEOPLE = 120
RATED = ("excellent", "good", "completed")


def run(amounts: list[int], rated: list[str] | None = None) -> pl.DataFrame:
    """120 people, forty in each of three units."""
    return pl.DataFrame(
        {
            "line": range(PEOPLE),
            "employee": range(PEOPLE),
            "unit": [place // 40 for place in range(PEOPLE)],
            "rated": rated or ["good"] * PEOPLE,
            "amount_vnd": amounts,
        },
        schema_overrides={"amount_vnd": pl.Int64},
    )


def classes(**many: int) -> list[str]:
    """So many people of each class, one class after the other."""
    return [word for word, count in many.items() for _ in range(count)]


BASELINE = run([1_000] * PEOPLE)
MORE = run([1_100] * PEOPLE)


def test_a_scenario_of_nothing_takes_nothing_from_one_beside_it():
    same, more = compare(BASELINE, [BASELINE, MORE], UNITS)
    (alone,) = compare(BASELINE, [MORE], UNITS)

    assert (same.scenario_vnd, same.difference_vnd, same.hidden) == (120_000, 0, None)
    assert same.by_unit["difference_vnd"].to_list() == [0, 0, 0]
    assert (more.scenario_vnd, more.difference_vnd, more.hidden) == (132_000, 12_000, None)
    for one, other in zip(
        (more.by_unit, more.by_class, more.moves, more.outcomes),
        (alone.by_unit, alone.by_class, alone.moves, alone.outcomes),
        strict=True,
    ):
        assert one.equals(other)


def test_of_two_that_differ_for_nine_people_the_later_one_is_hidden_as_a_whole():
    near = run([1_200] * 9 + [1_100] * 111)

    more, hidden = compare(BASELINE, [MORE, near], UNITS)

    assert (more.scenario_vnd, more.hidden) == (132_000, None)
    assert more.by_unit["scenario_vnd"].to_list() == [44_000] * 3
    assert (hidden.scenario_vnd, hidden.difference_vnd, hidden.hidden) == (None, None, "near_scenario")
    for table in (hidden.by_unit, hidden.by_class, hidden.outcomes):
        numbers = [name for name, kind in table.schema.items() if kind.is_integer()]
        assert table.height > 0
        assert table.select(numbers).null_count().sum_horizontal().to_list() == [table.height * len(numbers)]
        assert table["hidden"].unique().to_list() == ["near_scenario"]
    assert hidden.moves.height == 0


def test_two_that_differ_for_ten_people_are_both_told():
    apart = run([1_200] * 10 + [1_100] * 110)

    more, other = compare(BASELINE, [MORE, apart], UNITS)

    assert (more.hidden, other.hidden) == (None, None)
    assert other.scenario_vnd == 133_000
    assert other.by_unit["scenario_vnd"].to_list() == [45_000, 44_000, 44_000]


def test_a_unit_in_which_two_scenarios_differ_for_few_is_hidden_in_both_with_another_one():
    """Five people of the first unit and fifteen of the second are what tells the two apart."""
    apart = run([1_200] * 5 + [1_100] * 35 + [1_200] * 15 + [1_100] * 65)

    both = compare(BASELINE, [MORE, apart], UNITS)

    assert [one.scenario_vnd for one in both] == [132_000, 134_000]
    for one in both:
        assert one.by_unit["scenario_vnd"].is_null().to_list() == [True, True, False]
        assert one.by_unit["hidden"].to_list() == ["near_scenario", "complement", None]
        assert one.by_unit["people"].to_list() == [None, None, 40]


def test_a_class_that_two_scenarios_fill_with_nearly_the_same_people_is_hidden_in_both():
    """Three more are excellent in the other one, while many are completed there instead of good."""
    baseline = run([1_000] * PEOPLE, classes(excellent=40, good=60, completed=20))
    one = run([1_100] * PEOPLE, classes(excellent=20, completed=20, good=60) + ["completed"] * 20)
    other = run(
        [1_200] * PEOPLE,
        [
            *classes(excellent=20, completed=20),
            *classes(excellent=3, completed=20, good=37),
            *["completed"] * 20,
        ],
    )

    for told, completed in zip(compare(baseline, [one, other], UNITS), (40, 60), strict=True):
        by_class = {row["rated"]: row for row in told.by_class.iter_rows(named=True)}
        assert {word: by_class[word]["hidden"] for word in RATED} == {
            "excellent": "near_scenario",
            "good": "complement",
            "completed": None,
        }
        assert by_class["excellent"]["people_after"] is None
        assert by_class["completed"]["people_after"] == completed


def test_of_two_that_differ_in_the_classes_of_few_the_later_one_is_hidden_as_a_whole():
    one = run([1_100] * PEOPLE, ["excellent"] * 20 + ["good"] * 100)
    other = run([1_200] * PEOPLE, ["excellent"] * 23 + ["good"] * 97)

    assert [told.hidden for told in compare(BASELINE, [one, other], UNITS)] == [None, "near_scenario"]


def test_winners_and_losers_of_a_unit_are_told_under_the_same_rule():
    few = run([1_100] * 37 + [900] * 3 + [1_100] * 20 + [900] * 20 + [1_100] * 40)

    (told,) = compare(BASELINE, [few], UNITS)

    assert told.by_unit["difference_vnd"].to_list() == [3_400, 0, 4_000]
    assert told.by_unit["hidden"].to_list() == [None, None, None]
    # three of the first unit lose; the losers of the second are all the others
    assert told.by_unit["outcomes_hidden"].to_list() == ["small_group", "complement", None]
    assert told.by_unit.select("winners", "losers").rows() == [(None, None), (None, None), (40, 0)]


def test_units_that_are_hidden_come_last_by_code_in_whatever_order():
    """The first unit has the largest cost, and its change is that of few people."""
    after = run([9_000] * 4 + [1_000] * 36 + [1_050] * 40 + [1_100] * 40)
    (told,) = compare(BASELINE, [after], UNITS)
    assert told.by_unit["hidden"].to_list()[0] == "small_group"
    hidden = told.by_unit.filter(pl.col("hidden").is_not_null())["unit_code"].to_list()

    orders = {
        (column, down): told.units_by(column, down)["unit_code"].to_list()
        for column in ("scenario_vnd", "difference_vnd")
        for down in (False, True)
    }

    assert {tuple(codes[-len(hidden) :]) for codes in orders.values()} == {tuple(hidden)}
    assert told.units_by("unit_code", False)["unit_code"].to_list() == ["U2", "U9", "U10"]
    assert told.units_by("unit_code", True)["unit_code"].to_list() == ["U10", "U9", "U2"]


MOVES = st.lists(
    st.tuples(st.integers(0, PEOPLE - 1), st.integers(1, 40), st.integers(-3, 3), st.sampled_from(RATED)),
    max_size=6,
)


def moved(steps: list[tuple[int, int, int, str]]) -> pl.DataFrame:
    """The run, in which some stretches of people get another amount and another class."""
    amounts, rated = [1_000] * PEOPLE, ["good"] * PEOPLE
    for first, many, more, word in steps:
        for place in range(first, min(first + many, PEOPLE)):
            amounts[place], rated[place] = 1_000 + 100 * more, word
    return run(amounts, rated)


@given(st.lists(MOVES, min_size=2, max_size=3))
def test_whatever_two_scenarios_show_differs_for_nobody_or_for_ten_people(drawn):
    scenarios = [moved(steps) for steps in drawn]

    told = compare(BASELINE, scenarios, UNITS)

    for one, other in combinations(range(len(scenarios)), 2):
        apart = (scenarios[one]["amount_vnd"] != scenarios[other]["amount_vnd"]).to_list()
        units = BASELINE["unit"].to_list()
        both = [told[one].by_unit, told[other].by_unit]
        shown = [unit for unit in range(3) if all(table["scenario_vnd"][unit] is not None for table in both)]
        in_units = [sum(apart[place] for place in range(PEOPLE) if units[place] == unit) for unit in shown]
        assert all(count == 0 or count >= SMALLEST_GROUP for count in in_units)
        if told[one].scenario_vnd is not None and told[other].scenario_vnd is not None:
            assert sum(apart) == 0 or sum(apart) >= SMALLEST_GROUP
            # what is left of both totals when all that is shown is taken from them
            left = sum(apart) - sum(in_units)
            assert left == 0 or left >= SMALLEST_GROUP or not shown
        for word in RATED:
            cells = [
                each.by_class.filter(rated=word)["scenario_vnd"].to_list()
                for each in (told[one], told[other])
            ]
            if None in (cells[0] + cells[1]) or [] in cells:
                continue
            of = [
                list(
                    zip((scenario["rated"] == word).to_list(), scenario["amount_vnd"].to_list(), strict=True)
                )
                for scenario in (scenarios[one], scenarios[other])
            ]
            touched = sum(a != b for a, b in zip(*of, strict=True) if a[0] or b[0])
            assert touched == 0 or touched >= SMALLEST_GROUP


@given(st.lists(st.integers(0, 30), min_size=1, max_size=10))
def test_why_cells_are_hidden_tells_no_count_below_ten(people):
    """With the reasons a hidden cell holds 1 to 9, or ten and more: their total leaves each of the small ones open."""
    cells = pl.DataFrame({"unit": [f"{place}" for place in range(len(people))], "people": people})

    shown = hide_small(cells, ("people",))

    hidden = [(count, why) for count, why in zip(people, shown["hidden"], strict=True) if why]
    small = sum(why == "small_group" for _, why in hidden)
    large = len(hidden) - small
    total = sum(count for count, _ in hidden)
    everything = all(why or not count for count, why in zip(people, shown["hidden"], strict=True))
    at_an_edge = total == small + large * SMALLEST_GROUP or (not large and total == small * 9)
    assert not small or not at_an_edge or everything


@given(st.lists(st.tuples(*[st.integers(0, 25)] * 3), min_size=2, max_size=8))
def test_whatever_is_hidden_of_one_scenario_is_hidden_of_the_others(counts):
    names = ("one", "other", "third")
    cells = pl.DataFrame(
        {"unit": range(len(counts))}
        | {name: [row[place] for row in counts] for place, name in enumerate(names)},
        schema_overrides={"unit": pl.String},
        strict=False,
    )

    shown = hide_small(cells, names[:2], between=names[2:])

    for row in shown.iter_rows(named=True):
        assert len({row[name] is None for name in names}) == 1
        assert all(row[name] is None or row[name] == 0 or row[name] >= SMALLEST_GROUP for name in names)
