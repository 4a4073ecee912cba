"""Whoever has the password of the application's role does, as each actor, what the rules let and no more."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest

from domain import clock
from tests.api.who_may.matrix import RULES, YES, Row
from tests.api.who_may.worlds import PERSON, UNIT, WORLDS, row_of
from tests.api.who_may.writes import ROWS, WRITES
from tests.given import known

# A run is made of a thousand rows, which no one statement writes.
WITHOUT_SQL = {"createPayRun"}
STATES = [
    (subject, state)
    for subject, states in RULES.states.items()
    for state in states
    if not WITHOUT_SQL.issuperset(RULES.of(subject))
]


async def by_sql(connection: Any, actor: str, mutation: str, row: UUID) -> tuple[bool, str]:
    """Whether the write of a mutation changes its row for an actor, before it is taken back; and what was said."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        settings = "select set_config('meritgrid.actor', $1, true), set_config('meritgrid.day', $2, true)"
        await connection.execute(settings, actor, clock.today().isoformat())
        done = await connection.execute(WRITES[mutation], UUID(actor), row)
        return done.split()[-1] == "1", done
    except asyncpg.PostgresError as error:
        return False, str(error)
    finally:
        await transaction.rollback()


def allowed(mutation: str, subject: str, state: str, role: str) -> bool:
    """Whether the rules let a role write what the mutation writes, by it or by another one that writes the same."""
    ways = [mutation, *RULES.same_write.get(mutation, ())]
    return any(RULES.cell(Row(way, subject, state), role, state_of=mutation) == YES for way in ways)


async def row_for(owner: Any, mutation: str, sent: dict[str, Any]) -> UUID:
    """The row that a write is about."""
    if mutation in ROWS:
        about = UNIT if mutation == "openBonusFunds" else PERSON
        return UUID(str(await owner.fetchval(ROWS[mutation], about)))
    return row_of(sent)


def test_every_mutation_of_a_state_has_its_write_in_sql():
    assert {mutation for subject in RULES.states for mutation in RULES.of(subject)} == {*WRITES, *WITHOUT_SQL}


@pytest.mark.parametrize(("subject", "state"), STATES, ids=lambda each: each)
async def test_sql_in_the_role_of_the_application_does_what_the_rules_let_and_no_more(
    world, server, clone, owner, subject, state
):
    inputs = await WORLDS[subject](world, state)
    connection = await asyncpg.connect(server.application_url(clone))
    expected, found = {}, {}
    for mutation in (each for each in RULES.of(subject) if each in WRITES):
        row = await row_for(owner, mutation, inputs[mutation])
        for role in (*RULES.roles, "stranger"):
            actor = str(known("account", role) if role != "employee" else known("employee", "A2"))
            expected[mutation, role] = role != "stranger" and allowed(mutation, subject, state, role)
            found[mutation, role] = await by_sql(connection, actor, mutation, row)
    await connection.close()

    assert {place: found[place] for place in expected if found[place][0] != expected[place]} == {}
