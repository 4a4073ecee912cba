"""From the header to the actor: who is let in, and what is remembered for how long."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
from authlib.oauth2.rfc6750 import InvalidTokenError

from api.settings import Settings
from api.sign_in import development_tokens, tokens
from api.sign_in.authentication import MALFORMED, SignIn, sign_in
from domain import clock
from domain.actor import Actor
from domain.errors import Forbidden
from tests.fixtures.tokens import NAME, NOW, Provider, key, published

LAN = Actor(UUID(int=7), "Lan")


class Accounts:
    """The accounts of this administration, by subject, and what was asked for."""

    def __init__(self) -> None:
        self.known = {f"{NAME}|lan": LAN, "demo|hr": Actor(UUID(int=8), "HR")}
        self.asked: list[str] = []

    async def __call__(self, subject: str) -> Actor | None:
        self.asked.append(subject)
        return self.known.get(subject)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The one moment that everybody sees; set `now[0]` to move on."""
    moment = [NOW]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return moment


def trusting(provider: Provider) -> SignIn:
    """Sign-in that trusts this provider alone."""
    return SignIn({NAME: provider.issuer()}, skew_seconds=0)


def production(folder: Path) -> Settings:
    """Settings of a server with real people."""
    return Settings(
        mode="production",
        database_url="postgresql://db/meritgrid",
        data_folder=folder,
        oidc_issuer=NAME,
        oidc_jwks_url=f"{NAME}/keys",
    )


async def test_without_a_token_nobody_acts(now: Any) -> None:
    assert await trusting(Provider()).actor(None, Accounts()) is None


async def test_a_good_token_acts_as_its_account(now: Any) -> None:
    found = await trusting(Provider()).actor(f"Bearer {Provider().token()}", Accounts())

    assert found == LAN


@pytest.mark.parametrize("scheme", ["bearer", "BEARER"])
async def test_the_scheme_may_be_written_in_any_case(now: Any, scheme: str) -> None:
    assert await trusting(Provider()).actor(f"{scheme} {Provider().token()}", Accounts()) == LAN


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic bGFuOmxhbg==", "Bearer a b", "token"])
async def test_a_header_that_carries_no_bearer_token_is_refused(now: Any, header: str) -> None:
    accounts = Accounts()

    with pytest.raises(InvalidTokenError) as caught:
        await trusting(Provider()).actor(header, accounts)

    assert caught.value.description == MALFORMED
    assert accounts.asked == []


async def test_nobody_gets_in_without_an_account(now: Any) -> None:
    with pytest.raises(Forbidden) as caught:
        await trusting(Provider()).actor(f"Bearer {Provider().token(sub='stranger')}", Accounts())

    assert caught.value.code == "no_account"
    assert "stranger" not in caught.value.message
    assert caught.value.message.endswith("Ask whoever grants access to open one.")


async def test_a_token_seen_a_moment_ago_costs_no_second_look(now: Any) -> None:
    accounts, door, token = Accounts(), trusting(Provider()), Provider().token()

    for _ in range(5):
        assert await door.actor(f"Bearer {token}", accounts) == LAN

    assert accounts.asked == [f"{NAME}|lan"]


async def test_an_account_that_was_closed_is_out_within_half_a_minute(now: list[datetime]) -> None:
    accounts, door, token = Accounts(), trusting(Provider()), Provider().token()
    await door.actor(f"Bearer {token}", accounts)
    accounts.known.clear()
    now[0] += timedelta(seconds=30)

    with pytest.raises(Forbidden):
        await door.actor(f"Bearer {token}", accounts)


async def test_a_token_that_expires_is_forgotten_with_it(now: list[datetime]) -> None:
    door = trusting(Provider())
    token = Provider().token(exp=int(NOW.timestamp()) + 10)
    await door.actor(f"Bearer {token}", Accounts())
    now[0] += timedelta(seconds=10)

    with pytest.raises(InvalidTokenError) as caught:
        await door.actor(f"Bearer {token}", Accounts())

    assert caught.value.description == tokens.EXPIRED


async def test_a_withdrawn_key_ends_its_tokens_when_the_keys_are_read_again(now: list[datetime]) -> None:
    provider = Published()
    door = sign_in(production(Path("/nowhere")), provider.client)
    token = Provider().token()
    assert await door.actor(f"Bearer {token}", Accounts()) == LAN
    provider.keys = published(key("RS256", "of 2027"))
    now[0] += timedelta(seconds=30)
    other = Provider().token(signer=key("RS256", "of 2027"), sub="stranger")
    with pytest.raises(Forbidden):  # somebody else arrives with the new key, so it is fetched
        await door.actor(f"Bearer {other}", Accounts())

    with pytest.raises(InvalidTokenError) as caught:
        await door.actor(f"Bearer {token}", Accounts())

    assert caught.value.description == tokens.UNKNOWN_KEY


async def test_the_same_subject_of_two_issuers_is_two_people(tmp_path: Path, now: Any) -> None:
    accounts = Accounts()
    settings = Settings(mode="development", data_folder=tmp_path)
    door = sign_in(settings, httpx2.AsyncClient())
    door.issuers[NAME] = Provider().issuer()

    await door.actor(f"Bearer {development_tokens.mint(settings, 'hr')}", accounts)
    with pytest.raises(Forbidden):
        await door.actor(f"Bearer {Provider().token(sub='hr')}", accounts)

    assert accounts.asked == ["demo|hr", f"{NAME}|hr"]


async def test_production_never_believes_this_computer(tmp_path: Path, now: Any) -> None:
    accounts = Accounts()
    token = development_tokens.mint(Settings(mode="development", data_folder=tmp_path), "hr")
    door = sign_in(production(tmp_path), Published().client)

    with pytest.raises(InvalidTokenError) as caught:
        await door.actor(f"Bearer {token}", accounts)

    assert caught.value.description == tokens.OTHER_ISSUER
    assert accounts.asked == []


class Published:
    """A provider that publishes its keys over HTTP."""

    def __init__(self) -> None:
        self.keys = published(key("RS256"))
        answer = httpx2.MockTransport(lambda _request: httpx2.Response(200, json=self.keys))
        self.client = httpx2.AsyncClient(transport=answer)


async def test_a_changed_account_is_looked_up_anew_and_no_other(now: Any) -> None:
    who, accounts, token = trusting(Provider()), Accounts(), f"Bearer {Provider().token()}"
    await who.actor(token, accounts)
    who.forget(UUID(int=8))
    await who.actor(token, accounts)
    assert len(accounts.asked) == 1
    accounts.known[f"{NAME}|lan"] = Actor(LAN.id, "Lan", "vi")

    who.forget(LAN.id)

    found = await who.actor(token, accounts)
    assert (found and found.language, len(accounts.asked)) == ("vi", 2)


async def test_what_was_looked_up_while_an_account_changed_is_not_remembered(now: Any) -> None:
    who, accounts, token = trusting(Provider()), Accounts(), f"Bearer {Provider().token()}"

    async def changed_meanwhile(subject: str) -> Actor | None:
        found = await accounts(subject)
        who.forget(LAN.id)
        return found

    await who.actor(token, changed_meanwhile)
    await who.actor(token, accounts)

    assert len(accounts.asked) == 2
