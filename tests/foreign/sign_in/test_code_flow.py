"""Sign-in with a real OpenID provider (npm oidc-provider): there, and back with a session."""

import asyncio
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from domain import clock
from tests.foreign.sign_in.browser import go, me, signed_in
from tests.foreign.sign_in.provider import PUBLIC, OpenIDProvider, needs_provider, pass_through

pytestmark = needs_provider
HR = "Phòng Tổ chức cán bộ"


def kept(answer: httpx2.Response, name: str) -> list[str]:
    """The attributes of a cookie that an answer sets."""
    (found,) = [each for each in answer.headers.get_list("set-cookie") if each.startswith(f"{name}=")]
    return sorted(found.split("; ")[1:])


async def test_the_way_there_proves_itself_by_pkce_state_and_nonce(
    browser: httpx2.AsyncClient, openid: OpenIDProvider
) -> None:
    answer = await browser.get("/sign-in", params={"next": "/tien-cua-toi"})

    address = urlsplit(answer.headers["location"])
    said = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert f"{address.scheme}://{address.netloc}" == openid.issuer
    assert (said["response_type"], said["scope"], said["code_challenge_method"]) == ("code", "openid", "S256")
    assert (said["redirect_uri"], said["max_age"]) == (f"{PUBLIC}/sign-in/callback", "43200")
    assert {len(said["state"]), len(said["nonce"]), len(said["code_challenge"])} == {43}
    assert kept(answer, "__Host-meritgrid-sign-in") == [
        "HttpOnly",
        "Max-Age=600",
        "Path=/",
        "SameSite=lax",
        "Secure",
    ]
    assert said["state"] not in str(browser.cookies.jar)


async def test_whoever_comes_back_has_a_session(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient
) -> None:
    answer = await signed_in(browser, person)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert kept(answer, "__Host-meritgrid") == ["HttpOnly", "Path=/", "SameSite=lax", "Secure"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "__Host-meritgrid-sign-in" not in browser.cookies
    session = (await browser.get("/session")).json()
    assert (session["signedIn"], session["name"], session["development"]) == (True, HR, False)
    assert await me(browser) == HR


async def test_the_session_says_when_the_provider_saw_the_person(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, owner: Any
) -> None:
    before = int(clock.now().timestamp())
    await signed_in(browser, person)
    await asyncio.sleep(1.1)
    await signed_in(browser, person)

    old, new = await owner.fetch(
        "select signed_in_at, seen_at, ended_at from account_session order by seen_at"
    )
    assert before <= old["signed_in_at"].timestamp() <= before + 20
    # The provider asked for nothing the second time.
    assert new["signed_in_at"] == old["signed_in_at"] < new["seen_at"] - timedelta(seconds=1)
    assert old["ended_at"] is not None
    assert new["ended_at"] is None


async def test_again_means_that_the_provider_asks_who_it_is(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, owner: Any
) -> None:
    await signed_in(browser, person)
    _, quietly = await pass_through(person, await go(browser), "lan")
    back, asked = await pass_through(person, await go(browser, "/sign-in?again=1"), "lan")
    await browser.get(back)

    assert (quietly, asked >= 1) == (0, True)
    newest = await owner.fetchrow(
        "select signed_in_at, seen_at from account_session order by seen_at desc limit 1"
    )
    assert newest["seen_at"] - newest["signed_in_at"] < timedelta(seconds=20)


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/quy/duyet/PayRun_1?tab=2", "/quy/duyet/PayRun_1?tab=2"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/a\nb", "/"),
    ],
)
async def test_one_goes_on_to_a_page_of_this_site_only(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, wanted: str, reached: str
) -> None:
    answer = await browser.get("/sign-in", params={"next": wanted})
    back, _ = await pass_through(person, answer.headers["location"], "lan")

    assert (await browser.get(back)).headers["location"] == reached


async def test_an_old_sign_in_approves_nothing_until_the_provider_asked_again(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, owner: Any
) -> None:
    await signed_in(browser, person)
    await owner.execute("update account_session set signed_in_at = signed_in_at - interval '6 minutes'")
    csrf = (await browser.get("/session")).json()["csrfToken"]

    answer = await browser.post(
        "/graphql",
        headers={"x-csrf-token": csrf},
        json={
            "query": """mutation { withdrawPayRunApproval(input: {id: "PayRun_0192a7c4-0000-7000-8000-000000000001",
              version: 1, reason: "x", idempotencyKey: "k"}) { problems { code } } }"""
        },
    )

    assert answer.json()["data"]["withdrawPayRunApproval"]["problems"] == [{"code": "SIGN_IN_TOO_OLD"}]
