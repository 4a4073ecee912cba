"""No float near money."""

import pytest
from sqlalchemy import BigInteger, Column, Float, Integer, MetaData, Table

from domain.areas import METADATA
from tests.house.rules.numbers import money
from tests.house.rules.tree import ROOT


def test_no_expression_of_a_pay_model_is_a_float():
    assert money.floats(ROOT) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rate = 0.1", "0.1 is a float"),
        ("share = nw.col('fund_vnd') / 12", "/ answers a float; use the exact division of the kernel"),
        ("share /= 12", "/= answers a float; use the exact division of the kernel"),
        ("pay = nw.col('pay_vnd').cast(nw.Float64)", "Float64 is not a whole number"),
        ("pay: float", "float is not a whole number"),
        ("score = nw.col('score_hundredths').mean()", ".mean() answers a float"),
    ],
)
def test_a_float_in_a_pay_model_is_found(plant, line, said):
    plant("pay_models/kernel/places.py", "here = folder / 'salary_grid.csv'\nhalf = 7 // 2\n")

    assert money.floats(plant("pay_models/vn/fund/model.py", f"\n{line}\n")) == [
        f"pay_models/vn/fund/model.py:2: {said}"
    ]


def test_no_table_holds_money_or_anything_else_in_a_float():
    assert money.inexact_tables(METADATA.tables.values()) == []
    assert [
        column
        for table in METADATA.tables.values()
        for column in table.columns
        if column.name.endswith("_vnd")
    ]


def test_money_in_a_small_or_inexact_column_is_found():
    table = Table(
        "planted",
        MetaData(),
        Column("award_vnd", Integer),
        Column("fund_vnd", BigInteger),
        Column("score", Float),
    )

    assert money.inexact_tables([table]) == [
        "planted.award_vnd is Integer; money is BigInteger",
        "planted.score is Float; no column is inexact",
    ]


async def test_no_column_of_the_database_is_inexact(owner):
    assert await money.inexact_columns(owner) == []


async def test_an_inexact_column_of_the_database_is_found(owner):
    await owner.execute(
        "create table planted (award_vnd integer, fund_vnd bigint, share real, rate numeric(5, 2))"
    )

    assert await money.inexact_columns(owner) == [
        "planted.award_vnd is integer",
        "planted.share is real",
        "planted.rate is numeric",
    ]
