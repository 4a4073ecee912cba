"""All regulations of a scope computed together give what each of them gives by itself."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from domain.computing.calculation import Stored, calculate, first_changed, opening_funds
from domain.computing.rules import Change
from domain.computing.snapshot import Inputs
from domain.pay_runs.kinds.bonus import BONUS, FUND
from tests.given.snapshots import PARAMETERS, by_chance

YEAR = date(2026, 1, 1)
# Nobody assessed the people of a snapshot by chance.
UNASSESSED = replace(BONUS, preconditions=frozenset())


def of_unit(taken: Inputs, unit: int) -> Inputs:
    """The frames of one unit, by itself."""
    people = taken.people.filter(pl.col("unit") == unit)
    theirs = people.select("employee")
    return Inputs(
        people,
        taken.months.join(theirs, on="employee", how="semi", maintain_order="left"),
        taken.items.join(theirs, on="employee", how="semi", maintain_order="left"),
        taken.units.filter(pl.col("unit") == unit),
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("changes", [(), (Change("vn.classes_2026", "quota_bp", 1_500),)])
def test_units_whose_rules_differ_from_their_neighbours_are_computed_as_each_by_itself(seed, changes):
    taken = by_chance(seed)

    together = calculate(UNASSESSED, taken, YEAR, changes)

    assert together.people["line"].to_list() == list(range(40))
    assert [one.number for one in together.rules] == list(range(len(PARAMETERS)))
    for unit in range(len(PARAMETERS)):
        alone = calculate(UNASSESSED, of_unit(taken, unit), YEAR, changes)
        same = together.people.filter(pl.col("rules_number") == unit).with_columns(rules_number=pl.lit(0))
        assert same.select(alone.people.columns).equals(
            alone.people.cast({"rules_number": pl.Int32}), null_equal=True
        )
        assert together.rules[unit].rules.hash == alone.rules[0].rules.hash


def test_regulations_that_differ_in_numbers_alone_are_one_pass_and_choices_part_them():
    computed = calculate(UNASSESSED, by_chance(1), YEAR)

    assert [(each.stage.name, each.numbers, each.run.columns) for each in computed.passes] == [
        ("scoring", (0, 1, 2, 3, 5), ()),
        ("scoring", (4,), ()),
        ("pay", (0, 1, 2, 3, 4, 5), ()),
        ("classification", (0, 1, 2, 3), ("quota_bp",)),
        ("classification", (4,), ()),
        ("classification", (5,), ()),
        ("bonus", (0, 1, 2, 4, 5), ("excellent_coefficient_hundredths", "good_coefficient_hundredths")),
        ("bonus", (3,), ()),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (Change("vn.classes_2026", "quota_bp", 1_500),),
        (Change("vn.bonus_fund_2026", "good_coefficient_hundredths", 90),),
        (Change("vn.bonus_fund_2026", "share_basis", "by_salary"),),
        (Change("vn.kpi_score_2026", "rounds", "nothing"),),
    ],
)
def test_a_what_if_from_what_was_computed_gives_what_it_gives_from_nothing(changes):
    taken = by_chance(3)
    before = calculate(UNASSESSED, taken, YEAR)

    after = calculate(UNASSESSED, taken, YEAR, changes, before=[before])

    assert after.people.equals(calculate(UNASSESSED, taken, YEAR, changes).people, null_equal=True)
    assert after.people.equals(before.people, null_equal=True) == (not changes)


@pytest.mark.parametrize(
    ("change", "first"),
    [
        (Change("vn.kpi_score_2026", "rounds", "nothing"), 0),
        (Change("vn.grade_pay", "base_salary_vnd", 2_600_000), 1),
        (Change("vn.classes_2026", "quota_bp", 1_500), 2),
        (Change("vn.bonus_fund_2026", "good_coefficient_hundredths", 90), 3),
    ],
)
def test_a_what_if_from_stored_columns_computes_no_stage_before_the_change_and_gives_the_same(change, first):
    taken = by_chance(3)
    run = calculate(UNASSESSED, taken, YEAR)
    steps = {name for names in run.columns.values() for name in names.values()}
    stored = Stored(
        run.people.select("line", "rated", "amount_vnd", *steps),
        first_changed(UNASSESSED, taken, YEAR, [change]),
    )

    baseline = calculate(UNASSESSED, taken, YEAR, stored=stored)
    after = calculate(UNASSESSED, taken, YEAR, [change], before=[baseline], stored=stored)

    assert stored.first == first
    assert [*dict.fromkeys(each.stage.name for each in after.passes)] == [*BONUS.stage_names[first:]]
    assert baseline.people.equals(run.people.select(baseline.people.columns))
    anew = calculate(UNASSESSED, taken, YEAR, [change]).people
    assert {*after.people.columns} == {*anew.columns}
    assert after.people.select(anew.columns).equals(anew)


def test_the_sheet_names_the_column_of_each_step_of_a_line():
    computed = calculate(UNASSESSED, by_chance(1), YEAR)

    for one in computed.rules:
        rows = list(computed.sheet(one.number))
        personal = [row.column for row in rows if row.column]
        assert len({*personal}) == len(personal)
        assert {*personal} <= {*computed.people.columns}
        assert [row.step.column for row in rows if row.model.id == "vn.grade_pay" and row.personal] == [
            "salary_year_vnd", "total_year_vnd", "months",
        ]  # fmt: skip


def test_tables_finer_than_a_line_are_told_by_regulation():
    taken = by_chance(1)

    finer = list(calculate(UNASSESSED, taken, YEAR).finer_tables())

    assert {(one.model.id, one.stage) for one in finer} == {
        ("vn.kpi_score_2026", "item"), ("vn.kpi_score_2026", "month"), ("vn.kpi_score_2026", "quarter"),
        ("vn.grade_pay", "month"),
    }  # fmt: skip
    assert sum(one.table.height for one in finer if one.stage == "item") == taken.items.height


def test_the_funds_that_are_opened_are_those_that_are_shared_out():
    taken = by_chance(2)

    opened, same = opening_funds(BONUS, FUND, taken, YEAR), ("unit_id", "salary_fund_vnd", "fund_vnd")

    assert opened.select(same).equals(calculate(UNASSESSED, taken, YEAR).funds.select(same))
