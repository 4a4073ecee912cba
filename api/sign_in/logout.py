"""RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0): whoever signs out here does so at the provider, too.

Else the next person at that computer would be signed in by one click.
"""

from contextlib import suppress
from dataclasses import dataclass

import httpx2
from starlette.datastructures import Headers
from starlette.responses import Response

from api.settings import Settings
from api.sign_in.discovery import Endpoints
from api.sign_in.encrypted_cookies import decrypt, encrypt
from api.sign_in.sessions import cookies
from domain.errors import Unavailable

PURPOSE = "sign-out"
# The only addresses that are sent the cookie.
PATH = "/sign-out"
# Browsers keep no cookie over 4,096 bytes with its name and attributes.
LONGEST = 3_800


@dataclass(frozen=True, slots=True)
class Logout:
    """Signs out at the provider of these settings, which is shown the ID token that it gave at sign-in.

    Until then the browser keeps the token, encrypted, and this server keeps none.
    """

    settings: Settings
    endpoints: Endpoints

    @property
    def cookie(self) -> str:
        """The name of the cookie: of one path, so it cannot be `__Host-`."""
        return "__Secure-meritgrid-provider" if self.settings.production else "meritgrid-provider"

    async def address(self, headers: Headers) -> str | None:
        """Where the browser goes to sign out, and comes back to the landing page from.

        None when the provider does not offer it, or is away: signing out here waits for nobody.
        """
        try:
            endpoint = (await self.endpoints.known()).get("end_session_endpoint")
        except Unavailable:
            return None
        if endpoint is None:
            return None
        back = f"{self.settings.public_address}/"
        said = {"client_id": self.settings.oidc_client_id, "post_logout_redirect_uri": back}
        with suppress(ValueError):
            said["id_token_hint"] = decrypt(cookies(headers).get(self.cookie, ""), self._secret, PURPOSE)
        return str(httpx2.URL(endpoint).copy_merge_params(said))

    def keep(self, answer: Response, id_token: str) -> None:
        """Have the browser keep an ID token. Without one that is too long the provider asks whom to sign out."""
        kept = encrypt(id_token, self._secret, PURPOSE)
        if len(kept) <= LONGEST:
            answer.set_cookie(
                self.cookie, kept, path=PATH, secure=self._secure, httponly=True, samesite="strict"
            )
        else:
            self.drop(answer)

    def drop(self, answer: Response) -> None:
        """Have the browser forget it."""
        answer.delete_cookie(self.cookie, path=PATH, secure=self._secure, httponly=True, samesite="strict")

    @property
    def _secret(self) -> str:
        return self.settings.oidc_client_secret.get_secret_value()

    @property
    def _secure(self) -> bool:
        return self.settings.production
