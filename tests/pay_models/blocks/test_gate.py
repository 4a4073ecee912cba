"""Gates: a score and three of four good ratings, exclusion, and money that must be paid back."""

import narwhals as nw
from hypothesis import given, settings
from hypothesis import strategies as st

from pay_models.blocks.gate import at_least_of, paid_if
from tests.pay_models.blocks.column import computed
from tests.tiers import examples

CRITERIA = ("performance", "process", "financial", "citizens")
ratings = st.tuples(*[st.integers(1, 5)] * 4)


def eligible() -> nw.Expr:
    """Philippines: 70 points, and a rating of 4 in three of the four criteria."""
    points = sum((nw.col(name) * 5 for name in CRITERIA), nw.lit(0, nw.Int64))
    return (points >= 70) & at_least_of([nw.col(name) >= 4 for name in CRITERIA], 3)


def test_seventy_points_and_three_of_four_good_ratings_are_both_needed() -> None:
    agencies = {
        "70 with three": (4, 4, 4, 2),
        "80 with two": (5, 5, 3, 3),
        "65 with three": (4, 4, 4, 1),
        "100": (5, 5, 5, 5),
    }
    columns = {name: [found[at] for found in agencies.values()] for at, name in enumerate(CRITERIA)}

    assert dict(zip(agencies, computed(eligible(), **columns), strict=True)) == {
        "70 with three": True, "80 with two": False, "65 with three": False, "100": True,
    }  # fmt: skip


def test_discipline_shuts_out_and_a_false_claim_is_paid_back() -> None:
    bonus = paid_if(~nw.col("disciplined"), nw.col("bonus"))
    back = paid_if(nw.col("false_claim"), nw.col("bonus"))

    assert computed(bonus, disciplined=[False, True], bonus=[500, 500]) == [500, 0]
    assert computed(back, false_claim=[False, True], bonus=[500, 500]) == [0, 500]


def test_what_is_not_known_is_neither_paid_nor_refused() -> None:
    assert computed(paid_if(nw.col("gate"), nw.col("amount")), gate=[None, True, False], amount=[1, 1, 1]) == [
        None, 1, 0
    ]  # fmt: skip
    assert computed(at_least_of([nw.col("a"), nw.col("b")], 1), a=[True, True], b=[False, None]) == [
        True,
        None,
    ]


@settings(max_examples=examples(40))
@given(st.lists(ratings, min_size=1, max_size=30))
def test_a_better_rating_never_closes_the_gate(found: list[tuple[int, ...]]) -> None:
    def opened(agencies: list[tuple[int, ...]]) -> list[bool]:
        return computed(eligible(), **{name: [a[at] for a in agencies] for at, name in enumerate(CRITERIA)})

    better = [(min(5, first + 1), *rest) for first, *rest in found]

    assert all(after or not before for before, after in zip(opened(found), opened(better), strict=True))
