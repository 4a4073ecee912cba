"""What no table records is listed once, and what neither a fact nor the list gives is refused."""

import polars as pl
import pytest

from domain.errors import Invalid
from domain.facts import stand_ins
from domain.facts.stand_ins import ITEM, MONTH, PERSON, STAND_INS


def test_the_list_only_shrinks():
    assert {(one.column, one.until) for one in STAND_INS} <= {
        ("organisation_class", "day one"),
        ("outstanding_unit", "day one"),
        ("excused_failures", "assessments"),
        ("excused_delays", "assessments"),
        ("ad_hoc_paid_vnd", "pay"),
        ("period_paid_vnd", "pay"),
    }
    assert len({(one.keys, one.column) for one in STAND_INS}) == len(STAND_INS)


def test_a_fact_is_never_overwritten_by_what_stands_in_for_it():
    rows = pl.DataFrame({"excused_delays": [3], "delays": [4]})

    filled = stand_ins.filled(rows, ITEM)

    assert filled.row(0, named=True) == {"excused_delays": 3, "delays": 4, "excused_failures": 0}


def test_where_nothing_is_recorded_public_duty_is_that_of_the_grids_of_civil_servants():
    months = stand_ins.filled(pl.DataFrame({"table": [1, 2, 3]}), MONTH)

    assert months["public_duty"].to_list() == [True, True, False]
    assert {one.column for one in stand_ins.recorded(MONTH)} < {*months.columns}


def test_the_stand_ins_behind_a_models_columns_are_named():
    behind = stand_ins.used(
        {PERSON: ["months_worked", "ad_hoc_paid_vnd"], ITEM: ["excused_delays"]},
        {PERSON: ["months_worked", "absence"]},
    )

    assert [(one.column, one.until) for one in behind] == [
        ("ad_hoc_paid_vnd", "pay"),
        ("excused_delays", "assessments"),
    ]


@pytest.mark.parametrize("keys", [PERSON, ("employee_id", "quarter")])
def test_a_column_with_neither_fact_nor_stand_in_is_refused_by_name(keys):
    with pytest.raises(Invalid) as refused:
        stand_ins.used({keys: ["overtime_hours"]}, {PERSON: ["months_worked"]})

    assert refused.value.code == "column_unknown"
    assert f"overtime_hours for each {', '.join(keys)}" in refused.value.message
