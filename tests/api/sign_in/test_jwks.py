"""A provider changes its keys when it likes; strangers cannot make us ask it all the time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest

from api.sign_in.jwks import BETWEEN_FETCHES, FRESH, PublishedKeys
from domain import clock
from domain.errors import Unavailable
from tests.fixtures.tokens import NOW, key, published

ADDRESS = "https://id.example.gov.vn/keys"


class Provider:
    """Publishes `answer` at its address, and counts who asks."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked = 0
        self.keys = PublishedKeys(ADDRESS, httpx2.AsyncClient(transport=httpx2.MockTransport(self._respond)))

    def _respond(self, _request: httpx2.Request) -> httpx2.Response:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        if isinstance(self.answer, int):
            return httpx2.Response(self.answer)
        return httpx2.Response(200, json=self.answer)


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Let time pass."""
    moment: list[datetime] = [NOW]

    def later(spent: timedelta) -> None:
        moment[0] += spent

    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return later


Wait = Callable[[timedelta], None]


async def test_keys_are_fetched_once_for_many_tokens(wait: Wait) -> None:
    provider = Provider(published(key("RS256")))

    for _ in range(3):
        assert [each.kid for each in await provider.keys.with_id("RS256 of 2026")] == ["RS256 of 2026"]

    assert provider.asked == 1


async def test_a_rotated_key_is_accepted_after_one_more_fetch(wait: Wait) -> None:
    provider = Provider(published(key("RS256")))
    await provider.keys.with_id("RS256 of 2026")
    provider.answer = published(key("RS256", "of 2027"))
    wait(BETWEEN_FETCHES)

    found = await provider.keys.with_id("of 2027")

    assert [each.kid for each in found] == ["of 2027"]
    assert (provider.asked, provider.keys.generation) == (2, 2)


async def test_invented_key_ids_do_not_reach_the_provider(wait: Wait) -> None:
    provider = Provider(published(key("RS256")))
    await provider.keys.with_id("RS256 of 2026")

    for number in range(100):
        await provider.keys.with_id(f"invented {number}")
    wait(BETWEEN_FETCHES)
    for number in range(100):
        await provider.keys.with_id(f"invented {number}")

    assert provider.asked == 2


async def test_keys_are_asked_for_again_when_they_grow_old(wait: Wait) -> None:
    provider = Provider(published(key("RS256")))
    await provider.keys.with_id("RS256 of 2026")
    wait(FRESH)

    await provider.keys.with_id("RS256 of 2026")

    assert provider.asked == 2


@pytest.mark.parametrize(
    "answer", [503, httpx2.ConnectError("away"), {"keys": []}, {}, "keys", {"keys": [1]}]
)
async def test_the_last_keys_stay_good_while_the_provider_is_away(wait: Wait, answer: Any) -> None:
    provider = Provider(published(key("RS256")))
    await provider.keys.with_id("RS256 of 2026")
    provider.answer = answer
    wait(FRESH)

    found = await provider.keys.with_id("RS256 of 2026")

    assert [each.kid for each in found] == ["RS256 of 2026"]
    assert (provider.asked, provider.keys.generation) == (2, 1)


async def test_without_any_keys_no_token_can_be_checked(wait: Wait) -> None:
    provider = Provider(503)

    for _ in range(2):
        with pytest.raises(Unavailable) as caught:
            await provider.keys.with_id("RS256 of 2026")
        assert caught.value.code == "sign_in_unavailable"

    assert provider.asked == 1


async def test_a_provider_that_returns_is_found_again(wait: Wait) -> None:
    provider = Provider(503)
    with pytest.raises(Unavailable):
        await provider.keys.with_id("RS256 of 2026")
    provider.answer = published(key("RS256"))
    wait(BETWEEN_FETCHES)

    assert [each.kid for each in await provider.keys.with_id("RS256 of 2026")] == ["RS256 of 2026"]


async def test_an_answer_that_is_far_too_large_is_not_taken(wait: Wait) -> None:
    provider = Provider(published(key("RS256")) | {"padding": "x" * 300_000})

    with pytest.raises(Unavailable):
        await provider.keys.with_id("RS256 of 2026")
