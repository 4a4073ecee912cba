"""What each month gives stands in the line of a quarter: in its leaf, in the stored columns and in what-ifs from them.

The quarter of the six people is pinned in `tests/golden/runs`; it is worked by hand in the tests over GraphQL.
"""

import io
from datetime import date
from uuid import UUID

import orjson
import polars as pl
import pytest

from domain.computing.calculation import Stored, calculate, first_changed
from domain.computing.rules import Change
from domain.computing.snapshot import NAMES, Inputs
from domain.pay_runs import lines
from domain.pay_runs.kinds.extra_income import EXTRA_INCOME
from domain.pay_runs.lines import Heading
from domain.pay_runs.proof import columns
from tests.golden.runs.replay import HERE

START = date(2026, 7, 1)
FOLDER = HERE / "extra_income" / "province_of_six"
LESS_FOR_GOOD = (Change("vn.extra_income_hcmc", "good_share_bp", 5_000),)


@pytest.fixture
def taken():
    return Inputs(
        **{name: pl.read_parquet(io.BytesIO((FOLDER / f"{name}.parquet").read_bytes())) for name in NAMES}
    )


def test_the_values_of_a_line_hold_those_of_each_month_in_order_with_amounts_as_text(taken):
    computed = calculate(EXTRA_INCOME, taken, START)

    found = lines.of(Heading(UUID(int=1), ""), computed)

    names = lines.step_columns(computed, 0)
    paid = found.join(
        computed.people.filter(pl.col("line") == 1), left_on="employee_id", right_on="employee_uuid"
    )
    values = dict(zip(names, orjson.loads(paid["steps"][0]), strict=True))
    assert values["month.pay_vnd"] == ["7590000", "7590000", "7590000"]
    assert values["month.class_share_bp"] == [8_000, 8_000, 8_000]
    assert values["month.remainder_place"] == [4, 5, 6]
    assert values["extra_income_vnd"] == 17_077_500
    shown = [row.column for row in computed.sheet(0) if row.personal]
    assert shown == list(names)


def test_a_month_that_differs_is_named_before_what_follows_from_it(taken):
    computed = columns.of(calculate(EXTRA_INCOME, taken, START))
    before = computed.with_columns(pl.lit('["1","1","1"]').alias("month.claim_vnd"), extra_income_vnd=3)

    moved = columns.first_moved(before, computed)

    assert moved is not None
    assert (moved.line, moved.step) == (0, "month.claim_vnd")


def test_a_what_if_of_nothing_restores_the_months_from_the_stored_columns(taken):
    kept = columns.of(calculate(EXTRA_INCOME, taken, START))
    first = first_changed(EXTRA_INCOME, taken, START, ())

    again = calculate(EXTRA_INCOME, taken, START, stored=Stored(kept, first))

    assert first == len(EXTRA_INCOME.stages)
    assert columns.of(again).equals(kept)


def test_a_what_if_of_what_is_paid_computes_the_grades_whose_months_it_takes_and_no_score(taken):
    kept = columns.of(calculate(EXTRA_INCOME, taken, START))
    stored = Stored(kept, first_changed(EXTRA_INCOME, taken, START, LESS_FOR_GOOD))

    changed = calculate(EXTRA_INCOME, taken, START, LESS_FOR_GOOD, stored=stored)

    assert [*dict.fromkeys(each.stage.name for each in changed.passes)] == ["pay", "extra_income"]
    assert columns.of(changed).equals(columns.of(calculate(EXTRA_INCOME, taken, START, LESS_FOR_GOOD)))


def test_a_what_if_changes_the_months_as_it_changes_what_they_add_up_to(taken):
    changed = columns.of(calculate(EXTRA_INCOME, taken, START, LESS_FOR_GOOD))

    # Half of 1.5 x 7590000; the claims of the quarter are then within the limit.
    assert changed["month.claim_vnd"][1] == '["5692500","5692500","5692500"]'
    assert changed["extra_income_vnd"][1] == 17_077_500
