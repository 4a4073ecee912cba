"""What was assigned and what came of it: per person, product and month."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from domain.database.tables import TEXT, WORD, Versioned

KINDS = ("assigned", "handed_over", "taken_over", "ad_hoc")


class KpiResult(Versioned, table=True):
    """Counts of one product in one month. The KPI must suit the position and own the product.

    `kind`: how the person came by the work (Decree 335/2025 art. 18). Only work taken over or ad hoc is completed
    without having been assigned.
    """

    __tablename__ = "kpi_result"
    stem = "result"
    __table_args__ = (
        UniqueConstraint("employee_id", "month", "product_id", "kind"),
        Index("ix_kpi_result_unit_id_month", "unit_id", "month"),
        ForeignKeyConstraint(["position_id", "kpi_id"], ["position_kpi.position_id", "position_kpi.kpi_id"]),
        ForeignKeyConstraint(["product_id", "kpi_id"], ["product.id", "product.kpi_id"]),
        CheckConstraint("extract(day from month) = 1", name="month_by_its_first_day"),
        CheckConstraint(f"kind in {KINDS}", name="kind_known"),
        CheckConstraint(
            "case when kind in ('assigned', 'handed_over') then completed <= assigned else assigned = 0 end",
            name="completes_what_was_assigned",
        ),
        CheckConstraint(
            "least(assigned, completed, quality_failures, delays) >= 0", name="counts_not_negative"
        ),
    )

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id")
    position_id: UUID
    kpi_id: UUID
    product_id: UUID
    month: date
    kind: str = Field(default="assigned", sa_type=WORD, sa_column_kwargs={"server_default": "assigned"})
    assigned: int
    completed: int
    quality_failures: int = 0
    delays: int = 0
    source_system: str = Field(sa_type=TEXT)
    evidence: str | None = Field(default=None, sa_type=TEXT)


class Target(Versioned, table=True):
    """Work assigned to a person for a month: how many of a product, until when. Results are compared with it.

    `late_reason`: why it was assigned or changed after the month.
    """

    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint("employee_id", "month", "product_id"),
        Index("ix_target_unit_id_month", "unit_id", "month"),
        CheckConstraint("extract(day from month) = 1", name="month_by_its_first_day"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("due_on >= month", name="due_in_the_month_or_later"),
    )

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id")
    position_id: UUID = Field(foreign_key="position.id", index=True)
    product_id: UUID = Field(foreign_key="product.id", index=True)
    month: date
    quantity: int
    due_on: date
    late_reason: str | None = Field(default=None, sa_type=TEXT)
