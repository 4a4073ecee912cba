"""Persisted documents: the text behind a hash, of a registered document or of one that Apollo's clients sent before."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from time import monotonic
from typing import TypeAlias

from api.graphql.cache import Cache
from api.http.graphql_request import BadRequestError, GraphQLRequest

Lookup: TypeAlias = Callable[[str], Awaitable[str | None]]

REMEMBERED, ROOM_BYTES = 1_000, 32_000_000
# How long a document is taken for registered, or for not, before the database is asked again.
REGISTERED_SECONDS, UNKNOWN_SECONDS = 30.0, 2.0
# What Apollo's clients wait for, under the status of Apollo's own server: they send the document itself next.
NOT_FOUND = (200, "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
UNKNOWN = (
    "No document with the id sha256:{hash} is registered here. Register it with `meritgrid documents register`, or send"
    " the document itself as `query`."
)
NOT_REGISTERED = (
    "This server carries out registered documents only, and this one is not. Ask its operator to register it with"
    " `meritgrid documents register`, then send it or its id. Nothing was done."
)
OTHER_TEXT = (
    "extensions.persistedQuery.sha256Hash is the hash of another text than `query`: hash it as it is sent."
)


async def _none(_sha256: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class PersistedDocuments:
    """`look_up` finds what is registered. `registered_only`: nothing else is carried out, introspection neither."""

    look_up: Lookup = _none
    registered_only: bool = False
    registered: Cache[tuple[str | None, float]] = field(default_factory=lambda: Cache(REMEMBERED, ROOM_BYTES))
    automatic: Cache[str] = field(default_factory=lambda: Cache(REMEMBERED, ROOM_BYTES))

    async def text(self, asked: GraphQLRequest, known: bool) -> str:
        """The document to carry out. `known`: whoever asks has signed in; what strangers send is not kept.

        Raises BadRequestError for a hash without a document, a document of another hash, and one that must be
        registered and is not; Unavailable when the database cannot be asked.
        """
        if not asked.query:
            return await self._of_hash(asked)
        if asked.automatic or self.registered_only:
            hashed = sha256(asked.query.encode()).hexdigest()
            if asked.automatic and hashed != asked.sha256:
                raise BadRequestError(400, OTHER_TEXT, "document_hash")
            if self.registered_only:
                await self._refuse_unregistered(hashed)
            elif known:
                self.automatic.put(hashed, asked.query, len(asked.query))
        return asked.query

    async def _of_hash(self, asked: GraphQLRequest) -> str:
        found = await self._registered(asked.sha256)
        if found is None and not self.registered_only and asked.automatic:
            found = self.automatic.get(asked.sha256)
        if found is None and asked.automatic:
            raise BadRequestError(*NOT_FOUND)
        if found is None:
            raise BadRequestError(404, UNKNOWN, "unknown_document", hash=asked.sha256)
        return found

    async def _refuse_unregistered(self, hashed: str) -> None:
        if await self._registered(hashed) is None:
            raise BadRequestError(403, NOT_REGISTERED, "document_not_registered")

    async def _registered(self, hashed: str) -> str | None:
        known = self.registered.get(hashed)
        if known is not None and monotonic() < known[1]:
            return known[0]
        text = await self.look_up(hashed)
        until = monotonic() + (UNKNOWN_SECONDS if text is None else REGISTERED_SECONDS)
        self.registered.put(hashed, (text, until), len(text or hashed))
        return text
