"""Who has an account, which verbs it holds, and what it chose for itself."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from domain.access.tables import Account, Preference
from domain.actor import Actor
from domain.database.sessions import Database, ReadSession, WriteSession
from domain.errors import Forbidden
from domain.language.rights import named
from domain.language.text import Language
from domain.locking import seen
from domain.reading.ids import global_id

# Whoever finds a page left open, or a token that was copied, can read with it: nobody approves with it.
FRESH = timedelta(minutes=5)


async def account_of(database: Database, subject: str) -> Actor | None:
    """The account of a subject that sign-in has proven; None for a stranger. Raises Forbidden (`account_closed`)."""
    async with database.reader() as connection:
        found = await connection.fetchrow("select * from meritgrid_account($1)", subject)
    if found is None:
        return None
    if found["closed_on"] is not None:
        raise Forbidden(
            "account_closed",
            "Your account was closed on {day}. Ask whoever grants access to open it again (reopenAccount).",
            day=found["closed_on"],
        )
    return Actor(found["id"], found["name"], found["reads"], is_program=found["is_program"])


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
            "You lack the right to {right} on {unit} today. Ask whoever grants rights there.",
            "unitId",
            right=named(verb),
            unit=global_id("Unit", unit_id),
        )


def refuse_to_approve(actor: Actor, now: datetime) -> None:
    """Raise Forbidden unless a person acts who has just proved who they are (`service_account`, `sign_in_too_old`).

    Of what lets money, a rule or a right take effect: approving a pay run or withdrawing that, publishing, granting.
    """
    if actor.is_program:
        raise Forbidden(
            "service_account",
            "This is the account of a program, which approves nothing: a person with the right must do it.",
        )
    minutes = int(FRESH.total_seconds() // 60)
    if actor.signed_in_at is None:
        raise Forbidden(
            "sign_in_too_old",
            "Whoever approves has signed in within the last {minutes} minutes, and your token does not say when you"
            " did. Sign in on the pages, or have the provider put auth_time into its tokens. Nothing was done.",
            minutes=minutes,
        )
    if now - actor.signed_in_at > FRESH:
        raise Forbidden(
            "sign_in_too_old",
            "Whoever approves has signed in within the last {minutes} minutes; you did {ago} minutes ago. Nothing was"
            " done: sign in again, or get a new token (in a trial: `meritgrid token`), and send this again.",
            minutes=minutes,
            ago=int((now - actor.signed_in_at).total_seconds() // 60),
        )


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
