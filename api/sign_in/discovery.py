"""Discovery (OpenID Connect Discovery 1.0): the endpoints of a provider, as it publishes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx2

from api.settings import LOOPBACK
from api.sign_in.jwks import published
from domain import clock
from domain.errors import Unavailable

WELL_KNOWN = "/.well-known/openid-configuration"
KNOWN_FOR = timedelta(minutes=10)
NEEDED = ("authorization_endpoint", "token_endpoint")
# Not every provider ends what it began (OpenID Connect RP-Initiated Logout 1.0).
OFFERED = ("end_session_endpoint",)
AWAY = Unavailable(
    "sign_in_unavailable", "Nobody can sign in: the sign-in provider does not answer. Try again in a moment."
)


@dataclass(slots=True)
class Endpoints:
    """Endpoints of one issuer by name, kept for ten minutes, and on while the provider is away."""

    issuer: str
    client: httpx2.AsyncClient
    _known: dict[str, str] = field(default_factory=dict)
    _asked_at: datetime | None = None

    async def known(self) -> Mapping[str, str]:
        """All that it needs and offers. Raises Unavailable when they cannot be had."""
        if self._asked_at is not None and clock.now() - self._asked_at < KNOWN_FOR:
            return self._known
        try:
            said = await published(self.client, self.issuer.rstrip("/") + WELL_KNOWN)
            if said["issuer"] != self.issuer:
                raise ValueError
            names = (*NEEDED, *(name for name in OFFERED if name in said))
            found = {name: _encrypted(said[name]) for name in names}
        except (httpx2.HTTPError, ValueError, KeyError, TypeError):
            if not self._known:
                raise AWAY from None
            return self._known
        self._known, self._asked_at = found, clock.now()
        return found


def _encrypted(address: str) -> str:
    parsed = httpx2.URL(address)
    if parsed.scheme != "https" and parsed.host not in LOOPBACK:
        raise ValueError
    return address
