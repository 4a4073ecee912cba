"""Apollo's own client with its persisted queries, against the running application."""

from hashlib import sha256

import orjson
import pytest

from api.settings import Settings
from api.sign_in import development_tokens
from domain import clock
from domain.actor import SYSTEM
from domain.database.sessions import owning
from domain.documents import service as documents
from tests.fixtures.listening import needs_foreign, node

# As Apollo prints it, with the names of types that its cache wants.
DOCUMENT = "query Me {\n  me {\n    name\n    __typename\n  }\n}"


def told(lines: list[str]) -> list[str]:
    """The requests that were sent; both answers must be what HR is."""
    answers = [orjson.loads(line) for line in lines if line.startswith("{")]
    assert len(answers) == 2
    assert answers[0] == answers[1]
    assert answers[0]["me"]["__typename"] == "Account"
    return [line for line in lines if not line.startswith("{")]


@needs_foreign
@pytest.mark.parametrize("method", ["POST", "GET"])
async def test_apollo_sends_an_unknown_document_once_and_then_its_hash(
    demo: None, address: str, settings: Settings, method: str
) -> None:
    token = development_tokens.mint(settings, "hr")

    code, lines = await node("apollo.mjs", f"{address}/graphql", token, DOCUMENT, method)

    assert code == 0, lines
    assert told(lines) == [f"{method} hash 200", "POST document 200", f"{method} hash 200"]


@needs_foreign
async def test_apollo_never_sends_a_registered_document(
    demo: None, address: str, settings: Settings, owner_url: str
) -> None:
    token = development_tokens.mint(settings, "hr")
    async with owning(owner_url, SYSTEM) as session:
        texts = {sha256(DOCUMENT.encode()).hexdigest(): DOCUMENT}
        await documents.register(session, "apollo", texts, clock.now())

    code, lines = await node("apollo.mjs", f"{address}/graphql", token, DOCUMENT, "GET")

    assert code == 0, lines
    assert told(lines) == ["GET hash 200", "GET hash 200"]
