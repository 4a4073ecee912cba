"""JWKS, the public keys of an issuer: fetched once, kept, and anew when a token names a new one."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

import httpx2
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from domain import clock
from domain.errors import Unavailable

log = logging.getLogger("meritgrid.sign_in")

FRESH = timedelta(minutes=10)
# A stranger can invent key ids as fast as requests: the provider must not feel it.
BETWEEN_FETCHES = timedelta(seconds=30)
LARGEST_ANSWER = 256_000


async def published(client: httpx2.AsyncClient, address: str) -> Any:
    """The JSON that a provider publishes at an address. Raises httpx2.HTTPError, and ValueError for what is none."""
    answer = await client.get(address, headers={"accept": "application/json"})
    answer.raise_for_status()
    if len(answer.content) > LARGEST_ANSWER:
        raise ValueError("the answer is too large")
    return answer.json()


class Keys(Protocol):
    """Where the keys of an issuer come from. `generation` changes with them."""

    generation: int

    async def with_id(self, key_id: str | None) -> KeySet:
        """All keys, fresh enough to look for `key_id`. Raises Unavailable when there are none to be had."""
        ...


@dataclass(slots=True)
class FixedKeys:
    """Keys that this process knows itself."""

    keys: KeySet
    generation: int = 0

    async def with_id(self, key_id: str | None) -> KeySet:  # noqa: ARG002
        return self.keys


@dataclass(slots=True)
class PublishedKeys:
    """Keys behind an address (a JWKS, RFC 7517). While the provider is away, the last ones stay good."""

    url: str
    client: httpx2.AsyncClient
    generation: int = 0
    _keys: KeySet | None = None
    _asked_at: datetime | None = None
    _alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def with_id(self, key_id: str | None) -> KeySet:
        if self._due(key_id):
            async with self._alone:
                if self._due(key_id):
                    await self._fetch()
        if self._keys is None:
            raise Unavailable(
                "sign_in_unavailable",
                "No token can be checked: the sign-in provider gives no keys. Try again in a moment.",
            )
        return self._keys

    def _due(self, key_id: str | None) -> bool:
        if self._asked_at is None:
            return True
        age = clock.now() - self._asked_at
        if self._keys is None or (key_id is not None and all(key.kid != key_id for key in self._keys)):
            return age >= BETWEEN_FETCHES
        return age >= FRESH

    async def _fetch(self) -> None:
        self._asked_at = clock.now()
        try:
            self._keys = KeySet.import_key_set(await published(self.client, self.url))
            self.generation += 1
        except (httpx2.HTTPError, JoseError, ValueError, KeyError, TypeError) as error:
            log.warning("the keys at %s could not be read: %s", self.url, error)
