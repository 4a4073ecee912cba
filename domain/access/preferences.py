"""Preferences: what an account chose for itself."""

from sqlalchemy.dialects.postgresql import insert

from domain.access.tables import Account, Preference
from domain.actor import Actor
from domain.database.sessions import WriteSession
from domain.language.text import Language
from domain.locking import seen


async def set_language(session: WriteSession, actor: Actor, language: Language | None) -> Account:
    """Have the actor's own answers come in a language; None leaves it to what each request asks for.

    No event tells of it: it changes what they read, and nobody's pay, score or right.
    """
    chosen = insert(Preference).values(account_id=actor.id, language=language)
    await session.execute(
        chosen.on_conflict_do_update(
            index_elements=["account_id"], set_={"language": chosen.excluded.language}
        )
    )
    return await seen(session, Account, actor.id)
