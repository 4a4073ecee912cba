"""Policy goals, the KPIs tied to them, the positions they suit, the products that are counted."""

from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from domain.database.tables import TEXT, Dated, Identified


class PolicyGoal(Identified, table=True):
    """A public policy goal and the document that states it."""

    __tablename__ = "policy_goal"

    code: str = Field(sa_type=TEXT, unique=True)
    title: str = Field(sa_type=TEXT)
    document: str = Field(sa_type=TEXT)


class Kpi(Identified, table=True):
    """Tied to a goal, measured in a stated way from a stated source: none of the three may be missing."""

    __tablename__ = "kpi"

    code: str = Field(sa_type=TEXT, unique=True)
    title: str = Field(sa_type=TEXT)
    policy_goal_id: UUID = Field(foreign_key="policy_goal.id", index=True)
    measure: str = Field(sa_type=TEXT)
    data_source: str = Field(sa_type=TEXT)


class PositionKpi(SQLModel, table=True):
    """The positions a KPI is suited to: a result outside of them cannot be written."""

    __tablename__ = "position_kpi"

    position_id: UUID = Field(foreign_key="position.id", primary_key=True)
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
