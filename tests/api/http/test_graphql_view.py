"""GraphQL over HTTP: what a client may send, and under which status and media type the answer comes."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import orjson
import pytest
import strawberry

from api.graphql.context import Context, Server
from api.graphql.engine.schema import Schema
from api.http.graphql_view import GraphQLView
from api.http.persisted_documents import PersistedDocuments

BOTH = "application/graphql-response+json, application/json;q=0.9"
NOBODY = Context(Server("development"), None)
ONE_FIELD = {"cost": {"requested": 1, "limit": 250_000}}


@strawberry.type
class Query:
    @strawberry.field
    async def greet(self, name: str = "Lan") -> str:
        return f"Chào {name}"

    @strawberry.field
    async def fail(self) -> str:
        raise ValueError("a bug")


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def change(self) -> bool:
        changed.append(True)
        return True


changed: list[bool] = []


@pytest.fixture
async def http() -> AsyncIterator[httpx2.AsyncClient]:
    """A client of a small schema."""
    view = GraphQLView(Schema(Query, Mutation), PersistedDocuments())

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await view(scope | {"context": NOBODY}, receive, send)

    changed.clear()
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://here") as client:
        yield client


Http = httpx2.AsyncClient


async def test_a_document_is_answered_in_the_new_media_type(http: Http) -> None:
    answer = await http.post("/", json={"query": "{ greet }"}, headers={"accept": BOTH})

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/graphql-response+json")
    assert answer.json() == {"data": {"greet": "Chào Lan"}, "extensions": ONE_FIELD}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("accept", ["application/json", "*/*", ""])
async def test_a_client_that_does_not_name_the_new_media_type_gets_json(http: Http, accept: str) -> None:
    answer = await http.post("/", json={"query": "{ greet }"}, headers={"accept": accept})

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")


@pytest.mark.parametrize(("accept", "status"), [(BOTH, 400), ("*/*", 400), ("application/json", 200)])
async def test_a_document_that_is_not_carried_out_has_no_data(http: Http, accept: str, status: int) -> None:
    answer = await http.post("/", json={"query": "{ great }"}, headers={"accept": accept})

    assert answer.status_code == status
    assert list(answer.json()) == ["errors"]
    assert answer.headers["content-type"] == (
        BOTH.partition(",")[0] if accept == BOTH else "application/json"
    )


async def test_an_error_while_answering_is_no_error_of_the_request(http: Http) -> None:
    answer = await http.post("/", json={"query": "{ fail }"}, headers={"accept": BOTH})

    assert answer.status_code == 200
    assert answer.json()["data"] is None
    assert answer.json()["errors"][0]["extensions"]["code"] == "internal"


async def test_variables_and_the_name_of_the_operation_are_used(http: Http) -> None:
    document = "query A { greet } query B($name: String!) { greet(name: $name) }"

    answer = await http.post(
        "/", json={"query": document, "operationName": "B", "variables": {"name": "Minh"}}
    )

    assert answer.json()["data"] == {"greet": "Chào Minh"}


async def test_an_operation_that_is_not_in_the_document_is_told(http: Http) -> None:
    answer = await http.post("/", json={"query": "query A { greet }", "operationName": "B"})

    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {
            "message": "The document has no operation named “B”; see `operationName`.",
            "extensions": {"code": "no_such_operation"},
        }
    ]


async def test_a_query_may_come_by_get(http: Http) -> None:
    variables = orjson.dumps({"name": "Hoa"}).decode()

    answer = await http.get(
        "/", params={"query": "query($name: String!) { greet(name: $name) }", "variables": variables}
    )

    assert answer.json()["data"] == {"greet": "Chào Hoa"}


async def test_nobody_changes_anything_by_get(http: Http) -> None:
    answer = await http.get("/", params={"query": "mutation { change }"})

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert changed == []


async def test_a_mutation_comes_by_post(http: Http) -> None:
    answer = await http.post("/", json={"query": "mutation { change }"})

    assert answer.json()["data"] == {"change": True}
    assert changed == [True]


async def test_a_browser_that_looks_here_is_shown_the_editor(http: Http) -> None:
    answer = await http.get("/", headers={"accept": "text/html,*/*;q=0.8"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/graphiql")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods_are_not_allowed(http: Http, method: str) -> None:
    answer = await http.request(method, "/")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "This is not JSON: "),
        (b"\xff\xfe", "This is not JSON: "),
        (b"[" * 100_000, "This is not JSON: "),
        (b"", "This is not JSON: "),
        (b"[]", "Batches are not answered: send one operation at a time."),
        (b'[{"query": "{ greet }"}]', "Batches are not answered: send one operation at a time."),
        (b"7", "There is no document: send "),
        (b"{}", "There is no document: send "),
        (b'{"query": ""}', "There is no document: send "),
        (b'{"query": 7}', "There is no document: send "),
        (
            b'{"query": "{ greet }", "query": "{ greet }"}',
            "This JSON cannot be taken: “query” is given twice, keep one of the",
        ),
        (
            b'{"query": "{ greet }", "variables": {"a": {"b": 1, "b": 2}}}',
            "This JSON cannot be taken: “b” is given twice",
        ),
        (
            b'{"query": "{ greet }", "variables": {"a": ' + b"[" * 1_000 + b"]" * 1_000 + b"}}",
            "This JSON cannot be taken: it is nested too deeply.",
        ),
        (b'{"query": "{ greet }", "variables": []}', "variables must be an object"),
        (b'{"query": "{ greet }", "operationName": 1}', "operationName must be a name."),
        (b'{"query": "{ greet }", "extensions": 1}', "extensions must be an object."),
    ],
)
async def test_what_is_no_request_is_told_why(http: Http, content: bytes, sentence: str) -> None:
    answer = await http.post("/", content=content, headers={"content-type": "application/json"})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"].startswith(sentence)
    assert answer.json()["errors"][0]["extensions"] == {"code": "bad_request"}


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
async def test_a_form_of_another_site_cannot_ask(http: Http, kind: str) -> None:
    answer = await http.post("/", content=b'{"query": "mutation { change }"}', headers={"content-type": kind})

    assert answer.status_code == 415
    assert changed == []


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", 'application/JSON;charset="UTF-8"'])
async def test_the_character_set_may_be_named(http: Http, kind: str) -> None:
    answer = await http.post("/", content=b'{"query": "{ greet }"}', headers={"content-type": kind})

    assert answer.json()["data"] == {"greet": "Chào Lan"}


async def test_another_character_set_is_not_guessed(http: Http) -> None:
    kind = {"content-type": "application/json; charset=utf-16"}

    answer = await http.post("/", content='{"query": "{ greet }"}'.encode("utf-16"), headers=kind)

    assert answer.status_code == 415
