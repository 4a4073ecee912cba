"""Taking back the draft of a regulation: it binds nobody yet, and may be one that cannot be published."""

from uuid import UUID

from sqlalchemy import text

from domain.actor import Actor
from domain.audit import service as audit
from domain.database.sessions import WriteSession
from domain.errors import Conflict
from domain.locking import seen
from domain.reading.ids import global_id, id_of
from domain.regulations.service import stated
from domain.regulations.tables import Regulation


async def withdraw(session: WriteSession, actor: Actor, regulation_id: UUID, reason: str) -> UUID:
    """Remove a draft, whoever drafted it, and give the unit's id; the trail keeps what it said.

    Raises NotFound, Conflict (`already_published`); the database refuses whoever may not draft there.
    """
    draft = await seen(session, Regulation, regulation_id)
    if draft.published_by is not None:
        raise Conflict(
            "already_published", "It is published and binds its unit: draft another to change it.", "id"
        )
    before = {"title": draft.title, "drafted_by": global_id("Account", draft.drafted_by), **stated(draft)}
    # The database itself deletes, and only a draft: its role for us has no such right.
    session.expunge(draft)
    await session.execute(text("select withdraw_regulation(:draft)"), {"draft": regulation_id})
    await audit.tell(
        session,
        actor,
        "regulation.withdrawn",
        id_of(draft),
        unit_id=draft.unit_id,
        before=before,
        reason=reason,
    )
    return draft.unit_id
