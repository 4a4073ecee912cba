"""Salts of a run's leaves: asked of the database, which keeps the secrets that they are made with."""

from collections.abc import Sequence
from uuid import UUID

from domain.database import sessions
from domain.database.sessions import ReadSession


async def of_lines(session: ReadSession, run_id: UUID, people: Sequence[str]) -> list[bytes | None]:
    """The salt of each person's lines in a run, in their order; none for whom the secret is deleted.

    Raises what the database raises for whoever may neither make nor read nor simulate the run.
    """
    connection = await sessions.raw(session)
    salts: list[bytes | None] = await connection.fetchval("select line_salts($1, $2)", run_id, people)
    return salts
