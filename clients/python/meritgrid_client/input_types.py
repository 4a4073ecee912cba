from datetime import date
from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import PayRunKind, PayRunState, Period, WorkKind


class ApprovePayRunInput(BaseModel):
    """What is to be done."""

    id: str
    "The run."
    version: int
    "The version you decide on; refused when there is a newer one."
    reason: str
    "Why, for the trail."
    idempotency_key: str = Field(alias="idempotencyKey")
    "Any text of your own, new for each decision. The same key with the same input does nothing and answers the same row, as it is now; with another input it is refused."


class DateRange(BaseModel):
    """Days from one to another, both included."""

    from_: Optional[date] = Field(alias="from", default=None)
    "Not before this day."
    to: Optional[date] = None
    "Not after this day."


class EmployeeFilter(BaseModel):
    """Which people."""

    unit_ids: Optional[list[str]] = Field(alias="unitIds", default=None)
    "Only of exactly these units."
    subtree_of: Optional[str] = Field(alias="subtreeOf", default=None)
    "Only of this unit and all units below it."
    codes: Optional[list[str]] = None
    "Only those with these codes."
    code_prefix: Optional[str] = Field(alias="codePrefix", default=None)
    "Only codes that begin with this."
    search: Optional[str] = None
    "Only people whose code begins with this, or whose name contains it."
    position_ids: Optional[list[str]] = Field(alias="positionIds", default=None)
    "Only who holds one of these positions today."
    salary_step_ids: Optional[list[str]] = Field(alias="salaryStepIds", default=None)
    "Only who is paid by one of these cells of the salary grid today."
    has_position: Optional[bool] = Field(alias="hasPosition", default=None)
    "Only people who hold a position today, or only those who hold none."
    has_grade: Optional[bool] = Field(alias="hasGrade", default=None)
    "Only people who have a grade today, or only those who have none."
    assessed: Optional["PeriodInput"] = None
    "Only people who have an assessment of this period."
    unassessed: Optional["PeriodInput"] = None
    "Only people who have no assessment of this period."
    joined_on: Optional["DateRange"] = Field(alias="joinedOn", default=None)
    "Only who joined public service on these days."


class PayRunFilter(BaseModel):
    """Which pay runs."""

    unit_ids: Optional[list[str]] = Field(alias="unitIds", default=None)
    "Only of exactly these units."
    subtree_of: Optional[str] = Field(alias="subtreeOf", default=None)
    "Only of this unit and all units below it."
    kinds: Optional[list[PayRunKind]] = None
    "Only of these kinds."
    years: Optional[list[int]] = None
    "Only of these calendar years."
    period_start: Optional["DateRange"] = Field(alias="periodStart", default=None)
    "Only for periods that begin on these days."
    states: Optional[list[PayRunState]] = None
    "Only runs so far."


class PeriodInput(BaseModel):
    """A period, by its length and its first day."""

    period: Period
    "How long it is."
    start: date
    "Its first day; another day of it is refused."


class RecordResultsInput(BaseModel):
    """What is to be done."""

    results: list["ResultInput"]
    "The results."
    idempotency_key: str = Field(alias="idempotencyKey")
    "Any text of your own, new for each decision. The same key with the same input does nothing and answers the same row, as it is now; with another input it is refused."


class ResultInput(BaseModel):
    """What came of one product of one person in one month."""

    employee_id: str = Field(alias="employeeId")
    "The person."
    product_id: str = Field(alias="productId")
    "The product; its KPI must suit the post that the person held on the month's first day."
    month: date
    "The month, by its first day."
    assigned: int
    "How many were assigned; 0 for work taken over or ad hoc."
    completed: int
    "How many were completed: of what was assigned, no more than that."
    quality_failures: Optional[int] = Field(alias="qualityFailures", default=None)
    "How many checks of their content failed. Left out it is 0 of a new result, and of a change what it was."
    delays: Optional[int] = None
    "How many delays there were. Left out it is 0 of a new result, and of a change what it was."
    source_system: str = Field(alias="sourceSystem")
    "The system that counted."
    evidence: Optional[str] = None
    "Where to look it up. Left out of a change it stays as it was; an empty text takes it away."
    kind: WorkKind = WorkKind.ASSIGNED
    "How the person came by the work; each kind is a result of its own."
    expected_version: Optional[int] = Field(alias="expectedVersion", default=None)
    "The version of the result to change; none for a new one."


EmployeeFilter.model_rebuild()
PayRunFilter.model_rebuild()
RecordResultsInput.model_rebuild()
