"""Quotas: two levels, limits inside one another, small groups, and limits on mean and spread."""

import narwhals as nw
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.blocks.bands import per_name
from pay_models.blocks.limits import at_least, at_most
from pay_models.blocks.quota import (
    count,
    deviation_at_least,
    inside,
    mean_at_most,
    places,
    places_beside,
    ranked_class,
)
from pay_models.kernel import Ranked
from tests.pay_models.blocks.column import computed, filled
from tests.tiers import examples


def test_the_rank_of_a_unit_decides_how_many_of_its_people_may_be_best() -> None:
    """Philippines 2015: 20 / 35 / 45 % inside a best unit, 15 / 30 / 55 % inside a better one."""
    units = ["best"] * 20 + ["better"] * 20
    best = per_name(nw.col("unit"), {"best": 2000, "better": 1500})
    better = per_name(nw.col("unit"), {"best": 3500, "better": 3000})
    result = filled(
        {"unit": units, "score": [*range(20), *range(20)]},
        people=count(nw.col("score") >= 0, ("unit",)),
        stands=Ranked(("unit",), by="-score"),
        rank=ranked_class(
            nw.col("stands"),
            nw.col("people"),
            [("best", best), ("better", better)],
            rest="good",
            rounding="down",
        ),
    )

    counted = result.group_by("unit", "rank").len().sort("unit", "rank").rows()
    assert counted == [
        ("best", "best", 4), ("best", "better", 7), ("best", "good", 9),
        ("better", "best", 3), ("better", "better", 6), ("better", "good", 11),
    ]  # fmt: skip


def test_shares_are_added_before_they_are_rounded() -> None:
    ranks = ranked_class(
        nw.col("stands"),
        nw.lit(7, nw.Int64),
        [("best", 1000), ("better", 2500)],
        rest="good",
        rounding="half_up",
    )

    # 10 % of 7 is 0.7, so 1; 35 % of 7 is 2.45, so 2 together
    assert computed(ranks, stands=[1, 2, 3, 7]) == ["best", "better", "good", "good"]


def test_a_combined_quota_gives_one_award_what_the_other_left() -> None:
    """Germany: premiums and allowances together 15 % of the staff, and the step quota that was not used."""
    together = places(nw.col("staff"), 1500, rounding="down") + nw.col("steps_unused")
    allowances = at_most(nw.col("allowances_wanted"), together)

    assert computed(together, staff=[100, 100], steps_unused=[0, 4]) == [15, 19]
    assert computed(
        together - allowances, staff=[100, 100], steps_unused=[0, 4], allowances_wanted=[6, 30]
    ) == [9, 0]


def test_a_body_too_small_for_a_place_has_one() -> None:
    assert computed(at_least(places(nw.col("staff"), 1500, rounding="down"), 1), staff=[3, 6, 7, 20]) == [
        1, 1, 1, 3
    ]  # fmt: skip


def test_a_limit_inside_a_limit_holds_both() -> None:
    """Ten per cent get a step and three per cent two: the second places are among the first."""
    result = filled(
        {
            "agency": [1] * 100,
            "score": list(range(100)),
            "outstanding": [score % 2 == 0 for score in range(100)],
        },
        stands=Ranked(("agency",), by="-score"),
        two_place=Ranked(
            ("agency",),
            by="-score",
            where=inside(nw.col("stands"), nw.lit(10, nw.Int64)) & nw.col("outstanding"),
        ),
        steps=inside(nw.col("stands"), nw.lit(10, nw.Int64)).cast(nw.Int64)
        + inside(nw.col("two_place"), nw.lit(3, nw.Int64)).cast(nw.Int64),
    )

    assert result["steps"].value_counts().sort("steps")["count"].to_list() == [90, 7, 3]
    assert result.filter(pl.col("steps") == 2)["score"].to_list() == [94, 96, 98]


def test_a_share_of_those_beside_is_smaller_than_a_share_of_all() -> None:
    people = [4, 5, 6, 7, 60]

    assert computed(places(nw.col("people"), 2000, rounding="down"), people=people) == [0, 1, 1, 1, 12]
    assert computed(places_beside(nw.col("people"), 2000, rounding="down"), people=people) == [0, 0, 1, 1, 10]


def test_a_unit_may_rate_neither_too_well_nor_everybody_alike() -> None:
    """Brazil: a mean of at most 60 points and a standard deviation of at least 5."""
    rows = {"unit": [1, 1, 2, 2, 3, 3, 4, 4], "points": [55, 65, 55, 66, 56, 64, 60, 60]}
    result = filled(
        rows,
        mean=mean_at_most(nw.col("points"), 60, ("unit",)),
        spread=deviation_at_least(nw.col("points"), 5, ("unit",)),
    ).unique("unit", maintain_order=True)

    assert result["mean"].to_list() == [True, False, True, True]
    assert result["spread"].to_list() == [True, True, False, False]


@settings(max_examples=examples(40))
@given(st.integers(1, 400), st.integers(0, 5000), st.integers(0, 5000))
def test_no_class_of_a_forced_ranking_exceeds_its_share_when_rounded_down(
    people: int, first: int, second: int
) -> None:
    ranks = ranked_class(
        nw.col("stands"),
        nw.lit(people, nw.Int64),
        [("best", first), ("better", second)],
        rest="good",
        rounding="down",
    )
    found = computed(ranks, stands=list(range(1, people + 1)))

    assert found.count("best") * 10_000 <= people * first
    assert (found.count("best") + found.count("better")) * 10_000 <= people * (first + second)
    assert found == sorted(found, key=("best", "better", "good").index)
