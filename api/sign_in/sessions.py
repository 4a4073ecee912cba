"""Session cookies of the pages, and the CSRF token that goes with each: what a browser sends, and what it is worth."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response

from api.settings import Settings
from api.sign_in.tokens import unproven
from domain import clock
from domain.access.accounts import sessions
from domain.access.accounts.sessions import End, Limits, OpenSession
from domain.actor import Actor
from domain.database.sessions import Database
from domain.errors import Forbidden

CSRF_HEADER = "x-csrf-token"
# Fetch metadata: what a page of this site asks, and what somebody typed.
OUR_SITE = ("same-origin", "none")
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Sessions:
    """Sessions under a cookie. `secure`: only over TLS, by a name that no other host can set (`__Host-`)."""

    secure: bool
    limits: Limits

    @property
    def cookie(self) -> str:
        """The name of the cookie. Over plain HTTP, in development, some browsers keep no secure one."""
        return "__Host-meritgrid" if self.secure else "meritgrid"

    def secret(self, headers: Headers) -> str | None:
        """What the browser sends as its session, whatever it is worth."""
        return cookies(headers).get(self.cookie) or None

    async def find(self, headers: Headers, database: Database) -> OpenSession | None:
        """The open session of the cookie; None without one. Raises Forbidden for a page of another site."""
        if self.secret(headers) is None:
            return None
        refuse_other_sites(headers)
        return await self._open(headers, database)

    async def actor(self, headers: Headers, database: Database) -> Actor:
        """Whose session the cookie is, for a request that carries its CSRF token.

        Raises InvalidTokenError (`session_over`) for a session that is over, or was none; Forbidden as `confirm` does.
        """
        found = await self.find(headers, database)
        if found is None:
            raise unproven(
                Forbidden("session_over", "Your session is over. Sign in again, then go on where you are.")
            )
        self.confirm(headers)
        return found.actor

    def confirm(self, headers: Headers) -> None:
        """Raise Forbidden unless the request names the CSRF token of its own session."""
        said = headers.get(CSRF_HEADER)
        if said is None:
            raise Forbidden(
                "csrf_token",
                "A request with the cookie of a session also names the token of that session: send csrfToken of GET"
                " /session as X-CSRF-Token, or sign in with `Authorization: Bearer <token>`.",
            )
        if not hmac.compare_digest(said.encode(), csrf_token(self.secret(headers) or "").encode()):
            raise Forbidden(
                "other_session",
                "Somebody signed in anew in this browser since this page was opened. Nothing was done: load the page"
                " again, and look who is signed in.",
            )

    async def start(self, headers: Headers, database: Database, actor: Actor, signed_in_at: datetime) -> str:
        """Begin a session, and end the one that the browser had; gives its secret."""
        await self.end(headers, database, End.REPLACED)
        secret = secrets.token_urlsafe(SECRET_BYTES)
        async with database.writing(actor) as session:
            await sessions.start(session, _hashed(secret), signed_in_at, clock.now(), self.limits)
        return secret

    async def end(self, headers: Headers, database: Database, how: End) -> None:
        """End the session of the cookie, or all of its account (`SIGNED_OUT_EVERYWHERE`); nothing when it is over."""
        found = await self._open(headers, database)
        if found is None:
            return
        async with database.writing(found.actor) as session:
            if how is End.SIGNED_OUT_EVERYWHERE:
                await sessions.end_all(session, found.actor, clock.now())
            else:
                hashed = _hashed(self.secret(headers) or "")
                await sessions.end(session, found.actor, hashed, clock.now(), how)

    async def _open(self, headers: Headers, database: Database) -> OpenSession | None:
        secret = self.secret(headers)
        return None if secret is None else await sessions.find(database, _hashed(secret), clock.now())

    def keep(self, answer: Response, secret: str) -> None:
        """Have the browser keep the session until it is closed; the server knows how long it lasts."""
        answer.set_cookie(self.cookie, secret, secure=self.secure, httponly=True, samesite="lax")

    def drop(self, answer: Response) -> None:
        """Have the browser forget the session."""
        answer.delete_cookie(self.cookie, secure=self.secure, httponly=True, samesite="lax")


def sessions_of(settings: Settings) -> Sessions:
    """Sessions as the settings say."""
    idle, longest = timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours)
    return Sessions(settings.production, Limits(idle, longest))


def csrf_token(secret: str) -> str:
    """Of one session only, and nothing of its secret can be told from it."""
    return _text(hmac.digest(secret.encode(), b"csrf", "sha256"))


def cookies(headers: Headers) -> dict[str, str]:
    """What the browser keeps for this site."""
    return cookie_parser("; ".join(headers.getlist("cookie")))


def refuse_other_sites(headers: Headers) -> None:
    """Raise Forbidden when the browser says that a page of another site asks."""
    if headers.get("sec-fetch-site", "none") not in OUR_SITE:
        raise Forbidden(
            "other_site",
            "A page of another site may not ask this with your session. Open the pages of this server.",
        )


def _hashed(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _text(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
