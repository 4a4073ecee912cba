"""A run computed again from what it stored gives what it gives from its inputs, value by value."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.computing.calculation import Stored, calculate, first_changed
from domain.computing.rules import Change
from domain.computing.snapshot import Inputs
from domain.pay_runs.kinds.bonus import BONUS
from domain.pay_runs.proof import columns
from tests.given.snapshots import PARAMETERS, by_chance
from tests.tiers import examples

YEAR = date(2026, 1, 1)
UNASSESSED = replace(BONUS, preconditions=frozenset())
CLASSES, BONUS_MODEL = "vn.classes_2026", "vn.bonus_fund_2026"
QUOTA = Change(CLASSES, "quota_bp", 1_500)
WEIGHT = Change(BONUS_MODEL, "good_coefficient_hundredths", 65)
FAILURES = Change("vn.kpi_score_2026", "failure_deduction_bp", 5_000)
SALARY = Change("vn.grade_pay", "base_salary_vnd", 2_600_000)
NUMBERS: Mapping[tuple[str, str], Sequence[int | str]] = {
    (CLASSES, "quota_bp"): range(0, 2_501, 250),
    (CLASSES, "good_from_hundredths"): range(7_000, 8_501, 500),
    (CLASSES, "minimum_months"): range(7),
    (CLASSES, "tie_break"): ("leave_out",),
    (BONUS_MODEL, "excellent_coefficient_hundredths"): range(60, 150, 10),
    (BONUS_MODEL, "good_coefficient_hundredths"): range(20, 90, 10),
    (BONUS_MODEL, "fund_rate_bp"): range(500, 1_001, 100),
    (BONUS_MODEL, "share_basis"): ("by_salary",),
}


def somebody_moved(taken: Inputs) -> Inputs:
    """The first one worked two months in the last unit, whose fund pays them for these."""
    people = taken.people.with_columns(line=pl.col("employee"), elsewhere=pl.lit(value=False))
    last = people.row(-1, named=True)
    there = people.head(1).with_columns(
        line=pl.lit(people.height),
        elsewhere=pl.lit(value=True),
        months_worked=pl.lit(2),
        **{name: pl.lit(last[name]) for name in ("unit", "unit_id", "peer_group", "peer_group_id")},
    )
    moved = (pl.col("employee") == 0) & (pl.col("month") >= date(2026, 11, 1))
    months = taken.months.with_columns(
        line=pl.when(moved).then(pl.lit(people.height)).otherwise(pl.col("employee")).cast(pl.Int64)
    )
    return replace(taken, people=pl.concat([people, there.cast(people.schema)]), months=months)


def again(taken: Inputs, changes: Sequence[Change]) -> pl.DataFrame:
    """The scenario from the stored columns of its run."""
    computed = columns.of(calculate(UNASSESSED, taken, YEAR))
    stored = Stored(computed, first_changed(UNASSESSED, taken, YEAR, changes))
    baseline = calculate(UNASSESSED, taken, YEAR, validate=False, stored=stored)
    return columns.of(
        calculate(UNASSESSED, taken, YEAR, changes, validate=False, before=[baseline], stored=stored)
    )


TAKEN = {seed: somebody_moved(by_chance(seed, PARAMETERS[:4], 24)) for seed in range(3)}


# Each example computes a run in full.
@settings(max_examples=examples(12))
@given(
    st.sampled_from(sorted(TAKEN)),
    st.lists(
        st.sampled_from(sorted(NUMBERS)).flatmap(
            lambda name: st.builds(Change, st.just(name[0]), st.just(name[1]), st.sampled_from(NUMBERS[name]))
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda change: change.parameter,
    ),
)
def test_changes_of_classes_and_bonus_give_from_stored_columns_what_they_give_in_full(seed, changes):
    full = calculate(UNASSESSED, TAKEN[seed], YEAR, changes, validate=False)

    found, values = again(TAKEN[seed], changes), columns.of(full)
    assert found.select(values.columns).equals(values)
    assert {*found.columns} == {*values.columns}


@pytest.mark.parametrize("changes", [(FAILURES,), (SALARY,), (SALARY, QUOTA, FAILURES), (QUOTA,), (WEIGHT,)])
@pytest.mark.parametrize("moved", [False, True])
def test_a_change_of_any_stage_gives_what_it_gives_in_full(changes, moved):
    taken = by_chance(5)
    taken = somebody_moved(taken) if moved else taken

    full = columns.of(calculate(UNASSESSED, taken, YEAR, changes, validate=False))

    found = again(taken, changes)
    assert found.select(full.columns).equals(full)
    assert {*found.columns} == {*full.columns}
    assert not full.equals(columns.of(calculate(UNASSESSED, taken, YEAR)))
