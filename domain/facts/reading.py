"""Reads facts of chosen people: of a unit and all below it, or of one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import polars as pl
from sqlalchemy import text

from domain.database.sessions import ReadSession
from domain.facts import columnar
from domain.facts.fact import Fact
from domain.facts.period import Period

# From so many people on a table is read through once instead of looked up person by person.
MANY = 5_000
# $1 the unit, $2 the first day, $3 the day after the last. A month is of the post held on its first day.
_OF_A_UNIT = """
    select distinct employee_id from occupancy
    where effective_from < $3
      and position_id in (select id from position where unit_id in (
          select unit_id from unit_closure where ancestor_id = $1))
"""
_OF_A_PERSON = "select $1 as employee_id"
_HELD = "select position_id from occupancy where employee_id in (select employee_id from chosen)"
_HOW_MANY = text("""
    select not exists (select from unit where id not in (select unit_id from unit_closure where ancestor_id = :unit)),
           (select count(*) from occupancy where unit_id in (
               select unit_id from unit_closure where ancestor_id = :unit))
""")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose facts: `who` is SQL that gives their `employee_id`; `whole`: everybody's, `many`: better read through."""

    who: str
    subject: UUID
    whole: bool = False
    many: bool = False

    def condition(self, fact: Fact) -> str:
        """Which rows of a fact are theirs."""
        if self.whole:
            return ""
        among = "employee_id from chosen" if fact.whose == "people" else "position_id from held"
        asked = f"{fact.by} in (select {among})"
        return f"({asked}) is true" if self.many else asked


def of_person(employee_id: UUID) -> Chosen:
    """One person."""
    return Chosen(_OF_A_PERSON, employee_id)


async def of_unit(session: ReadSession, unit_id: UUID) -> Chosen:
    """Everybody who held a post in a unit or below it before the period ended."""
    whole, people = (await session.execute(_HOW_MANY, {"unit": unit_id})).one()
    return Chosen(_OF_A_UNIT, unit_id, whole, people >= MANY)


async def read(
    session: ReadSession, chosen: Chosen, period: Period, facts: tuple[Fact, ...]
) -> Mapping[str, pl.DataFrame]:
    """The facts by name, all of one state of the database, as the actor may see them."""
    return await columnar.read(session, _statement(chosen, facts), facts, _binds(chosen, period))


def _statement(chosen: Chosen, facts: tuple[Fact, ...]) -> str:
    asked = "asked as (select $1::uuid, $2::date, $3::date, $4::text)"
    named = f"with {asked}, chosen as materialized ({chosen.who}), held as ({_HELD})"
    packed = (
        columnar.packed(number, fact, fact.statement(chosen.condition(fact)))
        for number, fact in enumerate(facts)
    )
    return f"{named} {' union all '.join(packed)}"


def _binds(chosen: Chosen, period: Period) -> tuple[Any, ...]:
    return chosen.subject, period.start, period.after, period.kind
