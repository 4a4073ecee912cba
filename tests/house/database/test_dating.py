"""What is dated has one answer for each day."""

from sqlalchemy import Column, Date, Index, Integer, MetaData, Table, UniqueConstraint

from domain.areas import METADATA
from tests.house.rules.database.dating import undated_keys


def test_every_dated_row_is_the_only_one_of_its_key_and_day():
    assert undated_keys(METADATA.tables.values()) == []
    assert "effective_from" in METADATA.tables["unit_state"].columns


def test_a_dated_table_whose_rows_may_overlap_is_found():
    planted = [
        Table(
            name,
            MetaData(),
            Column("unit_id", Integer, primary_key=True),
            Column("effective_from", Date, primary_key=name == "keyed"),
        )
        for name in ("overlapping", "keyed", "constrained", "indexed", "excused")
    ]
    planted[2].append_constraint(UniqueConstraint("unit_id", "effective_from"))
    planted[3].append_constraint(UniqueConstraint("unit_id"))
    Index("uq_indexed", planted[3].c.unit_id, planted[3].c.effective_from, unique=True)

    assert undated_keys(planted, {"excused": "planted"}) == [
        "overlapping may hold two rows of one key from the same day"
    ]
