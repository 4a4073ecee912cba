"""Whoever signs out of the pages signs out at a real OpenID provider, too (RP-initiated logout)."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
from starlette.applications import Starlette

from tests.foreign.sign_in.browser import browser_of, go, me, signed_in
from tests.foreign.sign_in.provider import (
    CLIENT,
    PUBLIC,
    OpenIDProvider,
    needs_provider,
    pass_through,
    sign_out_there,
)

pytestmark = needs_provider
HINT = "__Secure-meritgrid-provider"


async def signed_out(browser: httpx2.AsyncClient, address: str = "/sign-out") -> httpx2.Response:
    """Sign out of the pages; the answer."""
    csrf = (await browser.get("/session")).json()["csrfToken"]
    return await browser.post(address, headers={"x-csrf-token": csrf})


async def test_the_provider_is_shown_its_own_token_and_where_to_come_back_to(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, openid: OpenIDProvider
) -> None:
    await signed_in(browser, person)

    answer = await signed_out(browser)

    address = urlsplit(answer.json()["goTo"])
    said = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{openid.issuer}/session/end"
    assert sorted(said) == ["client_id", "id_token_hint", "post_logout_redirect_uri"]
    assert (said["client_id"], said["post_logout_redirect_uri"]) == (CLIENT, f"{PUBLIC}/")
    assert len(said["id_token_hint"].split(".")) == 3
    assert (HINT in browser.cookies, "__Host-meritgrid" in browser.cookies) == (False, False)


async def test_the_browser_keeps_the_token_encrypted_and_for_signing_out_alone(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient
) -> None:
    answer = await signed_in(browser, person)

    (kept,) = [each for each in answer.headers.get_list("set-cookie") if each.startswith(f"{HINT}=")]
    value, *attributes = kept.removeprefix(f"{HINT}=").split("; ")
    assert sorted(attributes) == ["HttpOnly", "Path=/sign-out", "SameSite=strict", "Secure"]
    assert len(value.split(".")) == 5, "a JWE, and no JWT"
    assert len(value) < 3_800
    asked = await browser.get("/session")
    assert HINT not in str(asked.request.headers)


async def test_whoever_signs_out_comes_back_to_the_landing_page_and_has_to_prove_again_who_they_are(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient
) -> None:
    await signed_in(browser, person)
    _, quietly = await pass_through(person, await go(browser), "lan")

    back = await sign_out_there(person, (await signed_out(browser)).json()["goTo"])
    _, asked = await pass_through(person, await go(browser), "lan")

    assert back == f"{PUBLIC}/"
    assert (quietly, asked >= 1) == (0, True)
    assert await me(browser) is None


async def test_signing_out_everywhere_leads_to_the_provider_too(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, app: Starlette
) -> None:
    await signed_in(browser, person)
    async with browser_of(app) as other, httpx2.AsyncClient() as elsewhere:
        await signed_in(other, elsewhere)

        answer = await signed_out(browser, "/sign-out/everywhere")

        assert await me(other) is None
    assert "id_token_hint=" in answer.json()["goTo"]


async def test_without_its_token_the_provider_is_told_which_client_asks(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient
) -> None:
    await signed_in(browser, person)
    browser.cookies.delete(HINT)

    there = (await signed_out(browser)).json()["goTo"]

    assert sorted(parse_qs(urlsplit(there).query)) == ["client_id", "post_logout_redirect_uri"]
    assert await sign_out_there(person, there) == f"{PUBLIC}/"


async def test_what_another_wrote_into_the_cookie_is_not_handed_on(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient
) -> None:
    await signed_in(browser, person)
    browser.cookies.delete(HINT)
    browser.cookies.set(HINT, "eyJhbGciOiJub25lIn0.e30.", path="/sign-out")

    there = (await signed_out(browser)).json()["goTo"]

    assert "id_token_hint" not in there


async def test_a_provider_that_is_away_holds_nobody_up(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, openid: OpenIDProvider, owner: Any
) -> None:
    await signed_in(browser, person)
    openid.stop()

    answer = await signed_out(browser)

    assert answer.status_code == 200
    assert await me(browser) is None
    assert await owner.fetchval("select count(*) from account_session where ended_at is null") == 0
    openid.start()


async def test_nobody_is_led_to_the_provider_by_a_page_of_another_site(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient
) -> None:
    await signed_in(browser, person)

    answer = await browser.post("/sign-out")

    assert (answer.status_code, "goTo" in answer.text) == (403, False)
    assert await me(browser) is not None


async def test_the_trail_names_the_provider_of_a_sign_in(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, openid: OpenIDProvider, owner: Any
) -> None:
    await signed_in(browser, person)
    await signed_out(browser)

    told = await owner.fetch(
        "select happened, after::json ->> 'provider', after::json ->> 'how' from audit_event"
        " where happened like 'session.%' order by id"
    )
    assert [tuple(row) for row in told] == [
        ("session.started", openid.issuer, None),
        ("session.ended", None, "signed_out"),
    ]
