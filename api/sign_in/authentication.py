"""Authentication: from the `Authorization` header (RFC 6750) to the Actor: a token proves a subject with an account."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from uuid import UUID

import httpx2

from api.settings import Settings
from api.sign_in import development_tokens
from api.sign_in.jwks import Keys, PublishedKeys
from api.sign_in.tokens import Issuer, invalid_token, prove
from domain import clock
from domain.actor import Actor
from domain.errors import Forbidden

AccountOf = Callable[[str], Awaitable[Actor | None]]

NO_ACCOUNT = Forbidden(
    "no_account", "Your token is good, but you have no account here. Ask whoever grants access to open one."
)
NOT_LOADED = Forbidden(
    "no_account",
    "Your token is good, but the trial has no such account here: it is not loaded yet, or knows nobody of this name."
    " Load it with `meritgrid demo`; `meritgrid token` names the accounts.",
)
MALFORMED = "The header must be: Authorization: Bearer, one space, and the token."
# Checking a signature costs more than a small query: a client sends the same token many times.
REMEMBERED = 2_000
ACCOUNT_SECONDS = 30.0


@dataclass(slots=True)
class _Known:
    actor: Actor
    until: float
    keys: Keys
    generation: int

    def holds(self, now: float) -> bool:
        """Not too old, and its issuer has not changed keys since."""
        return now < self.until and self.generation == self.keys.generation


@dataclass(slots=True)
class SignIn:
    """Whose tokens count, and what was found about the ones seen lately."""

    issuers: dict[str, Issuer]
    skew_seconds: int
    _known: dict[str, _Known] = field(default_factory=dict)
    _forgotten: int = 0

    async def actor(self, authorization: str | None, account_of: AccountOf) -> Actor | None:
        """Who asks; None without a token.

        Raises InvalidTokenError for a token that proves nothing, Forbidden (`no_account`) for a stranger,
        Unavailable when the provider's keys or the accounts cannot be had.
        """
        if authorization is None:
            return None
        token = _bearer(authorization)
        now = clock.now()
        known = self._known.get(token)
        if known is not None and known.holds(now.timestamp()):
            return known.actor
        proof = await prove(token, self.issuers, now, self.skew_seconds)
        forgotten = self._forgotten
        account = await account_of(proof.subject)
        if account is None:
            raise NOT_LOADED if proof.issuer.name == development_tokens.ISSUER else NO_ACCOUNT
        actor = replace(account, signed_in_at=proof.signed_in_at)
        until = min(now.timestamp() + ACCOUNT_SECONDS, proof.expires)
        # What was looked up while somebody changed their account may be what it was before.
        if forgotten == self._forgotten:
            self._remember(token, _Known(actor, until, proof.issuer.keys, proof.issuer.keys.generation))
        return actor

    def forget(self, account_id: UUID) -> None:
        """Look an account up anew at its next request: what it says of itself has changed."""
        self._forgotten += 1
        self._known = {token: known for token, known in self._known.items() if known.actor.id != account_id}

    def _remember(self, token: str, known: _Known) -> None:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[token] = known


def sign_in(settings: Settings, client: httpx2.AsyncClient) -> SignIn:
    """Sign-in as the settings say: the administration's provider, and this computer in development only."""
    trusted = []
    if settings.oidc_jwks_url is not None:
        keys = PublishedKeys(str(settings.oidc_jwks_url), client)
        trusted.append(Issuer(settings.oidc_issuer, settings.oidc_audience, settings.oidc_algorithms, keys))
    if not settings.production:
        trusted.append(development_tokens.issuer(settings))
    return SignIn({issuer.name: issuer for issuer in trusted}, settings.clock_skew_seconds)


def _bearer(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip() or " " in token.strip():
        raise invalid_token(MALFORMED)
    return token.strip()
