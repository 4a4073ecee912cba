"""Answers by server-sent events, whatever is asked."""

import asyncio
from typing import Any

import pytest
from starlette.requests import ClientDisconnect

from api.http import event_stream
from api.timeouts import Lifetime
from tests.fixtures.events import Running

pytestmark = pytest.mark.usefixtures("small")


async def test_a_network_that_takes_nothing_ends_the_subscription(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "SENDING_SECONDS", 0.05)
    closed: list[bool] = []

    async def answers() -> Any:
        try:
            while True:
                yield b"{}"
        finally:
            closed.append(True)

    async def send(message: Any) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    async with asyncio.timeout(5) as timeout:
        with pytest.raises(ClientDisconnect):
            await event_stream.EventStream(answers(), Lifetime(timeout))({}, None, send)  # type: ignore[arg-type]

    assert closed == [True]


async def test_a_query_is_answered_once_by_events_too(running: Running) -> None:
    async with running.ask("{ about { mode } }") as events:
        name, data = await events.next()

        assert (name, data["data"]) == ("next", {"about": {"mode": "development"}})
        assert await events.next() == ("complete", None)


async def test_a_fault_of_the_document_is_an_event_with_its_code(running: Running) -> None:
    async with running.ask("subscription { nothing }") as events:
        name, data = await events.next()

        assert (name, list(data)) == ("next", ["errors"])
        assert data["errors"][0]["extensions"]["code"] == "invalid_document"
        assert await events.next() == ("complete", None)


async def test_nothing_is_changed_by_get_for_events_either(client: Any) -> None:
    headers = {"accept": "text/event-stream"}

    answer = await client.http.get("/graphql", params={"query": "mutation { __typename }"}, headers=headers)

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
