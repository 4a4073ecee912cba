"""Changes of one row, as its subscriber may see them: rights and token are asked anew before each is told."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from authlib.oauth2.rfc6750 import InvalidTokenError

from api.graphql.context import Context
from api.graphql.reads.read_field import UnreadRow
from domain.database.errors import refusal_from
from domain.database.sessions import ReadSession
from domain.errors import Forbidden, NotFound, Unavailable
from domain.language.text import Text

# A notice may be lost, and a right or a token ends without one.
LOOK_AGAIN_SECONDS = 15.0
TOKEN_ENDED = "Your token does not count any more: sign in again, and subscribe anew."  # noqa: S105 - a sentence
RIGHTS_ENDED = "You may not see this any more, and nothing more is told. Ask whoever grants rights there."
NOT_THERE = "There is no {noun} for you to see. Take its `id` from a list that you read."


@dataclass(frozen=True, slots=True)
class Followed:
    """A kind of row that can be followed.

    `version_of`: the version of one as the session may see it, None when it may not. `channel`: on which the database
    notes that one changed, by its id. `noun`: what refusals call it.
    """

    kind: str
    noun: str
    channel: str
    version_of: Callable[[ReadSession, UUID], Awaitable[int | None]]

    def missing(self) -> NotFound:
        """Why one that cannot be seen is not followed."""
        return NotFound(f"{self.noun.replace(' ', '_')}_not_found", NOT_THERE, "id", noun=Text(self.noun))


async def changes(context: Context, of: Followed, id_: UUID) -> AsyncGenerator[UnreadRow, None]:
    """The row as it is, and again whenever its version is another one; each is read like any other.

    Raises Forbidden (`unauthenticated`, `invalid_token`, `rights_ended`), NotFound when it cannot be seen from the
    beginning, Conflict when the account has too many subscriptions.
    """
    actor, subscriptions = context.signed_in, context.server.subscriptions
    notices = subscriptions.notices(context.database, of.channel)
    with subscriptions.place(actor), notices.of(str(id_)) as changed:
        told: int | None = None
        while True:
            changed.clear()
            with suppress(Unavailable):  # what is away may come back: the subscriber waits with us
                version = await _version(context, of, id_)
                if version is None:
                    raise of.missing() if told is None else Forbidden("rights_ended", RIGHTS_ENDED)
                if version != told:
                    told = version
                    yield UnreadRow(of.kind, id_)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN_SECONDS):
                    await changed.wait()


async def _version(context: Context, of: Followed, id_: UUID) -> int | None:
    try:
        await context.sign_in_again()
        async with context.database.reading(context.signed_in) as session:
            return await of.version_of(session, id_)
    except InvalidTokenError as error:
        raise Forbidden("invalid_token", TOKEN_ENDED) from error
    except Exception as error:
        known = refusal_from(error)
        if known is None:
            raise
        raise known from error
