"""A browser that signs in: on the pages, and on those of the provider."""

from typing import Any

import httpx2
from starlette.applications import Starlette

from tests.foreign.sign_in.provider import PUBLIC, pass_through

ME = {"query": "{ me { name } }"}


def browser_of(app: Starlette) -> httpx2.AsyncClient:
    """A browser of its own, over TLS."""
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=PUBLIC)


async def go(browser: httpx2.AsyncClient, address: str = "/sign-in") -> str:
    """Where the pages send a browser that wants to sign in."""
    answer = await browser.get(address)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def signed_in(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, name: str = "lan"
) -> httpx2.Response:
    """The whole way; the answer to the callback, which comes from another site."""
    back, _ = await pass_through(person, await go(browser), name)
    return await browser.get(back, headers={"sec-fetch-site": "cross-site"})


async def me(browser: httpx2.AsyncClient) -> Any:
    """Who the session is of, as GraphQL tells a page; the refusal otherwise."""
    session = (await browser.get("/session")).json()
    answer = (
        await browser.post("/graphql", json=ME, headers={"x-csrf-token": session["csrfToken"] or ""})
    ).json()
    return answer["data"]["me"]["name"] if answer.get("data") and answer["data"]["me"] else None
