"""Regulations in force: drafted by one, published by another."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from demo.rights import MODELS
from domain.actor import Actor
from domain.clock import now
from domain.database.sessions import WriteSession
from domain.pay_runs.kinds.extra_income import EXTRA_INCOME
from domain.regulations.service import draft, publish
from domain.regulations.tables import Regulation
from tests.given import START, YEAR, acting

JULY, AUGUST = date(YEAR, 7, 1), date(YEAR, 8, 1)


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


async def on_extra_income(
    session: WriteSession,
    drafter: Actor,
    publisher: Actor,
    unit_id: UUID,
    since: date = JULY,
    **numbers: Mapping[str, Any],
) -> Regulation:
    """The extra income of Ho Chi Minh City, from July on; two months of a quarter are enough for its class."""
    models = {stage.name: stage.example for stage in EXTRA_INCOME.stages}
    stated = {"vn.classes_2026": {"minimum_months": 2}, **numbers}
    return await published(
        session, drafter, publisher, unit_id, {"extra_income": stated}, since, {"extra_income": models}
    )
