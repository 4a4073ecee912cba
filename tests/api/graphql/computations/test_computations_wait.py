"""Forty computations of one person wait in the queue, and nobody else waits for them."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from api.graphql.computations import InTurn, computes
from api.schema import schema
from domain.clock import now
from domain.database.sessions import Database
from domain.funds import service as funds
from domain.pay_runs import service
from tests.fixtures.client import Client

MAKE = """
    mutation ($unit: ID!, $key: String!) {
      createPayRun(input: {unitId: $unit, year: 2026, title: "Bonus", idempotencyKey: $key}) {
        payRun { id } problems { code message }
      }
    }
"""
DISCARD = """
    mutation ($run: ID!) {
      discardPayRun(input: {id: $run, version: 1, reason: "Made by mistake", idempotencyKey: "mine"}) {
        payRun { state } problems { code }
      }
    }
"""
APPROVE = """
    mutation ($run: ID!) {
      approvePayRun(input: {id: $run, version: 1, reason: "Looked at", idempotencyKey: "theirs"}) {
        payRun { state } problems { code }
      }
    }
"""
FORTY = 40


@pytest.fixture
async def held(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Computing, which lasts until `held["over"]` is set; how many are at it, and how many were at most."""
    state: dict[str, Any] = {"over": asyncio.Event(), "now": 0, "most": 0}
    real = service.create

    async def create(*given: Any, **named: Any) -> Any:
        state["now"] += 1
        state["most"] = max(state["most"], state["now"])
        try:
            await state["over"].wait()
            return await real(*given, **named)
        finally:
            state["now"] -= 1

    monkeypatch.setattr(service, "create", create)
    return state


def test_every_field_that_computes_waits_for_its_turn() -> None:
    computing = [
        field
        for kind in (schema._schema.query_type, schema._schema.mutation_type)
        for field in kind.fields.values()
        if computes(field)
    ]
    waiting = [
        field
        for field in computing
        if any(isinstance(each, InTurn) for each in field.extensions["strawberry-definition"].extensions)
    ]

    assert len(computing) == len(waiting) == 8


async def until(true: Callable[[], bool]) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110 - nothing tells the test
            await asyncio.sleep(0.02)


async def test_forty_computations_of_one_person_do_not_keep_another_from_a_small_change(
    client: Client, held: dict[str, Any], computed_run: Any, owner: Any
) -> None:
    unit = await owner.fetchval("select unit_id from unit_state where kind = 'province'")
    client.sign_in("hr")
    sent = [
        asyncio.create_task(client.ask(MAKE, unit=f"Unit_{unit}", key=str(number))) for number in range(FORTY)
    ]
    await until(lambda: sum(each.done() for each in sent) == 30 and held["now"] == 2)
    waiting = await owner.fetchval("select count(*) from pay_run")

    client.sign_in("finance")
    looked_at = await asyncio.wait_for(client.ask(APPROVE, run=f"PayRun_{computed_run}"), 20)
    client.sign_in("hr")
    discarded = await asyncio.wait_for(client.ask(DISCARD, run=f"PayRun_{computed_run}"), 20)
    computing = sum(not each.done() for each in sent)
    held["over"].set()
    answers = [(await each)["createPayRun"] for each in sent]

    # Another person's change is answered from the row itself: nobody has reviewed that run yet.
    assert looked_at == {"approvePayRun": {"payRun": None, "problems": [{"code": "PAY_RUN_COMPUTED"}]}}
    assert discarded == {"discardPayRun": {"payRun": {"state": "DISCARDED"}, "problems": []}}
    assert (waiting, computing, held["most"]) == (1, 10, 2)
    codes = ["done" if answer["payRun"] else answer["problems"][0]["code"] for answer in answers]
    assert codes.count("TOO_MANY_COMPUTATIONS") == 30
    assert set(codes) <= {"TOO_MANY_COMPUTATIONS", "YEAR_IN_USE", "done"}
    assert codes.count("done") == await owner.fetchval("select count(*) from pay_run") - 1 >= 1


async def test_a_year_that_somebody_is_computing_is_refused_in_words_and_free_afterwards(
    database: Database, client: Client, make_run: Any, province: Any, hr: Any, owner: Any
) -> None:
    client.sign_in("hr")
    async with database.writing(hr) as session:
        await service.create(session, hr, province, 2026, "The first", now(), funds.check)
        refused = await client.problem(MAKE, unit=f"Unit_{province}", key="second")
        meanwhile = await owner.fetchval("select count(*) from pay_run")
    again = await client.done(MAKE, unit=f"Unit_{province}", key="second")

    assert refused == {
        "code": "year_in_use",
        "message": "Somebody else is computing or closing a pay run of 2026 just now. Nothing was written; try again"
        " in a minute.",
    }
    assert meanwhile == 0
    assert again["id"].startswith("PayRun_")
    assert await owner.fetchval("select count(*) from pay_run") == 2
