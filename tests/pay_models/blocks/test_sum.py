"""Sums: ordered components, each with its own base and rounding."""

import narwhals as nw

from pay_models.blocks.sums import mean, weighted
from pay_models.kernel.declare.money import down, half_up, to_quantum
from tests.pay_models.blocks.column import computed, filled


def test_japan_dependants_count_in_the_term_allowance_and_not_in_the_diligence_allowance() -> None:
    area = down(nw.col("base") * 16, 100)
    with_dependants = nw.col("base") + nw.col("dependants")
    result = filled(
        {"base": [271_601], "dependants": [13_001]},
        role=down((nw.col("base") + area) * 5, 100),
        term=down((with_dependants + down(with_dependants * 16, 100) + nw.col("role")) * 12_625, 10_000),
        diligence=down((nw.col("base") + area + nw.col("role")) * 10_225, 10_000),
    )

    # floor(271601 x .16) = 43456; floor(315057 x .05) = 15752
    assert result["role"].to_list() == [15_752]
    # 284602 + floor(45536.32) + 15752 = 345890, x 1.2625 = 436686.1
    assert result["term"].to_list() == [436_686]
    # 271601 + 43456 + 15752 = 330809, x 1.0225 = 338252.2
    assert result["diligence"].to_list() == [338_252]


def test_korea_the_school_part_and_the_persons_parts_are_floored_to_ten_won_each() -> None:
    base, mean_weight = 2_495_354, 103
    equal = to_quantum(down(nw.col("base") * 10 * mean_weight, 10_000), 10, "down")
    differential = to_quantum(down(nw.col("base") * 90 * nw.col("k"), 10_000), 10, "down")
    school = to_quantum(
        down(nw.col("base") * 2 * mean_weight * nw.col("school_k"), 8 * 100 * 100), 10, "down"
    )

    # class S of a school S, S of A, B of B, with 90 % differential
    assert computed(
        equal + differential + school, base=[base] * 3, k=[140, 140, 70], school_k=[150, 100, 50]
    ) == [4_364_990, 4_043_710, 2_150_360]


def test_cpse_the_company_the_team_and_the_person_weigh_50_30_and_20() -> None:
    claim = weighted({"company": 50, "team": 30, "person": 20}, whole=100)

    assert computed(claim, company=[100, 75, 0], team=[100, 80, 60], person=[100, 60, 0]) == [100, 74, 18]


def test_a_missing_component_is_no_nought() -> None:
    assert computed(weighted({"a": 1, "b": 1}, whole=2), a=[4, None], b=[5, 5]) == [5, None]


def test_rounding_each_component_is_not_rounding_the_sum() -> None:
    each = half_up(nw.col("a"), 10) + half_up(nw.col("b"), 10)
    once = half_up(nw.col("a") + nw.col("b"), 10)

    assert computed(each, a=[15], b=[15]) == [4]
    assert computed(once, a=[15], b=[15]) == [3]


def test_a_mean_is_rounded_once_to_its_step_and_is_nothing_of_none() -> None:
    months = {"together": [17_999, 0], "number": [2, 0]}

    found = {
        rounding: computed(mean(nw.col("together"), nw.col("number"), step=1, rounding=rounding), **months)
        for rounding in ("down", "half_up")
    }

    assert found == {"down": [8_999, 0], "half_up": [9_000, 0]}
    half_points = mean(nw.col("together"), nw.col("number"), step=50, rounding="down")
    assert computed(half_points, **months) == [8_950, 0]
