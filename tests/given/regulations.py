"""Regulations in force: drafted by one, published by another."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from demo.rights import MODELS
from domain.actor import Actor
from domain.clock import now
from domain.database.sessions import WriteSession
from domain.regulations.service import draft, publish
from domain.regulations.tables import Regulation
from tests.given import START, acting


async def published(
    session: WriteSession,
    drafter: Actor,
    publisher: Actor,
    unit_id: UUID,
    parameters: Mapping[str, Mapping[str, Any]] | None = None,
    since: date = START,
    models: Mapping[str, Any] = MODELS,
) -> Regulation:
    """The national models for a unit, or others, with some numbers of its own."""
    await acting(session, drafter)
    made = await draft(session, drafter, unit_id, since, f"Rules of {since}", models, parameters or {})
    await session.flush()
    await acting(session, publisher)
    return await publish(session, publisher, made.id, made.version, now())
