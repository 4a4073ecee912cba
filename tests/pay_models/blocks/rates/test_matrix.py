"""Matrices: two categories to a rate, or one to a range that the employer may not leave."""

import narwhals as nw

from pay_models.blocks.bands import band
from pay_models.blocks.limits import at_least, at_most
from pay_models.kernel import Grid
from pay_models.kernel.declare.money import half_up
from tests.pay_models.blocks.column import computed

# diligence rates of Japan in hundredths of a per cent, by staff class and category: lowest and highest
LOW = {("general", "best"): 12_525, ("general", "good"): 11_375, ("manager", "best"): 14_925}
HIGH = {("general", "best"): 31_875, ("general", "good"): 12_524, ("manager", "best"): 37_875}
PERFORMANCE = {("exceptional",): 20, ("strong",): 14, ("solid",): 10, ("weak",): 4}
POSITION = {(1,): 140, (2,): 120, (3,): 100, (4,): 90, (5,): 80, (6,): 60}


def test_japan_a_category_fixes_a_range_and_the_employer_picks_within() -> None:
    keys = ("staff", "category")
    low, high = Grid("", keys, LOW).at(*keys), Grid("", keys, HIGH).at(*keys)
    rate = at_most(at_least(nw.col("picked"), low), high)

    assert computed(
        rate,
        staff=["general", "general", "general", "general", "manager", "manager"],
        category=["best", "best", "best", "good", "best", "good"],
        picked=[10_000, 20_000, 40_000, 12_525, 37_875, 13_475],
    ) == [12_525, 20_000, 31_875, 12_524, 37_875, None]


def test_a_merit_matrix_has_a_rate_for_performance_and_position_in_the_range() -> None:
    performance = Grid("", ("performance",), PERFORMANCE).at("performance")
    position = Grid("", ("position",), POSITION).at("position")
    # 3.33 % x tenths x hundredths, to the tenth of a per cent
    tenths = half_up(333 * performance * position, 10_000)

    rows = [(name, place) for (name,) in PERFORMANCE for (place,) in POSITION]
    found = computed(tenths, performance=[name for name, _ in rows], position=[place for _, place in rows])

    assert found == [
        *(93, 80, 67, 60, 53, 40),
        *(65, 56, 47, 42, 37, 28),
        *(47, 40, 33, 30, 27, 20),
        *(19, 16, 13, 12, 11, 8),
    ]


def test_professors_a_place_in_the_ranking_opens_a_range_of_multiples() -> None:
    place = nw.col("percentile")
    lowest = band(place, [(90, 0), (50, 0), (20, 120), (0, 150)], below=0)
    highest = band(place, [(90, 0), (50, 100), (20, 149), (0, 199)], below=0)
    multiple = at_most(at_least(nw.col("picked"), lowest), highest)

    assert computed(multiple, percentile=[0, 19, 20, 50, 90], picked=[100, 250, 200, 130, 80]) == [
        150, 199, 149, 100, 0
    ]  # fmt: skip
