"""Tokens of a real OpenID provider, of its former key, and forged in its name."""

import time
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from api.sign_in import jwks
from tests.fixtures.tokens import by_hand
from tests.foreign.sign_in.browser import ME, signed_in
from tests.foreign.sign_in.provider import CLIENT, OpenIDProvider, needs_provider

pytestmark = needs_provider


def token(openid: OpenIDProvider, signer: Any, **changed: Any) -> str:
    """A token of the provider for programs, good but for what is changed; its person has no account."""
    now = int(time.time())
    claims = {
        "iss": openid.issuer,
        "aud": "meritgrid",
        "sub": "nobody",
        "iat": now,
        "exp": now + 60,
        **changed,
    }
    return jwt.encode({"alg": "RS256", "kid": signer.kid}, claims, signer, algorithms=["RS256"])


async def asked_with(browser: httpx2.AsyncClient, bearer: str) -> str:
    """What a program is told with a token: the code of the refusal."""
    answer = await browser.post("/graphql", json=ME, headers={"authorization": f"Bearer {bearer}"})
    code: str = answer.json()["errors"][0]["extensions"]["code"]
    return "forbidden" if code == "no_account" else code


async def test_a_provider_with_another_key_is_believed_and_its_old_key_no_more(
    browser: httpx2.AsyncClient,
    person: httpx2.AsyncClient,
    openid: OpenIDProvider,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jwks, "BETWEEN_FETCHES", timedelta(0))
    assert (await signed_in(browser, person)).status_code == 303
    old = openid.key
    openid.rotate()
    person.cookies.clear()

    assert (await signed_in(browser, person)).status_code == 303
    assert await asked_with(browser, token(openid, openid.key)) == "forbidden"
    assert await asked_with(browser, token(openid, old)) == "invalid_token"


async def test_forged_and_foreign_tokens_of_programs_prove_nobody(
    browser: httpx2.AsyncClient, openid: OpenIDProvider
) -> None:
    now = int(time.time())
    public = openid.key.as_pem(private=False)
    claims = {"iss": openid.issuer, "aud": "meritgrid", "sub": "lan", "exp": now + 60}
    forged = {
        "expired": token(openid, openid.key, exp=now - 60),
        "wrong audience": token(openid, openid.key, aud=CLIENT),
        "another issuer": token(openid, openid.key, iss="http://127.0.0.1:9"),
        "another key": token(openid, RSAKey.generate_key(2048, {"kid": "first"})),
        "none": by_hand({"alg": "none"}, claims),
        "HS for RS": by_hand({"alg": "HS256", "kid": "first"}, claims, public),
    }

    told = {how: await asked_with(browser, bearer) for how, bearer in forged.items()}

    assert told == dict.fromkeys(forged, "invalid_token")
    assert await asked_with(browser, token(openid, openid.key)) == "forbidden"


async def test_a_token_of_the_provider_in_the_cookie_is_no_session(
    browser: httpx2.AsyncClient, openid: OpenIDProvider
) -> None:
    headers = {"cookie": f"__Host-meritgrid={token(openid, openid.key, sub='lan')}", "x-csrf-token": "x"}

    answer = await browser.post("/graphql", json=ME, headers=headers)

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "session_over")
