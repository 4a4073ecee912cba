"""Golden statements: the SQL of typical documents, kept beside them. `python -m tests.golden` writes it anew."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from api.graphql.context import Context, Server
from api.graphql.reads.read_field import PLANS
from api.graphql.reads.statement_cache import Plans
from api.schema import schema
from domain.actor import Actor
from domain.database.sessions import Database

FOLDER = Path(__file__).parent
READER = Actor(UUID(int=1), "reader")
VARIABLES: Mapping[str, Mapping[str, Any]] = {
    "filtered_page": {"unit": f"Unit_{UUID(int=2)}", "year": 2026, "after": None},
    "node_with_fragments": {"id": f"PayRun_{UUID(int=3)}"},
    "one_person": {"id": f"Employee_{UUID(int=4)}", "money": True},
    "search_and_totals": {"name": "nguyễn", "year": 2026},
}
# A line for each part of a statement: nothing of what a client sent stands inside, whose blanks would count.
BROKEN, BEGINNING = re.compile(r"\s*\n\s*"), re.compile(r"(?<=\()(?=SELECT )")
TEXTS = {path.stem: path.read_text() for path in sorted(FOLDER.glob("*.graphql"))}


class Recording:
    """Stands for the database and keeps the statements that it is asked."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    async def read_json(self, _: Actor, sql: str, __: list[Any], ___: str) -> None:
        """Keep the statement; there is no row."""
        self.statements.append(sql)


async def statements(name: str) -> str:
    """The SQL that the document of this name leads to, a line for each of its parts."""
    server, database = Server("development"), Recording()
    server.database = cast(Database, database)
    before, PLANS.kept = PLANS.kept, Plans().kept
    try:
        await schema.execute(TEXTS[name], dict(VARIABLES.get(name, {})), Context(server, READER))
    finally:
        PLANS.kept = before
    return "".join(f"{BEGINNING.sub(chr(10), BROKEN.sub(chr(10), sql))};\n" for sql in database.statements)
