"""Authorization-code flow with PKCE (OpenID Connect Core 1.0, RFC 7636): to the provider, and back with proof."""

import hashlib
import json
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from api.settings import LOOPBACK, Settings
from api.sign_in.jwks import PublishedKeys, published
from api.sign_in.tokens import Issuer, prove
from domain import clock
from domain.errors import Forbidden, Unavailable

CALLBACK = "/sign-in/callback"
WELL_KNOWN = "/.well-known/openid-configuration"
KNOWN_FOR = timedelta(minutes=10)
# How long somebody may take at the provider.
PATIENCE = timedelta(minutes=10)
ENDPOINTS = ("authorization_endpoint", "token_endpoint")
# A path of this site: not //elsewhere.example, nor what a browser makes the same of.
PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]{0,2000}")
ENCRYPTED = {"alg": "dir", "enc": "A256GCM"}
FAILED = Forbidden(
    "sign_in_failed",
    "This sign-in did not end where it began, or took longer than ten minutes. Sign in again.",
)
AWAY = Unavailable(
    "sign_in_unavailable", "Nobody can sign in: the sign-in provider does not answer. Try again in a moment."
)


@dataclass(frozen=True, slots=True)
class Proven:
    """Who came back: `<issuer>|<sub>`, when they proved it, and where they wanted to go."""

    subject: str
    signed_in_at: datetime
    next: str


@dataclass(slots=True)
class CodeFlow:
    """Sign-in with the administration's provider, by its own client id."""

    settings: Settings
    client: httpx2.AsyncClient
    keys: PublishedKeys
    _endpoints: dict[str, str] = field(default_factory=dict)
    _asked_at: datetime | None = None

    async def begin(self, wanted: str, *, again: bool) -> tuple[str, str]:
        """The address to go to, and what the browser keeps meanwhile. `again`: prove anew who it is.

        `max_age` has the provider say `auth_time`. Raises Unavailable while the provider is away.
        """
        kept = {
            "state": secrets.token_urlsafe(32),
            "nonce": secrets.token_urlsafe(32),
            "verifier": secrets.token_urlsafe(48),
            "next": wanted if PATH.fullmatch(wanted) else "/",
            "until": (clock.now() + PATIENCE).timestamp(),
        }
        anew: dict[str, Any] = {"max_age": self.settings.session_hours * 3600}
        if again:
            anew = {"prompt": "login", "max_age": 0}
        endpoint = (await self._known())["authorization_endpoint"]
        address, _ = self._oauth().create_authorization_url(
            endpoint, state=kept["state"], nonce=kept["nonce"], code_verifier=kept["verifier"], **anew
        )
        return address, jwe.encrypt_compact(ENCRYPTED, json.dumps(kept).encode(), self._key())

    async def end(self, state: str, code: str, kept: str) -> Proven:
        """Who came back with a code. Raises Forbidden (`sign_in_failed`), InvalidTokenError, Unavailable."""
        meant = self._meant(kept)
        if not secrets.compare_digest(state.encode(), meant["state"].encode()):
            raise FAILED
        proof = await prove(await self._id_token(code, meant["verifier"]), *self._trusted())
        if proof.nonce != meant["nonce"] or proof.signed_in_at is None:
            raise FAILED
        return Proven(proof.subject, proof.signed_in_at, meant["next"])

    def _trusted(self) -> tuple[dict[str, Issuer], datetime, int]:
        of = self.settings
        issuer = Issuer(of.oidc_issuer, of.oidc_client_id, of.oidc_algorithms, self.keys)
        return {issuer.name: issuer}, clock.now(), of.clock_skew_seconds

    def _meant(self, kept: str) -> dict[str, Any]:
        try:
            meant: dict[str, Any] = json.loads(jwe.decrypt_compact(kept, self._key()).plaintext or b"")
        except (JoseError, ValueError, UnicodeError):
            raise FAILED from None
        if clock.now().timestamp() > meant["until"]:
            raise FAILED
        return meant

    async def _id_token(self, code: str, verifier: str) -> str:
        endpoint = (await self._known())["token_endpoint"]
        try:
            async with self._oauth() as oauth:
                token = await oauth.fetch_token(
                    endpoint, grant_type="authorization_code", code=code, code_verifier=verifier
                )
        except httpx2.HTTPError:
            raise AWAY from None
        except (AuthlibBaseError, ValueError):
            raise FAILED from None
        if not isinstance(found := token.get("id_token"), str):
            raise FAILED
        return found

    async def _known(self) -> dict[str, str]:
        """The provider's endpoints, as it publishes them (OpenID Connect Discovery 1.0)."""
        if self._asked_at is not None and clock.now() - self._asked_at < KNOWN_FOR:
            return self._endpoints
        try:
            said = await published(self.client, self.settings.oidc_issuer.rstrip("/") + WELL_KNOWN)
            if said["issuer"] != self.settings.oidc_issuer:
                raise ValueError
            found = {name: _encrypted(said[name]) for name in ENDPOINTS}
        except (httpx2.HTTPError, ValueError, KeyError, TypeError):
            if not self._endpoints:
                raise AWAY from None
            return self._endpoints
        self._endpoints, self._asked_at = found, clock.now()
        return found

    def _oauth(self) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self.settings.oidc_client_id,
            self.settings.oidc_client_secret.get_secret_value(),
            scope="openid",
            redirect_uri=self.settings.public_address + CALLBACK,
            code_challenge_method="S256",
            timeout=self.client.timeout,
            follow_redirects=False,
        )

    def _key(self) -> OctKey:
        secret = self.settings.oidc_client_secret.get_secret_value()
        return OctKey.import_key(hashlib.sha256(f"meritgrid sign-in {secret}".encode()).digest())


def code_flow(settings: Settings, client: httpx2.AsyncClient) -> CodeFlow | None:
    """The flow as the settings say; None where pages have no provider."""
    if not settings.oidc_client_id or settings.oidc_jwks_url is None:
        return None
    return CodeFlow(settings, client, PublishedKeys(str(settings.oidc_jwks_url), client))


def _encrypted(address: str) -> str:
    parsed = httpx2.URL(address)
    if parsed.scheme != "https" and parsed.host not in LOOPBACK:
        raise ValueError
    return address
