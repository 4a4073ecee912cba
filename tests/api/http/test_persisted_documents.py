"""Persisted documents: asked by their id, kept by who asked, and, if the operator wants it so, the only ones."""

from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any

import httpx2
import orjson
import pytest

from api.app import create
from api.settings import Settings
from domain import clock
from domain.actor import SYSTEM
from domain.database.sessions import Database, owning
from domain.documents import service as documents
from tests.fixtures.client import HERE, Client

ME = "query Me { me { name } }"
ABOUT = "query About { about { mode } }"


def id_of(text: str) -> str:
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def automatic(text: str) -> dict[str, Any]:
    """What Apollo's clients send in place of a document."""
    return {"persistedQuery": {"version": 1, "sha256Hash": sha256(text.encode()).hexdigest()}}


@pytest.fixture
async def registered(owner_url: str) -> None:
    """One document of a client: who am I."""
    async with owning(owner_url, SYSTEM) as session:
        await documents.register(session, "portal", {id_of(ME)[7:]: ME}, clock.now())


@pytest.fixture
async def closed(
    settings: Settings, database: Database, client: Client, registered: None
) -> AsyncIterator[httpx2.AsyncClient]:
    """A client, as HR, of a server that carries out nothing else."""
    client.sign_in("hr")
    app = create(settings.model_copy(update={"registered_documents_only": True}), "")
    app.state.server.database = database
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url=HERE, headers=client.http.headers) as http:
        yield http


def error(answer: httpx2.Response) -> tuple[int, str]:
    """The status and the code of an answer that is one error and nothing else."""
    body = answer.json()
    assert "data" not in body
    (only,) = body["errors"]
    return answer.status_code, only["extensions"]["code"]


async def test_a_registered_document_is_asked_by_its_id(client: Client, registered: None) -> None:
    client.sign_in("hr")

    by_post = await client.http.post("/graphql", json={"documentId": id_of(ME)})
    by_get = await client.http.get("/graphql", params={"documentId": id_of(ME)})

    expected = (await client.send(ME))["data"]
    assert by_post.json()["data"] == by_get.json()["data"] == expected
    assert by_post.headers["cache-control"] == "no-store"


async def test_an_answer_is_kept_by_who_asked_and_asked_for_again(client: Client, registered: None) -> None:
    client.sign_in("hr")
    first = await client.http.get("/graphql", params={"documentId": id_of(ME)})
    tag = {"if-none-match": first.headers["etag"]}

    again = await client.http.get("/graphql", params={"documentId": id_of(ME)}, headers=tag)
    client.sign_in("finance")
    other = await client.http.get("/graphql", params={"documentId": id_of(ME)}, headers=tag)

    assert (first.headers["cache-control"], first.headers["etag"][:3]) == ("private, no-cache", 'W/"')
    assert {"Authorization", "Accept", "Accept-Language"} <= set(first.headers["vary"].split(", "))
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == "private, no-cache"
    assert (other.status_code, other.json()["data"] == first.json()["data"]) == (200, False)


async def test_an_answer_with_an_error_or_to_a_document_in_full_is_not_kept(
    client: Client, registered: None
) -> None:
    refused = await client.http.get("/graphql", params={"documentId": id_of(ME)})
    in_full = await client.http.get("/graphql", params={"query": ABOUT})

    for answer in (refused, in_full):
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers


async def test_a_document_that_nobody_registered_is_told_with_the_ways_out(client: Client) -> None:
    answer = await client.http.post("/graphql", json={"documentId": id_of(ME)})

    assert error(answer) == (404, "unknown_document")
    assert answer.json()["errors"][0]["message"] == (
        f"No document with the id {id_of(ME)} is registered here. Register it with `meritgrid documents register`, or"
        " send the document itself as `query`."
    )


@pytest.mark.parametrize("given", ["sha256:7", "md5:" + "0" * 32, "sha256:" + "A" * 64, 7, ["a"]])
async def test_what_is_no_id_of_a_document_is_told(client: Client, given: Any) -> None:
    answer = await client.http.post("/graphql", json={"documentId": given})

    assert error(answer) == (400, "bad_request")
    assert answer.json()["errors"][0]["message"].startswith("documentId must be “sha256:” and 64 hexadecimal")


async def test_a_document_and_an_id_together_are_refused(client: Client, registered: None) -> None:
    answer = await client.http.post("/graphql", json={"documentId": id_of(ME), "query": ABOUT})

    assert error(answer) == (400, "bad_request")


async def test_what_strangers_send_is_carried_out_and_not_kept(client: Client) -> None:
    whole = await client.http.post("/graphql", json={"query": ABOUT, "extensions": automatic(ABOUT)})
    again = await client.http.post("/graphql", json={"extensions": automatic(ABOUT)})

    assert whole.json()["data"] == {"about": {"mode": "development"}}
    assert error(again) == (200, "PERSISTED_QUERY_NOT_FOUND")


async def test_apollos_clients_send_the_document_once_and_then_its_hash(client: Client) -> None:
    client.sign_in("hr")
    hash_alone = await client.http.post("/graphql", json={"extensions": automatic(ABOUT)})
    by_get = await client.http.get("/graphql", params={"extensions": orjson.dumps(automatic(ABOUT)).decode()})
    whole = await client.http.post("/graphql", json={"query": ABOUT, "extensions": automatic(ABOUT)})
    again = await client.http.post("/graphql", json={"extensions": automatic(ABOUT)})

    for answer in (hash_alone, by_get):
        assert error(answer) == (200, "PERSISTED_QUERY_NOT_FOUND")
        assert answer.json()["errors"][0]["message"] == "PersistedQueryNotFound"
        assert answer.headers["cache-control"] == "no-store"
    assert whole.json()["data"] == again.json()["data"] == {"about": {"mode": "development"}}


async def test_a_registered_document_is_found_by_apollos_hash(client: Client, registered: None) -> None:
    client.sign_in("hr")

    answer = await client.http.post("/graphql", json={"extensions": automatic(ME)})

    assert answer.json()["data"] == (await client.send(ME))["data"]


async def test_nobody_puts_a_text_under_the_hash_of_another(client: Client) -> None:
    sent = {"query": ABOUT, "extensions": automatic(ME)}

    answer = await client.http.post("/graphql", json=sent)
    after = await client.http.post("/graphql", json={"extensions": automatic(ME)})

    assert error(answer) == (400, "document_hash")
    assert error(after) == (200, "PERSISTED_QUERY_NOT_FOUND")


@pytest.mark.parametrize(
    "sent",
    [
        {"query": ABOUT},
        {"query": "{ __schema { queryType { name } } }"},
        {"query": ME + " "},
        {"query": ABOUT, "extensions": automatic(ABOUT)},
        {"query": "mutation { nothing }"},
    ],
)
async def test_a_server_for_registered_documents_carries_out_nothing_else(
    closed: httpx2.AsyncClient, sent: dict[str, Any]
) -> None:
    answer = await closed.post("/graphql", json=sent)

    assert error(answer) == (403, "document_not_registered")
    assert "meritgrid documents register" in answer.json()["errors"][0]["message"]


async def test_a_server_for_registered_documents_answers_those_however_they_are_sent(
    closed: httpx2.AsyncClient,
) -> None:
    ways = [{"query": ME}, {"documentId": id_of(ME)}, {"extensions": automatic(ME)}]

    answers = [(await closed.post("/graphql", json=sent)).json()["data"] for sent in ways]

    assert answers[0]["me"]["name"]
    assert answers == answers[:1] * 3


async def test_the_editor_of_such_a_server_says_why_it_is_not_there(closed: httpx2.AsyncClient) -> None:
    answer = await closed.get("/graphiql")

    assert answer.status_code == 404
    assert answer.text.startswith("This server carries out registered documents only")


async def test_a_hash_is_answered_while_the_database_is_away_as_any_request_is(
    client: Client, settings: Settings
) -> None:
    app = create(settings, "")
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=HERE) as http:
        answer = await http.post("/graphql", json={"documentId": id_of(ME)})

    assert error(answer) == (503, "database_unavailable")
