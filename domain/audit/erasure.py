"""Erases what can be proven of a person: their secret is deleted, and the trail tells of it."""

from typing import Any
from uuid import UUID

from domain.errors import NotFound
from domain.reading.ids import global_id

_ERASE = """
    with said as materialized (select set_config('meritgrid.reason', $2, true))
    update secret set inner_key = null, outer_key = null from said where owner_id = $1 and inner_key is not null
    returning owner_id
"""


async def erase(connection: Any, employee_id: UUID, reason: str) -> None:
    """Delete the secret of an employee on an asyncpg connection of the database's owner.

    The database tells `secret.erased` with the reason. It cannot be undone. Raises NotFound (`secret_not_found`) for
    whoever has none, and what the database raises for the administration's.
    """
    if await connection.fetchval(_ERASE, employee_id, reason) is None:
        name = global_id("Employee", employee_id)
        raise NotFound(
            "secret_not_found",
            "{name} has no secret: it is no employee, or one who is erased already.",
            name=name,
        )
