"""Policy goals, the KPIs tied to them, the positions they suit, the products that are counted."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from domain.database.tables import TEXT, WORD, Dated, Identified

# What a policy goal can be, in the order in which it becomes so; the last two end it.
STAGES = ("drafted", "published", "superseded", "closed")
ENDS = ("superseded", "closed")
# Which numbers are good, and what counts where a number is missing.
DIRECTIONS = ("higher", "lower", "on_target")
MISSING_DATA = ("zero", "left_out", "carried_over")
# What says so is cited in whole; what was loaded and not decided here has none.
WHOLE_ACT = "num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)"


class PolicyGoal(Identified, table=True):
    """A public policy goal of a unit, which all units below it inherit."""

    __tablename__ = "policy_goal"
    __table_args__ = (UniqueConstraint("unit_id", "code"),)

    unit_id: UUID = Field(foreign_key="unit.id")
    code: str = Field(sa_type=TEXT)


class PolicyGoalState(Dated, table=True):
    """What a goal is from a day on: title, the document that states it, the goal above, the period that it is set for.

    `successor_id`: the goal that took its place, of one that is superseded.
    """

    __tablename__ = "policy_goal_state"
    __table_args__ = (
        UniqueConstraint("policy_goal_id", "effective_from"),
        CheckConstraint(f"stage in {STAGES}", name="stage_known"),
        CheckConstraint("parent_id <> policy_goal_id", name="parent_is_another_goal"),
        CheckConstraint("successor_id <> policy_goal_id", name="successor_is_another_goal"),
        CheckConstraint("(stage = 'superseded') = (successor_id is not null)", name="superseded_by_another"),
        CheckConstraint("starts_on <= ends_on", name="period_ends_after_it_starts"),
        CheckConstraint(WHOLE_ACT, name="act_is_whole"),
    )

    policy_goal_id: UUID = Field(foreign_key="policy_goal.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    title: str = Field(sa_type=TEXT)
    document: str = Field(sa_type=TEXT)
    parent_id: UUID | None = Field(default=None, foreign_key="policy_goal.id", index=True)
    starts_on: date | None = None
    ends_on: date | None = None
    stage: str = Field(sa_type=WORD)
    successor_id: UUID | None = Field(default=None, foreign_key="policy_goal.id", index=True)
    act_number: str | None = Field(default=None, sa_type=TEXT)
    act_dated_on: date | None = None
    act_issuer: str | None = Field(default=None, sa_type=TEXT)

    @property
    def ended(self) -> bool:
        """Whether nothing becomes of it any more."""
        return self.stage in ENDS


class Kpi(Identified, table=True):
    """A KPI of a unit, which all units below it inherit."""

    __tablename__ = "kpi"
    __table_args__ = (UniqueConstraint("unit_id", "code"),)

    unit_id: UUID = Field(foreign_key="unit.id")
    code: str = Field(sa_type=TEXT)


class KpiState(Dated, table=True):
    """What a KPI is from a month on: the goal that it leads to, and how, from where and until when it is measured.

    What the gate of a position's set asks for may be missing until then. `closes_on_day`: of the following month, when
    its numbers are final. `evidence`: what must stand behind a result, where anything must.
    """

    __tablename__ = "kpi_state"
    __table_args__ = (
        UniqueConstraint("kpi_id", "effective_from"),
        CheckConstraint(f"direction in {DIRECTIONS}", name="direction_known"),
        CheckConstraint(f"missing_data in {MISSING_DATA}", name="missing_data_known"),
        CheckConstraint("closes_on_day between 1 and 28", name="closes_in_the_following_month"),
        CheckConstraint(WHOLE_ACT, name="act_is_whole"),
    )

    kpi_id: UUID = Field(foreign_key="kpi.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    title: str = Field(sa_type=TEXT)
    policy_goal_id: UUID = Field(foreign_key="policy_goal.id", index=True)
    measure: str = Field(sa_type=TEXT)
    unit_of_measure: str | None = Field(default=None, sa_type=TEXT)
    direction: str | None = Field(default=None, sa_type=WORD)
    formula: str | None = Field(default=None, sa_type=TEXT)
    denominator: str | None = Field(default=None, sa_type=TEXT)
    data_source: str | None = Field(default=None, sa_type=TEXT)
    closes_on_day: int | None = None
    missing_data: str | None = Field(default=None, sa_type=WORD)
    evidence: str | None = Field(default=None, sa_type=TEXT)
    closed: bool = False
    act_number: str | None = Field(default=None, sa_type=TEXT)
    act_dated_on: date | None = None
    act_issuer: str | None = Field(default=None, sa_type=TEXT)

    @property
    def ended(self) -> bool:
        """Whether nothing becomes of it any more."""
        return self.closed


class PositionKpi(SQLModel, table=True):
    """The positions that a KPI was ever bound to: a result outside of them cannot be written."""

    __tablename__ = "position_kpi"

    position_id: UUID = Field(foreign_key="position.id", primary_key=True)
    kpi_id: UUID = Field(foreign_key="kpi.id", primary_key=True, index=True)


class PositionKpiState(Dated, table=True):
    """Whether a KPI is bound to a position from a month on. A pair without any was loaded, and always is."""

    __tablename__ = "position_kpi_state"
    __table_args__ = (
        UniqueConstraint("position_id", "kpi_id", "effective_from"),
        ForeignKeyConstraint(["position_id", "kpi_id"], ["position_kpi.position_id", "position_kpi.kpi_id"]),
        CheckConstraint(WHOLE_ACT, name="act_is_whole"),
    )

    position_id: UUID
    kpi_id: UUID
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    bound: bool
    act_number: str | None = Field(default=None, sa_type=TEXT)
    act_dated_on: date | None = None
    act_issuer: str | None = Field(default=None, sa_type=TEXT)


class KpiSet(Dated, table=True):
    """The KPIs of a position, active from a month on: each was bound to it, led to a published goal, was measurable."""

    __tablename__ = "kpi_set"
    __table_args__ = (
        UniqueConstraint("position_id", "effective_from"),
        CheckConstraint(WHOLE_ACT, name="act_is_whole"),
    )

    position_id: UUID = Field(foreign_key="position.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    act_number: str | None = Field(default=None, sa_type=TEXT)
    act_dated_on: date | None = None
    act_issuer: str | None = Field(default=None, sa_type=TEXT)


class KpiSetKpi(SQLModel, table=True):
    """A KPI of a set."""

    __tablename__ = "kpi_set_kpi"

    kpi_set_id: UUID = Field(foreign_key="kpi_set.id", primary_key=True)
    kpi_id: UUID = Field(foreign_key="kpi.id", primary_key=True, index=True)


class Product(Identified, table=True):
    """A standard work product of the catalogue, in one of at most five complexity groups (Decree 335 art. 13)."""

    __tablename__ = "product"
    __table_args__ = (
        UniqueConstraint("id", "kpi_id"),
        CheckConstraint("complexity_group between 1 and 5", name="five_complexity_groups"),
    )

    code: str = Field(sa_type=TEXT, unique=True)
    title: str = Field(sa_type=TEXT)
    kpi_id: UUID = Field(foreign_key="kpi.id", index=True)
    complexity_group: int


class ProductCoefficient(Dated, table=True):
    """How a product converts to the standard product from a day on: k, in hundredths."""

    __tablename__ = "product_coefficient"
    __table_args__ = (
        UniqueConstraint("product_id", "effective_from"),
        CheckConstraint("coefficient_hundredths > 0", name="coefficient_positive"),
    )

    product_id: UUID = Field(foreign_key="product.id")
    coefficient_hundredths: int
    source: str = Field(sa_type=TEXT)
