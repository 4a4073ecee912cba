"""Steps: a clock that waits longer higher up, promotions by a rule or by a map, and increments by rating."""

import narwhals as nw

from pay_models.blocks.bands import per_name
from pay_models.blocks.grid import evenly
from pay_models.blocks.progression import moved, promoted, steps_due
from pay_models.kernel import Grid
from tests.pay_models.blocks.column import computed, filled

WAITING = Grid(
    "", ("step",), {(step,): 52 if step < 4 else 104 if step < 7 else 156 for step in range(1, 10)}
)
SCHEDULE = evenly(Grid("", ("grade",), {(9,): 52_727, (11,): 63_795}), 10, lambda step1: (step1 + 15) // 30)


def test_the_general_schedule_waits_52_104_or_156_weeks() -> None:
    due = steps_due(nw.col("weeks"), WAITING.at("step"))

    assert computed(due, step=[1, 1, 3, 4, 6, 7, 9, 10], weeks=[51, 52, 52, 103, 104, 155, 156, 900]) == [
        0, 1, 1, 0, 1, 0, 1, 0
    ]  # fmt: skip


def test_a_promotion_brings_two_steps_of_the_old_grade_and_the_lowest_step_of_the_new_one_that_pays_it() -> (
    None
):
    result = filled(
        {"grade": [9, 9], "step": [1, 10], "new_grade": [11, 11]},
        two_more=SCHEDULE.at("grade", "step")
        + 2 * (SCHEDULE.at(nw.col("grade"), nw.lit(2)) - SCHEDULE.at(nw.col("grade"), nw.lit(1))),
        new_step=promoted(SCHEDULE, nw.col("two_more"), "new_grade", last=nw.lit(10, nw.Int64)),
    )

    assert result["two_more"].to_list() == [56_243, 72_065]
    assert result["new_step"].to_list() == [1, 5]


def test_a_promotion_that_no_step_pays_ends_at_the_last_one() -> None:
    found = promoted(SCHEDULE, nw.col("amount"), "grade", last=SCHEDULE.last("grade"))

    assert computed(found, grade=[9, 9, 9], amount=[0, 68_543, 10**6]) == [1, 10, 10]


def test_japan_moves_eight_six_four_two_or_no_steps_by_rating_and_stops_at_the_last() -> None:
    steps = {"best": 8, "good": 6, "fair": 4, "poor": 2, "bad": 0}
    new = moved(nw.col("step"), per_name(nw.col("rating"), steps), nw.col("last"))

    assert computed(new, step=[10, 10, 10, 10, 10, 90], rating=[*steps, "best"], last=[93] * 6) == [
        18,
        16,
        14,
        12,
        10,
        93,
    ]


def test_japan_promotes_by_an_explicit_map() -> None:
    to = Grid("", ("grade", "step"), {(2, 60): 24, (2, 61): 25, (2, 62): 25}).at("grade", "step")

    assert computed(to, grade=[2, 2, 2, 2], step=[60, 61, 62, 5]) == [24, 25, 25, None]


def test_no_step_goes_below_the_first_and_an_unknown_last_step_is_no_licence() -> None:
    lower = moved(nw.col("step"), -3, nw.col("last"))

    assert computed(lower, step=[2, 8, 8], last=[10, 10, None]) == [1, 5, None]
