"""Rounding: its mode, its quantum, and where in the order it stands."""

import narwhals as nw

from pay_models.kernel.declare.money import ROUNDINGS, down, half_up, rounded, to_quantum
from tests.pay_models.blocks.column import computed


def test_korea_drops_the_won_below_ten_from_each_part() -> None:
    equal, differential = down(nw.col("base") * 50 * 103, 10_000), down(nw.col("base") * 50 * 140, 10_000)

    each = to_quantum(equal, 10, "down") + to_quantum(differential, 10, "down")
    once = to_quantum(equal + differential, 10, "down")

    assert computed(each, base=[2_495_354]) == [3_031_840]
    assert computed(once, base=[2_495_354]) == [3_031_850]


def test_india_rounds_a_cell_to_the_next_hundred_and_half_of_it_up() -> None:
    grown = half_up(nw.col("cell") * 103, 100)

    assert computed(to_quantum(grown, 100, "half_up"), cell=[18_000, 18_500, 35_000]) == [
        18_500,
        19_100,
        36_100,
    ]
    # 35,000 x 1.03 = 36,050: half a hundred goes up


def test_tesco_rounds_each_component_to_a_tenth_and_then_adds() -> None:
    parts = [half_up(nw.col("most") * percent, 1000) for percent in (15, 50, 13)]

    assert computed(parts[0] + parts[1] + parts[2], most=[4500]) == [68 + 225 + 59]
    assert computed(half_up(nw.col("most") * 78, 1000), most=[4500]) == [351]


def test_the_french_guarantee_rounds_both_years_before_it_subtracts() -> None:
    start, end = half_up(nw.col("index") * 555_635, 100), half_up(nw.col("index") * 562_323, 100)
    each = half_up(start * 10_285, 10_000) - end
    once = half_up(nw.col("index") * (555_635 * 10_285 - 562_323 * 10_000), 100 * 10_000)

    assert computed(each, index=[514, 104]) == [47_019, 9_513]
    assert computed(once, index=[514, 104]) == [47_019, 9_514]
    assert computed(start, index=[514]) == [2_855_964]


def test_overtime_rounds_the_rate_of_an_hour_before_the_hours() -> None:
    hourly_tenths = nw.col("hourly_tenths")
    before = half_up(hourly_tenths * 125, 1000) * 3 + half_up(hourly_tenths * 135, 1000)
    after = half_up(hourly_tenths * 125 * 3, 1000) + half_up(hourly_tenths * 135, 1000)

    assert computed(before, hourly_tenths=[13_997]) == [7140]
    assert computed(after, hourly_tenths=[13_997]) == [7139]


def test_each_mode_treats_a_half_in_its_own_way() -> None:
    halves = {name: computed(rounded(nw.col("a"), 10, name), a=[4, 5, 6, 14, 15, 16]) for name in ROUNDINGS}

    assert halves == {
        "down": [0, 0, 0, 1, 1, 1],
        "half_down": [0, 0, 1, 1, 1, 2],
        "half_even": [0, 0, 1, 1, 2, 2],
        "half_up": [0, 1, 1, 1, 2, 2],
        "up": [1, 1, 1, 2, 2, 2],
    }


def test_nothing_is_divided_by_nought() -> None:
    for name in ROUNDINGS:
        assert computed(rounded(nw.col("a"), nw.col("d"), name), a=[5], d=[0]) == [None]
