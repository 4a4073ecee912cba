"""Curves: plateaus, jumps, a slope past the end, caps, the way back, and growth in whole numbers."""

import narwhals as nw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.blocks.curve import curve, exponential, inverse
from pay_models.kernel import Grid
from tests.pay_models.blocks.column import computed
from tests.tiers import examples

# earnings per share in cents -> tenths of a per cent of base pay
NATIONAL_PENN = [(120, 175), (133, 350), (147, 438), (149, 438), (150, 500), (152, 500), (162, 600)]
HALF_THE_SLOPE = (10, 50)
NET_REVENUE = [(85, 0), (90, 50), (100, 100), (105, 150)]
TEXAS = {"recognized": [(0, 3000), (40_000, 9000)], "exemplary": [(0, 6000), (40_000, 18_000)],
         "master": [(0, 12_000), (40_000, 32_000)]}  # fmt: skip


def heights(points: list[tuple[int, int]], values: list[int], **how: object) -> list[int]:
    return computed(curve(nw.col("value"), points, **how), value=values)


def test_national_penn_jumps_at_the_threshold_and_rests_on_its_plateaus() -> None:
    assert heights(NATIONAL_PENN, [119, 120, 133, 147, 148, 149, 150, 151, 152, 162]) == [
        0, 175, 350, 438, 438, 438, 500, 500, 500, 600
    ]  # fmt: skip
    assert heights(NATIONAL_PENN, [121, 126, 140, 157]) == [188, 256, 394, 550]


def test_national_penn_rises_at_half_the_slope_past_its_end() -> None:
    assert heights(NATIONAL_PENN, [162, 163, 172], beyond=HALF_THE_SLOPE) == [600, 605, 650]
    assert heights(NATIONAL_PENN, [162, 163, 172]) == [600, 600, 600]


def test_slopes_change_from_point_to_point() -> None:
    assert heights(NET_REVENUE, [84, 86, 92, 100, 101, 105, 130]) == [0, 10, 60, 100, 110, 150, 150]


def test_texas_pays_three_designations_from_one_average_up_to_their_caps() -> None:
    found = {name: heights(points, [0, 21_894, 40_000, 45_000]) for name, points in TEXAS.items()}

    assert found == {
        "recognized": [3000, 6284, 9000, 9000],
        "exemplary": [6000, 12_568, 18_000, 18_000],
        "master": [12_000, 22_947, 32_000, 32_000],
    }


def test_two_points_at_one_value_are_a_jump_and_a_falling_line_is_rounded_from_below() -> None:
    assert heights([(0, 0), (10, 5), (10, 8), (20, 8)], [9, 10, 11]) == [5, 8, 8]
    assert heights([(0, 10), (4, 0)], [0, 1, 2, 3, 4], rounding="down") == [10, 7, 5, 2, 0]


def test_the_inverse_gives_back_the_value_for_a_height() -> None:
    assert heights(inverse(TEXAS["master"]), [12_000, 22_947, 32_000]) == [0, 21_894, 40_000]
    with pytest.raises(ValueError, match="more than one value reaches"):
        inverse(NATIONAL_PENN)


def test_the_standard_pay_line_grows_exponentially_to_the_cent() -> None:
    line = exponential(22_584_00, 164_301_00, 100, 115)

    assert [line[(score,)] for score in (0, 100, 115)] == [22_584_00, 164_301_00, 221_266_73]
    assert computed(
        Grid("2026", ("score",), line).next_at_least(nw.col("pay")), pay=[0, 22_584_00, 22_584_01, 164_301_00]
    ) == [0, 0, 1, 100]


@settings(max_examples=examples(40))
@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 40))
def test_each_height_of_a_growing_line_is_the_nearest_whole_number(start: int, more: int, span: int) -> None:
    end = start + more
    for (x,), height in exponential(start, end, span, span).items():
        exact = 2**span * start ** (span - x) * end**x
        assert (2 * height - 1) ** span <= exact < (2 * height + 1) ** span


def test_a_line_that_does_not_grow_is_refused() -> None:
    with pytest.raises(ValueError, match="does not rise"):
        exponential(100, 100, 10, 10)


def test_no_value_has_no_height() -> None:
    assert heights(NET_REVENUE, [None, 100]) == [None, 100]
