"""The score of a period, and findings that decide a class whatever the score."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from domain.database.tables import MOMENT, TEXT, WORD, Identified, Versioned
from domain.facts.period import KINDS as PERIODS

STATES = ("proposed", "confirmed")
# What may be found of those who lead (Decree 335/2025 art. 15); none for who leads nobody, and but for months.
FIELD_RESULTS = ("none", "all_completed", "someone_not_completed")
ORGANISING = ("none", "with_initiatives", "without_initiatives", "short_delay", "prolonged_delay")
UNITING = ("none", "united", "short_conflict", "prolonged_conflict")


class Assessment(Versioned, table=True):
    """A person's score of one period, as the scoring model computed it from results and general points."""

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("employee_id", "period", "period_start"),
        Index("ix_assessment_unit_id_period_period_start", "unit_id", "period", "period_start"),
        Index("ix_assessment_period_score", "period", "score_hundredths"),
        Index(
            "ix_assessment_proposed",
            "employee_id",
            "period",
            "period_start",
            postgresql_where=text("state = 'proposed'"),
        ),
        CheckConstraint(f"period in {PERIODS}", name="period_known"),
        CheckConstraint(f"state in {STATES}", name="state_known"),
        CheckConstraint("score_hundredths between 0 and 10000", name="score_of_a_hundred_points"),
        CheckConstraint("general_points_hundredths between 0 and 3000", name="general_points_of_thirty"),
        CheckConstraint(f"field_result in {FIELD_RESULTS}", name="field_result_known"),
        CheckConstraint(f"organising in {ORGANISING}", name="organising_known"),
        CheckConstraint(f"uniting in {UNITING}", name="uniting_known"),
        CheckConstraint(
            "(field_result = 'none') = (organising = 'none') and (organising = 'none') = (uniting = 'none')",
            name="leads_in_all_or_nothing",
        ),
        CheckConstraint("period = 'month' or field_result = 'none'", name="leads_in_a_month"),
        CheckConstraint("(state = 'confirmed') = (confirmed_by is not null)", name="confirmed_by_someone"),
        CheckConstraint("confirmed_by not in (assessed_by, employee_id)", name="confirmed_by_another"),
    )

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id")
    position_id: UUID | None = Field(default=None, foreign_key="position.id")
    period: str = Field(sa_type=WORD)
    period_start: date
    general_points_hundredths: int
    field_result: str = Field(default="none", sa_type=WORD, sa_column_kwargs={"server_default": "none"})
    organising: str = Field(default="none", sa_type=WORD, sa_column_kwargs={"server_default": "none"})
    uniting: str = Field(default="none", sa_type=WORD, sa_column_kwargs={"server_default": "none"})
    quantity_bp: int
    quality_bp: int
    progress_bp: int
    task_points_hundredths: int
    score_hundredths: int
    months: int
    model_id: str = Field(sa_type=TEXT)
    model_version: str = Field(sa_type=TEXT)
    parameters_hash: str = Field(sa_type=TEXT)
    state: str = Field(default="proposed", sa_type=WORD)
    assessed_by: UUID
    confirmed_by: UUID | None = None
    confirmed_at: datetime | None = Field(default=None, sa_type=MOMENT)


class ConductFinding(Identified, table=True):
    """A competent body's conclusion that makes a year "not completed" whatever the score (art. 20)."""

    __tablename__ = "conduct_finding"

    employee_id: UUID = Field(foreign_key="employee.id", index=True)
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    year: int
    finding: str = Field(sa_type=TEXT)
    document: str = Field(sa_type=TEXT)
