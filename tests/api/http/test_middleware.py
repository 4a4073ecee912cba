"""Every answer: its headers, its name in the log, and nothing about a bug but an id."""

import json
import logging
from typing import Any

import httpx2
import pytest

from api import logs
from api.http.middleware import RequestMiddleware


async def answer(inside: Any, access_log: bool = False, **headers: str) -> httpx2.Response:
    """The answer of an application to one request."""
    transport = httpx2.ASGITransport(app=RequestMiddleware(inside, access_log))
    async with httpx2.AsyncClient(transport=transport, base_url="http://here") as client:
        return await client.get("/", headers=headers)


async def well(scope: Any, receive: Any, send: Any) -> None:
    """An application that answers."""
    own = [(b"content-security-policy", b"default-src 'none'")]
    await send({"type": "http.response.start", "status": 200, "headers": own})
    await send({"type": "http.response.body", "body": logs.request_id.get().encode()})


async def ill(scope: Any, receive: Any, send: Any) -> None:
    """An application with a bug."""
    raise ValueError("Lan earns 100 dong")


async def test_an_answer_that_is_no_page_may_load_and_frame_nothing() -> None:
    async def plain(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    headers = (await answer(plain)).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "'self'" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


async def test_no_page_of_another_site_may_read_answers() -> None:
    headers = (await answer(well, origin="https://elsewhere.example")).headers

    assert "access-control-allow-origin" not in headers
    assert headers["cross-origin-resource-policy"] == "same-origin"


async def test_an_answer_may_be_stricter_than_usual() -> None:
    assert (await answer(well)).headers["content-security-policy"] == "default-src 'none'"


async def test_each_request_has_a_name_of_its_own() -> None:
    first, second = await answer(well), await answer(well)

    assert first.headers["x-request-id"] == first.text
    assert first.text != second.text


async def test_a_name_that_the_caller_gives_is_kept() -> None:
    assert (await answer(well, **{"x-request-id": "payroll-7.a_B"})).text == "payroll-7.a_B"


@pytest.mark.parametrize("name", ["x" * 65, "a b", "a\tb", "<b>", ""])
async def test_a_name_that_would_break_a_log_is_replaced(name: str) -> None:
    assert (await answer(well, **{"x-request-id": name})).text != name


async def test_a_bug_answers_with_an_id_and_is_logged_under_it(caplog: pytest.LogCaptureFixture) -> None:
    found = await answer(ill)

    extensions = found.json()["errors"][0]["extensions"]
    assert (found.status_code, extensions["code"]) == (500, "internal")
    assert "Lan" not in found.text
    assert [record.error_id for record in caplog.records] == [extensions["id"]]
    assert "Lan earns 100 dong" in caplog.text


async def test_requests_are_logged_only_when_asked_for(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "meritgrid.access"):
        await answer(well)
        assert caplog.messages == []
        await answer(well, access_log=True)

    assert [message.rsplit(" ", 2)[0] for message in caplog.messages] == ["GET / 200"]


def test_a_line_for_machines_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    line = logs.ForMachines().format(
        logging.makeLogRecord(
            {"name": "meritgrid.x", "levelname": "ERROR", "msg": "bad\nthing", "error_id": "7"}
        )
    )

    found = json.loads(line)
    assert "\n" not in line
    assert (found["logger"], found["level"], found["message"], found["error_id"]) == (
        "meritgrid.x",
        "error",
        "bad\nthing",
        "7",
    )
