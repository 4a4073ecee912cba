"""Baselines are kept within their bytes; the one not asked for longest goes first."""

from dataclasses import replace
from datetime import date

from domain.computing.calculation import Calculation, calculate
from domain.pay_runs.kinds.bonus import BONUS
from domain.scenarios.baselines import Baselines, size_of
from tests.given.snapshots import by_chance


def computed(seed: int) -> Calculation:
    return calculate(replace(BONUS, preconditions=frozenset()), by_chance(seed), date(2026, 1, 1))


def test_the_one_not_asked_for_longest_goes_when_there_is_no_room():
    first, second, third = computed(1), computed(2), computed(3)
    baselines = Baselines(most_bytes=size_of(first) + size_of(second) + size_of(third) - 1)

    baselines.keep("first", first)
    baselines.keep("second", second)
    assert baselines.get("first") is first
    baselines.keep("third", third)

    assert baselines.get("second") is None
    assert (baselines.get("first"), baselines.get("third")) == (first, third)
    assert baselines.held_bytes == size_of(first) + size_of(third)


def test_what_is_larger_than_the_store_is_not_kept_and_takes_nobodys_place():
    small = computed(1)
    baselines = Baselines(most_bytes=size_of(small))
    baselines.keep("small", small)

    baselines.keep("large", replace(small, passes=small.passes * 2))

    assert baselines.get("large") is None
    assert baselines.get("small") is small
