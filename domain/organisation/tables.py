"""Units in a dated tree, peer groups, positions."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from domain.database.tables import TEXT, WORD, Dated, Identified

KINDS = ("province", "department", "commune", "division")
# What says so is cited in whole; what was loaded and not decided here has none.
WHOLE_ACT = "num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)"


class Unit(Identified, table=True):
    """An organisation that lasts while its name, kind and parent may change."""

    __tablename__ = "unit"

    code: str = Field(sa_type=TEXT, unique=True)


class UnitState(Dated, table=True):
    """What a unit is from a day on. `holds_fund`: it has authority over a pay list, hence a bonus fund."""

    __tablename__ = "unit_state"
    __table_args__ = (
        UniqueConstraint("unit_id", "effective_from"),
        CheckConstraint(f"kind in {KINDS}", name="kind_known"),
        CheckConstraint("parent_id <> unit_id", name="parent_is_another_unit"),
        CheckConstraint(WHOLE_ACT, name="act_is_whole"),
    )

    unit_id: UUID = Field(foreign_key="unit.id")
    name: str = Field(sa_type=TEXT)
    kind: str = Field(sa_type=WORD)
    parent_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)
    holds_fund: bool = False
    closed: bool = False
    act_number: str | None = Field(default=None, sa_type=TEXT)
    act_dated_on: date | None = None
    act_issuer: str | None = Field(default=None, sa_type=TEXT)


class UnitSuccession(Dated, table=True):
    """Which unit took over from a unit from a day on: it was merged into that one, or gave a part of itself to it."""

    __tablename__ = "unit_succession"
    __table_args__ = (
        UniqueConstraint("unit_id", "successor_id", "effective_from"),
        CheckConstraint("successor_id <> unit_id", name="successor_is_another_unit"),
    )

    unit_id: UUID = Field(foreign_key="unit.id")
    successor_id: UUID = Field(foreign_key="unit.id", index=True)


class UnitAncestor(SQLModel, table=True):
    """Every unit with each of its ancestors and itself, from a day until a day: a trigger on `unit_state` keeps it.

    Both days may be infinite.
    """

    __tablename__ = "unit_ancestor"

    ancestor_id: UUID = Field(foreign_key="unit.id", primary_key=True)
    unit_id: UUID = Field(foreign_key="unit.id", primary_key=True, index=True)
    effective_from: date = Field(primary_key=True)
    effective_until: date
    depth: int


class PeerGroup(Identified, table=True):
    """People with similar tasks in one unit: the group within which the quota also holds."""

    __tablename__ = "peer_group"
    __table_args__ = (UniqueConstraint("unit_id", "code"),)

    unit_id: UUID = Field(foreign_key="unit.id")
    code: str = Field(sa_type=TEXT)
    name: str = Field(sa_type=TEXT)


class Position(Identified, table=True):
    """A job in a unit; several people may hold it. Leaders' positions name their row of the allowance table."""

    __tablename__ = "position"

    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    peer_group_id: UUID = Field(foreign_key="peer_group.id", index=True)
    code: str = Field(sa_type=TEXT, unique=True)
    title: str = Field(sa_type=TEXT)
    leader: bool = False
    leadership_code: str | None = Field(default=None, sa_type=TEXT)


class PeerGroupState(Dated, table=True):
    """What a peer group is from a day on; before its first one it is as it was loaded."""

    __tablename__ = "peer_group_state"
    __table_args__ = (
        UniqueConstraint("peer_group_id", "effective_from"),
        CheckConstraint(WHOLE_ACT, name="act_is_whole"),
    )

    peer_group_id: UUID = Field(foreign_key="peer_group.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    name: str = Field(sa_type=TEXT)
    closed: bool = False
    sets_up: bool = False
    act_number: str | None = Field(default=None, sa_type=TEXT)
    act_dated_on: date | None = None
    act_issuer: str | None = Field(default=None, sa_type=TEXT)


class PositionState(Dated, table=True):
    """What a position is from a day on; before its first one it is as it was loaded. `sets_up`: it began that day.

    The grade range is of grade codes such as A1, `staffing` how many may hold it.
    """

    __tablename__ = "position_state"
    __table_args__ = (
        UniqueConstraint("position_id", "effective_from"),
        CheckConstraint("staffing > 0", name="staffing_is_of_people"),
        CheckConstraint(WHOLE_ACT, name="act_is_whole"),
    )

    position_id: UUID = Field(foreign_key="position.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    peer_group_id: UUID = Field(foreign_key="peer_group.id", index=True)
    title: str = Field(sa_type=TEXT)
    leader: bool = False
    leadership_code: str | None = Field(default=None, sa_type=TEXT)
    lowest_grade_code: str | None = Field(default=None, sa_type=TEXT)
    highest_grade_code: str | None = Field(default=None, sa_type=TEXT)
    staffing: int | None = None
    closed: bool = False
    sets_up: bool = False
    act_number: str | None = Field(default=None, sa_type=TEXT)
    act_dated_on: date | None = None
    act_issuer: str | None = Field(default=None, sa_type=TEXT)
