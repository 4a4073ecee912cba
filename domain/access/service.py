"""Who has an account, and which verbs it holds."""

from uuid import UUID

from sqlalchemy import text

from domain.actor import Actor
from domain.database.sessions import Database, ReadSession
from domain.errors import Forbidden
from domain.reading.ids import global_id


async def account_of(database: Database, subject: str) -> Actor | None:
    """The account of a subject that sign-in has proven; None for a stranger."""
    async with database.reader() as connection:
        found = await connection.fetchrow("select id, name, reads from meritgrid_account($1)", subject)
    return None if found is None else Actor(found["id"], found["name"], found["reads"])


async def holds(session: ReadSession, actor: Actor, verb: str) -> bool:
    """Whether the actor holds the verb today on any unit at all; which ones, each row decides for itself."""
    statement = text("select exists (select from meritgrid_units(:actor, :verb))")
    return bool(await session.scalar(statement, {"actor": actor.id, "verb": verb}))


async def refuse_without(session: ReadSession, actor: Actor, verb: str, unit_id: UUID) -> None:
    """Raise Forbidden unless the actor holds the verb on the unit today; one that is not there is held by nobody."""
    statement = text("select :unit in (select meritgrid_units(:actor, :verb))")
    if not await session.scalar(statement, {"actor": actor.id, "verb": verb, "unit": unit_id}):
        raise Forbidden(
            "forbidden",
            "You lack the right `{verb}` on {unit} today. Ask whoever grants rights there.",
            "unitId",
            verb=verb,
            unit=global_id("Unit", unit_id),
        )
