"""Authorization-code flow with PKCE (OpenID Connect Core 1.0, RFC 7636): to the provider, and back with proof."""

import json
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client

from api.settings import Settings
from api.sign_in.discovery import AWAY, Endpoints
from api.sign_in.encrypted_cookies import decrypt, encrypt
from api.sign_in.jwks import PublishedKeys
from api.sign_in.tokens import Issuer, prove
from domain import clock
from domain.errors import Forbidden

CALLBACK = "/sign-in/callback"
PURPOSE = "sign-in"
# How long somebody may take at the provider.
PATIENCE = timedelta(minutes=10)
# A path of this site: not //elsewhere.example, nor what a browser makes the same of.
PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]{0,2000}")
FAILED = Forbidden(
    "sign_in_failed",
    "This sign-in did not end where it began, or took longer than ten minutes. Sign in again.",
)


@dataclass(frozen=True, slots=True)
class Proven:
    """Who came back: `<issuer>|<sub>`, when they proved it, where they wanted to go, and the proof itself."""

    subject: str
    signed_in_at: datetime
    next: str
    id_token: str = field(repr=False)


@dataclass(slots=True)
class CodeFlow:
    """Sign-in with the administration's provider, by its own client id."""

    settings: Settings
    client: httpx2.AsyncClient
    keys: PublishedKeys
    endpoints: Endpoints

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
        endpoint = (await self.endpoints.known())["authorization_endpoint"]
        address, _ = self._oauth().create_authorization_url(
            endpoint, state=kept["state"], nonce=kept["nonce"], code_verifier=kept["verifier"], **anew
        )
        return address, encrypt(json.dumps(kept), self._secret, PURPOSE)

    async def end(self, state: str, code: str, kept: str) -> Proven:
        """Who came back with a code. Raises Forbidden (`sign_in_failed`), InvalidTokenError, Unavailable."""
        meant = self._meant(kept)
        if not secrets.compare_digest(state.encode(), meant["state"].encode()):
            raise FAILED
        id_token = await self._id_token(code, meant["verifier"])
        proof = await prove(id_token, *self._trusted())
        if proof.nonce != meant["nonce"] or proof.signed_in_at is None:
            raise FAILED
        return Proven(proof.subject, proof.signed_in_at, meant["next"], id_token)

    def _trusted(self) -> tuple[dict[str, Issuer], datetime, int]:
        of = self.settings
        issuer = Issuer(of.oidc_issuer, of.oidc_client_id, of.oidc_algorithms, self.keys)
        return {issuer.name: issuer}, clock.now(), of.clock_skew_seconds

    def _meant(self, kept: str) -> dict[str, Any]:
        try:
            meant: dict[str, Any] = json.loads(decrypt(kept, self._secret, PURPOSE))
        except ValueError:
            raise FAILED from None
        if clock.now().timestamp() > meant["until"]:
            raise FAILED
        return meant

    async def _id_token(self, code: str, verifier: str) -> str:
        endpoint = (await self.endpoints.known())["token_endpoint"]
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

    def _oauth(self) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self.settings.oidc_client_id,
            self._secret,
            scope="openid",
            redirect_uri=self.settings.public_address + CALLBACK,
            code_challenge_method="S256",
            timeout=self.client.timeout,
            follow_redirects=False,
        )

    @property
    def _secret(self) -> str:
        return self.settings.oidc_client_secret.get_secret_value()


def code_flow(settings: Settings, client: httpx2.AsyncClient) -> CodeFlow | None:
    """The flow as the settings say; None where pages have no provider."""
    if not settings.oidc_client_id or settings.oidc_jwks_url is None:
        return None
    keys = PublishedKeys(str(settings.oidc_jwks_url), client)
    return CodeFlow(settings, client, keys, Endpoints(settings.oidc_issuer, client))
