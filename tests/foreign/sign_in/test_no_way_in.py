"""Who comes back from a real OpenID provider otherwise than they went stays nobody."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from domain import clock
from tests.foreign.sign_in.browser import browser_of, go, signed_in
from tests.foreign.sign_in.provider import OpenIDProvider, needs_provider, pass_through

pytestmark = needs_provider


async def test_a_code_is_good_once(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, app: Starlette, owner: Any
) -> None:
    there = await go(browser)
    way = browser.cookies["__Host-meritgrid-sign-in"]
    back, _ = await pass_through(person, there, "lan")
    assert (await browser.get(back)).status_code == 303

    async with browser_of(app) as other:
        answer = await other.get(back, headers={"cookie": f"__Host-meritgrid-sign-in={way}"})

    assert (answer.status_code, "did not end where it began" in answer.text) == (403, True)
    assert await owner.fetchval("select count(*) from account_session") == 1


@pytest.mark.parametrize("how", ["no cookie", "other state", "other cookie", "no code"])
async def test_who_comes_back_another_way_stays_nobody(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, app: Starlette, owner: Any, how: str
) -> None:
    back, _ = await pass_through(person, await go(browser), "lan")
    async with browser_of(app) as other:
        if how == "other cookie":
            await go(other)
        using = browser if how in {"other state", "no code"} else other
        changed = {"other state": ("state=", "state=x"), "no code": ("code=", "c=")}.get(how, ("", ""))
        answer = await using.get(back.replace(*changed) if changed[0] else back)

    assert (answer.status_code, "did not end where it began" in answer.text) == (403, True)
    assert await owner.fetchval("select count(*) from account_session") == 0


async def test_whoever_takes_longer_than_ten_minutes_begins_again(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, owner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    back, _ = await pass_through(person, await go(browser), "lan")
    later = clock.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert (await browser.get(back)).status_code == 403
    assert await owner.fetchval("select count(*) from account_session") == 0


async def test_a_stranger_to_the_administration_is_told_so_and_stands_in_the_log_alone(
    browser: httpx2.AsyncClient,
    person: httpx2.AsyncClient,
    openid: OpenIDProvider,
    owner: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = await signed_in(browser, person, "stranger")

    assert answer.status_code == 403
    assert "you have no account here" in answer.text
    assert await owner.fetchval("select count(*) from account_session") == 0
    assert await owner.fetchval("select count(*) from audit_event where happened like 'session.%'") == 0
    assert [one.getMessage() for one in caplog.records if one.name == "meritgrid.sign_in"] == [
        f"the provider names {openid.issuer}|stranger, of whom there is no account"
    ]


async def test_a_provider_that_is_away_is_said_to_be(
    browser: httpx2.AsyncClient, person: httpx2.AsyncClient, openid: OpenIDProvider
) -> None:
    openid.stop()

    answer = await browser.get("/sign-in", headers={"accept-language": "vi"})

    assert (answer.status_code, answer.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert '<html lang="vi">' in answer.text
    openid.start()
