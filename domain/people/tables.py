"""Employees, the positions they hold, the grade and step they are paid by."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Computed, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field

from domain.database.tables import MONEY, TEXT, WORD, Dated, Identified
from domain.facts.grains.people import LEAVES
from domain.people.allowances.kinds import KINDS
from domain.people.names import SEARCH_WORDS, SORT_KEY

# What says so is cited in whole; what was loaded and not decided here has none.
WHOLE_ACT = "num_nulls(act_number, act_dated_on, act_issuer) in (0, 3)"


class Employee(Identified, table=True):
    """A person on a pay list. `unit_id`: the unit that keeps the file, until it `moves_to` another one, if it does.

    `name_words` and `name_sort_key` are the database's: it computes them from `full_name`.
    """

    __tablename__ = "employee"
    __table_args__ = (
        Index("ix_employee_unit_id_name_sort_key_code", "unit_id", "name_sort_key", "code"),
        Index("ix_employee_name_sort_key_code", "name_sort_key", "code"),
        Index("ix_employee_joined_on", "joined_on"),
        Index("ix_employee_name_words", "name_words", postgresql_using="gin"),
        Index("ix_employee_code_beginning", "code", postgresql_ops={"code": "text_pattern_ops"}),
        Index("ix_employee_moves_to", "moves_to", postgresql_where=text("moves_to is not null")),
        Index("ix_employee_born_on", "born_on"),
        CheckConstraint("num_nulls(moves_to, moves_on) in (0, 2)", name="moves_on_a_day"),
    )

    code: str = Field(sa_type=TEXT, unique=True)
    full_name: str = Field(sa_type=TEXT)
    born_on: date
    joined_on: date
    unit_id: UUID = Field(foreign_key="unit.id")
    moves_to: UUID | None = Field(default=None, foreign_key="unit.id")
    moves_on: date | None = None
    name_words: str = Field(
        default=None, sa_column=Column(TSVECTOR, Computed(SEARCH_WORDS, persisted=True), nullable=False)
    )
    name_sort_key: str = Field(
        default=None,
        sa_column=Column(Text(collation="C"), Computed(SORT_KEY, persisted=True), nullable=False),
    )

    def kept_by(self, day: date) -> UUID:
        """The unit that keeps the file on a day from today on."""
        moved = self.moves_to is not None and self.moves_on is not None and self.moves_on <= day
        return self.moves_to if moved and self.moves_to is not None else self.unit_id


class Occupancy(Dated, table=True):
    """Who holds which position from a day on; no position: the person has left.

    `seconded`: for a time, while another unit keeps the file.
    """

    __tablename__ = "occupancy"
    __table_args__ = (
        UniqueConstraint("employee_id", "effective_from"),
        CheckConstraint("share_bp between 1 and 10000", name="share_of_a_full_post"),
        CheckConstraint(WHOLE_ACT, name="act_is_whole"),
    )

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    position_id: UUID | None = Field(default=None, foreign_key="position.id", index=True)
    share_bp: int = 10_000
    acting: bool = False
    seconded: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    act_number: str | None = Field(default=None, sa_type=TEXT)
    act_dated_on: date | None = None
    act_issuer: str | None = Field(default=None, sa_type=TEXT)


class GradeHolding(Dated, table=True):
    """The grade and step a person is paid by from a day on; `step_since` counts towards the next step."""

    __tablename__ = "grade_holding"
    stem, noun = "grade", "grade holding"
    __table_args__ = (
        UniqueConstraint("employee_id", "effective_from"),
        Index("ix_grade_holding_step", "salary_step_id", "employee_id", "effective_from"),
    )

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    salary_step_id: UUID = Field(foreign_key="salary_step.id")
    step_since: date


class ContractPay(Dated, table=True):
    """What somebody on a labour contract is paid a month from a day on, in dong and by no grade."""

    __tablename__ = "contract_pay"
    __table_args__ = (
        UniqueConstraint("employee_id", "effective_from"),
        CheckConstraint("monthly_vnd > 0", name="pays_something"),
        CheckConstraint(WHOLE_ACT, name="act_is_whole"),
    )

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    monthly_vnd: int = Field(sa_type=MONEY)
    act_number: str | None = Field(default=None, sa_type=TEXT)
    act_dated_on: date | None = None
    act_issuer: str | None = Field(default=None, sa_type=TEXT)


class Allowance(Dated, table=True):
    """An allowance of a kind from a day on, in the unit of its kind; 0 ends it. Of leadership: which leading post."""

    __tablename__ = "allowance"
    __table_args__ = (
        UniqueConstraint("employee_id", "kind", "effective_from"),
        CheckConstraint(f"kind in {KINDS}", name="kind_known"),
        CheckConstraint("value >= 0", name="value_is_none_or_more"),
        CheckConstraint(
            "(leadership_code is not null) = (kind = 'leadership_code' and value > 0)",
            name="code_is_of_leadership",
        ),
        CheckConstraint(WHOLE_ACT, name="act_is_whole"),
    )

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    kind: str = Field(sa_type=WORD)
    value: int
    leadership_code: str | None = Field(default=None, sa_type=TEXT)
    act_number: str | None = Field(default=None, sa_type=TEXT)
    act_dated_on: date | None = None
    act_issuer: str | None = Field(default=None, sa_type=TEXT)


class Leave(Dated, table=True):
    """A leave from a day until another: the first day back, or none while nobody knows it. No two share a day."""

    __tablename__ = "leave"
    __table_args__ = (
        UniqueConstraint("employee_id", "effective_from"),
        CheckConstraint(f"kind in {LEAVES}", name="kind_known"),
        CheckConstraint("effective_until > effective_from", name="ends_after_it_begins"),
        CheckConstraint(WHOLE_ACT, name="act_is_whole"),
    )

    employee_id: UUID = Field(foreign_key="employee.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    kind: str = Field(sa_type=WORD)
    effective_until: date | None = None
    act_number: str | None = Field(default=None, sa_type=TEXT)
    act_dated_on: date | None = None
    act_issuer: str | None = Field(default=None, sa_type=TEXT)
