"""Tiers of the tests: a short form of everything, the thorough one, and the full tally that is run by hand.

`MERITGRID_TIER` is `short` (`make test`), `all` (`make test-all`) or `full` (`make test-full`). It is read here alone.
A test that draws at random asks here how often. It is marked `thorough`, and the longer tiers run such tests alone: the
others would say nothing new.
"""

import os
from typing import TypeVar

import pytest

Tried = TypeVar("Tried")

SHORT, ALL, FULL = TIERS = ("short", "all", "full")
TIER = os.environ.get("MERITGRID_TIER", SHORT)
if TIER not in TIERS:
    raise pytest.UsageError(f"MERITGRID_TIER is {TIER}: choose from {', '.join(TIERS)}.")

thorough = pytest.mark.thorough


def in_tier(short: Tried, longer: Tried, full: Tried) -> Tried:
    """What a test takes in this tier: how many it draws, how long it goes on, which engines it asks."""
    return {SHORT: short, ALL: longer, FULL: full}[TIER]


def examples(short: int) -> int:
    """How many examples hypothesis draws: so many in the short form, 3 and 25 times as many in the longer ones."""
    return short * in_tier(1, 3, 25)
