"""The offices of an administration with the rights that the demo gives them: `hr`, `finance`, `assessor`, others."""

from uuid import UUID

from demo import sources
from domain.actor import Actor
from domain.database.sessions import WriteSession
from tests.given import access

# The system's own, the first giver of rights, and whoever is an employee and no office.
OTHERS = {"admin", "employee"}


async def offices(session: WriteSession, unit_id: UUID, one_commune: UUID) -> dict[str, Actor]:
    """Each office by its name, with its rights on a unit and all below it, or on the one commune only."""
    admin = await access.administrator(session, unit_id)
    who = {"admin": admin}
    for name, each in sources.read("rights")["accounts"].items():
        if name not in OTHERS:
            who[name] = await access.account(session, name, unit_id)
            where = one_commune if each.get("confined") else unit_id
            await access.may(session, admin, who[name], each["verbs"], where)
    return who
