"""Rows of a table as they are hashed: which columns, in which order, each under the name of its kind."""

from typing import Any, NamedTuple

from domain.audit.hashing import canonical, merkle

JSON = ("models", "versions", "parameters")


class Rows(NamedTuple):
    """The rows of one table that belong to the key $1: their columns, where they stand, and their order."""

    kind: str
    fields: tuple[str, ...]
    where: str

    @property
    def sql(self) -> str:
        """The statement that reads them; JSON comes as the bytes that were stored."""
        columns = (f"t.{name}::text" if name in JSON else f"t.{name}" for name in self.fields)
        return f"select {', '.join(columns)} from {self.where}"  # noqa: S608 - names of ours


async def leaves(connection: Any, rows: Rows, key: Any) -> list[bytes]:
    """The leaf of each row that belongs to `key`, read from an asyncpg connection."""
    found = await connection.fetch(rows.sql, key)
    return merkle.leaves(canonical.record(rows.kind, row, rows.fields) for row in found)
