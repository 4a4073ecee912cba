"""Whoever is on hold counts with the class that weighs most, so whatever order people are paid in, a fund suffices."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.computing.calculation import Stored, calculate, first_changed
from domain.computing.rules import Change
from domain.pay_runs.kinds.bonus import BONUS
from domain.pay_runs.proof import columns
from tests.given.snapshots import PARAMETERS, by_chance
from tests.tiers import examples

YEAR, PEOPLE = date(2026, 1, 1), 24
UNASSESSED = replace(BONUS, preconditions=frozenset())


def without_lines(taken, held, paid):
    """The inputs, with the people (by ordinal) who are on hold, and those paid already with their class."""
    of_paid = pl.col("employee").replace_strict(paid, default=None, return_dtype=pl.String)
    why = pl.when(pl.col("employee").is_in([*held])).then(pl.lit("held"))
    why = why.when(pl.col("employee").is_in([*paid])).then(pl.lit("paid"))
    people = taken.people.with_columns(withheld=why, class_paid=of_paid, withheld_by=pl.lit("x")).lazy()
    people = people.with_columns(line=pl.col("employee"), elsewhere=pl.lit(value=False)).collect()
    return replace(taken, people=people, months=taken.months.with_columns(line=pl.col("employee")))


def unjudged(taken, held):
    """What makes people be held: their months have no points and their work is not valued."""
    theirs = pl.col("employee").is_in([*held])
    none = pl.when(~theirs).then("general_points_hundredths").alias("general_points_hundredths")
    return replace(taken, months=taken.months.with_columns(none), items=taken.items.filter(~theirs))


def paid_in_parts(taken, parts):
    """What each person gets, by ordinal, when one part after the other is paid and the later ones wait on hold."""
    amounts, classes = {}, {}
    for number, part in enumerate(parts):
        held = {person for later in parts[number + 1 :] for person in later}
        computed = calculate(UNASSESSED, without_lines(unjudged(taken, held), held, classes), YEAR)
        rows = computed.lines.select("employee", "amount_vnd", "rated").rows()
        assert {person for person, _, _ in rows} == {*part}
        amounts |= {person: amount for person, amount, _ in rows}
        classes |= {person: rated for person, _, rated in rows}
    return amounts


@st.composite
def partitions(draw):
    """Everybody in a few parts, none of which is empty."""
    places = draw(st.lists(st.integers(0, 2), min_size=PEOPLE, max_size=PEOPLE))
    parts = [[person for person, place in enumerate(places) if place == part] for part in range(3)]
    return [part for part in parts if part]


@given(seed=st.integers(0, 50), parts=partitions())
@settings(max_examples=examples(6))
def test_paid_in_parts_nobody_is_paid_twice_and_no_fund_is_overspent(seed, parts):
    taken = by_chance(seed, PARAMETERS[:3], PEOPLE)
    whole = calculate(UNASSESSED, taken, YEAR).people

    amounts = paid_in_parts(taken, parts)

    assert sorted(amounts) == list(range(PEOPLE))
    for unit in whole.partition_by("fund_unit_id"):
        paid = sum(amounts[person] for person in unit["employee"])
        assert paid <= unit["class_part_vnd"][0]
    if len(parts) == 1:
        assert amounts == dict(whole.select("employee", "amount_vnd").rows())


@pytest.mark.parametrize("share", ["by_class", "per_head", "by_salary"])
def test_of_one_on_hold_at_least_their_share_is_left(share):
    taken = by_chance(3, [{"vn.bonus_fund_2026": {"share_basis": share}}], 8)
    whole = calculate(UNASSESSED, taken, YEAR).people
    others = [person for person in range(8) if person != 2]

    amounts = paid_in_parts(taken, [others, [2]])

    fund = whole["class_part_vnd"][0]
    assert fund - sum(amounts[person] for person in others) >= amounts[2]


def test_what_ifs_of_a_run_with_holds_start_from_what_it_paid():
    taken = without_lines(unjudged(by_chance(1), {4, 9}), {4, 9}, {})
    change = Change("vn.bonus_fund_2026", "good_coefficient_hundredths", 60)

    run = calculate(UNASSESSED, taken, YEAR)
    stored = Stored(columns.of(run), first_changed(UNASSESSED, taken, YEAR, [change]))
    again = calculate(UNASSESSED, taken, YEAR, validate=False, stored=stored)
    fresh = calculate(UNASSESSED, taken, YEAR, [change], validate=False)
    quick = calculate(UNASSESSED, taken, YEAR, [change], validate=False, before=[again], stored=stored)

    assert columns.of(again).equals(columns.of(run))
    assert quick.lines.select("line", "amount_vnd").equals(fresh.lines.select("line", "amount_vnd"))
    assert quick.total_vnd != run.total_vnd
    assert {4, 9}.isdisjoint(run.lines["employee"])
