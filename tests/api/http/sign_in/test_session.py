"""Sessions of the pages: begun by one click in a trial, told by `/session`, and over when they should be."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from api.settings import Settings
from domain import clock
from domain.database.sessions import Database

HERE = "http://127.0.0.1:8000"
ME = "{ me { name } }"


@pytest.fixture
def app(settings: Settings, database: Database, demo: None) -> Starlette:
    """The real application over this test's demo administration."""
    from api.app import create

    found = create(settings, "")
    found.state.server.database = database
    return found


@pytest.fixture
async def browser(app: Starlette) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser: it keeps cookies."""
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=HERE) as found:
        yield found


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The one moment that the server sees; set `now[0]` to move on."""
    moment = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return moment


async def be(browser: httpx2.AsyncClient, name: str) -> dict[str, Any]:
    """Sign in with one click; what `/session` says then."""
    answer = await browser.post("/development/sign-in", json={"name": name})
    assert answer.status_code == 204, answer.text
    return await told(browser)


async def told(browser: httpx2.AsyncClient) -> dict[str, Any]:
    """What `/session` says."""
    answer = await browser.get("/session")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    found: dict[str, Any] = answer.json()
    return found


async def ask(browser: httpx2.AsyncClient, csrf: str | None, **headers: str) -> httpx2.Response:
    """Ask who one is, as a page does."""
    sent = headers if csrf is None else {"x-csrf-token": csrf, **headers}
    return await browser.post("/graphql", json={"query": ME}, headers=sent)


def code(answer: httpx2.Response) -> tuple[int, str]:
    """Status and code of a refusal, which carries no data."""
    said = answer.json()
    assert "data" not in said
    return answer.status_code, said["errors"][0]["extensions"]["code"]


async def test_nobody_is_no_error(browser: httpx2.AsyncClient) -> None:
    assert await told(browser) == {
        "signedIn": False,
        "name": None,
        "csrfToken": None,
        "providers": [],
        "development": True,
        "expiresAt": None,
    }


async def test_one_click_signs_in(browser: httpx2.AsyncClient, now: list[datetime]) -> None:
    session = await be(browser, "hr")

    assert (session["signedIn"], session["name"]) == (True, "Phòng Tổ chức cán bộ")
    assert datetime.fromisoformat(session["expiresAt"]) == now[0] + timedelta(minutes=30)
    answer = await ask(browser, session["csrfToken"])
    assert answer.json()["data"] == {"me": {"name": "Phòng Tổ chức cán bộ"}}


async def test_the_cookie_of_a_trial_is_out_of_reach_of_scripts(browser: httpx2.AsyncClient) -> None:
    answer = await browser.post("/development/sign-in", json={"name": "hr"})

    name, *attributes = answer.headers["set-cookie"].split("; ")
    secret = name.removeprefix("meritgrid=")
    assert len(secret) == 43
    assert sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=lax"]
    assert secret not in (await browser.get("/session")).text


async def test_only_the_hash_of_the_secret_is_kept(browser: httpx2.AsyncClient, owner: Any) -> None:
    await be(browser, "hr")
    secret = browser.cookies["meritgrid"]

    kept = await owner.fetchrow("select * from account_session")
    assert kept["secret_hash"] != secret.encode()
    assert secret not in str(dict(kept))


@pytest.mark.parametrize("address", ["post", "get"])
async def test_without_its_csrf_token_a_session_asks_nothing(
    browser: httpx2.AsyncClient, address: str
) -> None:
    await be(browser, "hr")

    answer = await (
        ask(browser, None) if address == "post" else browser.get("/graphql", params={"query": ME})
    )

    assert code(answer) == (403, "csrf_token")


async def test_two_tabs_of_two_people_never_mix(browser: httpx2.AsyncClient) -> None:
    first = await be(browser, "hr")
    second = await be(browser, "finance")

    assert code(await ask(browser, first["csrfToken"])) == (403, "other_session")
    assert (await ask(browser, second["csrfToken"])).status_code == 200


async def test_signing_in_anew_ends_the_session_before(browser: httpx2.AsyncClient, app: Starlette) -> None:
    first = await be(browser, "hr")
    kept = browser.cookies["meritgrid"]
    await be(browser, "hr")

    browser.cookies.set("meritgrid", kept, domain="127.0.0.1")
    assert code(await copied(app, kept, first["csrfToken"])) == (401, "session_over")


async def copied(app: Starlette, secret: str, csrf: str) -> httpx2.Response:
    """What somebody gets who carries a cookie to a computer of their own."""
    headers = {"cookie": f"meritgrid={secret}"}
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=HERE) as other:
        return await ask(other, csrf, **headers)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_a_page_of_another_site_gets_nothing(browser: httpx2.AsyncClient, site: str) -> None:
    session = await be(browser, "hr")

    answers = [
        await ask(browser, session["csrfToken"], **{"sec-fetch-site": site}),
        await browser.get("/session", headers={"sec-fetch-site": site}),
        await browser.post(
            "/sign-out", headers={"sec-fetch-site": site, "x-csrf-token": session["csrfToken"]}
        ),
        await browser.post("/development/sign-in", json={"name": "admin"}, headers={"sec-fetch-site": site}),
    ]

    assert [code(answer) for answer in answers] == [(403, "other_site")] * 4
    assert (await told(browser))["name"] == "Phòng Tổ chức cán bộ"


async def test_a_token_comes_before_the_cookie(browser: httpx2.AsyncClient) -> None:
    await be(browser, "hr")
    token = (await browser.post("/development/token", json={"name": "finance"})).json()["token"]

    answer = await ask(browser, None, authorization=f"Bearer {token}")

    assert answer.json()["data"]["me"]["name"] == "Phòng Tài chính"


async def test_whoever_signs_out_is_nobody_and_so_is_a_copy(
    browser: httpx2.AsyncClient, app: Starlette
) -> None:
    session = await be(browser, "hr")
    secret = browser.cookies["meritgrid"]

    answer = await browser.post("/sign-out", headers={"x-csrf-token": session["csrfToken"]})

    assert answer.status_code == 204
    assert "meritgrid" not in browser.cookies
    assert not (await told(browser))["signedIn"]
    assert code(await copied(app, secret, session["csrfToken"])) == (401, "session_over")


async def test_nobody_signs_somebody_out_without_their_token(browser: httpx2.AsyncClient) -> None:
    await be(browser, "hr")

    answers = [await browser.post(address) for address in ("/sign-out", "/sign-out/everywhere")]

    assert [code(answer) for answer in answers] == [(403, "csrf_token")] * 2
    assert (await told(browser))["signedIn"]


async def test_a_copied_session_ends_with_all_others_of_its_person(
    browser: httpx2.AsyncClient, app: Starlette
) -> None:
    session = await be(browser, "hr")
    stolen = browser.cookies["meritgrid"]
    assert (await copied(app, stolen, session["csrfToken"])).status_code == 200
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=HERE) as elsewhere:
        here = await be(elsewhere, "hr")
        await elsewhere.post("/sign-out/everywhere", headers={"x-csrf-token": here["csrfToken"]})

    assert code(await copied(app, stolen, session["csrfToken"])) == (401, "session_over")


async def test_everywhere_is_not_everybody(browser: httpx2.AsyncClient, app: Starlette) -> None:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=HERE) as other:
        finance = await be(other, "finance")
        hr = await be(browser, "hr")
        await browser.post("/sign-out/everywhere", headers={"x-csrf-token": hr["csrfToken"]})

        assert (await ask(other, finance["csrfToken"])).status_code == 200


async def test_a_session_at_rest_is_over_after_half_an_hour(
    browser: httpx2.AsyncClient, now: list[datetime]
) -> None:
    session = await be(browser, "hr")

    now[0] += timedelta(minutes=30)

    assert code(await ask(browser, session["csrfToken"])) == (401, "session_over")
    assert not (await told(browser))["signedIn"]
    assert "meritgrid" not in browser.cookies


async def test_a_session_in_use_goes_on_for_twelve_hours(
    browser: httpx2.AsyncClient, now: list[datetime]
) -> None:
    session = await be(browser, "hr")
    began = now[0]

    for minutes in range(29, 720, 29):
        now[0] = began + timedelta(minutes=minutes)
        assert (await ask(browser, session["csrfToken"])).status_code == 200, minutes

    now[0] = began + timedelta(hours=12)
    assert code(await ask(browser, session["csrfToken"])) == (401, "session_over")


@pytest.mark.parametrize("value", ["x", "eyJhbGciOiJub25lIn0.e30.", "%00", "a" * 4_000, "mật-khẩu"])
async def test_anything_else_in_the_cookie_is_no_session(browser: httpx2.AsyncClient, value: str) -> None:
    headers = {"cookie": f"meritgrid={value}".encode()}

    answer = await browser.post("/graphql", json={"query": ME}, headers={**headers, "x-csrf-token": "x"})

    assert code(answer) == (401, "session_over")


async def test_a_token_of_a_provider_in_the_cookie_is_no_session(browser: httpx2.AsyncClient) -> None:
    token = (await browser.post("/development/token", json={"name": "finance"})).json()["token"]

    answer = await ask(browser, "x", cookie=f"meritgrid={token}")

    assert code(answer) == (401, "session_over")


async def test_the_trail_tells_each_sign_in_and_how_each_session_ended(
    browser: httpx2.AsyncClient, owner: Any
) -> None:
    await be(browser, "hr")
    await be(browser, "hr")
    for address in ("/sign-out", "/sign-out/everywhere"):
        session = await be(browser, "hr")
        await browser.post(address, headers={"x-csrf-token": session["csrfToken"]})

    told = await owner.fetch(
        "select happened, after::json ->> 'how' from audit_event where happened like 'session.%' order by id"
    )

    assert [tuple(row) for row in told] == [
        ("session.started", None),
        ("session.ended", "replaced"),
        ("session.started", None),
        ("session.ended", "replaced"),
        ("session.started", None),
        ("session.ended", "signed_out"),
        ("session.started", None),
        ("session.ended", "signed_out_everywhere"),
    ]
