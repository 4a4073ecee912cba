"""Reads facts of chosen people: of a unit and all below it, or of one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import polars as pl
from sqlalchemy import text

from domain.database.sessions import ReadSession
from domain.facts import columnar
from domain.facts.fact import Fact, FactColumn
from domain.facts.grains.people import EMPLOYEE
from domain.facts.period import Period

# From so many people on a table is read through once instead of looked up person by person.
MANY = 5_000
# $1 whose (an id, or several), $2 the first day, $3 the day after the last, $4 the kind of period.
_ASKED = "asked as (select $1::{subject}, $2::date, $3::date, $4::text)"
_OF_A_UNIT = (
    "post as materialized (select * from paid_from($1, $2, $3)),"
    " chosen as materialized (select distinct employee_id from post)"
)
_OF_A_PERSON = "chosen as (select $1 as employee_id)"
_OF_PEOPLE = "chosen as materialized (select unnest($1) as employee_id)"
_HELD = "held as (select position_id from occupancy where employee_id in (select employee_id from chosen))"
_HOW_MANY = text("""
    select not exists (select from unit where id not in (select unit_id from unit_closure where ancestor_id = :unit)),
           (select count(*) from occupancy where unit_id in (
               select unit_id from unit_closure where ancestor_id = :unit))
""")
# How much there is to read for the people of a unit, whoever may read it, and how many of the posts can be read: these
# are counted row by row, since a hidden one would be taken for a longer one before it. Null: nothing of it is hidden.
IN_FULL = Fact(
    "inputs in full",
    "pay_inputs_in_full($1, $2, $3, $4)",
    (),
    (
        *(FactColumn(name, "number", "rows", empty=True) for name in ("people", "posts", "grades")),
        *(FactColumn(name, "number", "rows", empty=True) for name in ("results", "assessments", "findings")),
        FactColumn(
            "posts_read",
            "number",
            "rows",
            sql="case when posts is not null then"
            " (select count(*) from occupancy where id in (select occupancy_id from post)) end::int",
            empty=True,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose facts: `who` is SQL of `chosen` (employee_id); `whole`: everybody's, `many`: better read through."""

    who: str
    subject: UUID | Sequence[UUID]
    whole: bool = False
    many: bool = False

    def condition(self, fact: Fact) -> str:
        """Which rows of a fact are theirs."""
        if self.whole and fact is not EMPLOYEE:
            return ""
        among = "employee_id from chosen" if fact.whose == "people" else "position_id from held"
        asked = f"{fact.by} in (select {among})"
        return f"({asked}) is true" if self.many else asked


def of_person(employee_id: UUID) -> Chosen:
    """One person."""
    return Chosen(_OF_A_PERSON, employee_id)


def of_people(people: Sequence[UUID]) -> Chosen:
    """Some people, whom the caller knows."""
    return Chosen(_OF_PEOPLE, people, many=len(people) >= MANY)


async def of_unit(session: ReadSession, unit_id: UUID) -> Chosen:
    """All who are paid from the period by a unit or one below, for whoever may make runs or open funds there."""
    whole, people = (await session.execute(_HOW_MANY, {"unit": unit_id})).one()
    return Chosen(_OF_A_UNIT, unit_id, whole, people >= MANY)


async def read(
    session: ReadSession, chosen: Chosen, period: Period, facts: tuple[Fact, ...]
) -> Mapping[str, pl.DataFrame]:
    """The facts by name, all of one state of the database, as the actor may see them."""
    return await columnar.read(session, _statement(chosen, facts), facts, _binds(chosen, period))


def _statement(chosen: Chosen, facts: tuple[Fact, ...]) -> str:
    packed = (
        columnar.packed(number, fact, fact.statement(chosen.condition(fact)))
        for number, fact in enumerate(facts)
    )
    asked = _ASKED.format(subject="uuid" if isinstance(chosen.subject, UUID) else "uuid[]")
    return f"with {asked}, {chosen.who}, {_HELD} {' union all '.join(packed)}"


def _binds(chosen: Chosen, period: Period) -> tuple[Any, ...]:
    return chosen.subject, period.start, period.after, period.kind
