"""npm graphql-sse follows a run of the running application."""

import asyncio
from typing import Any

import orjson
import pytest

from api.settings import Settings
from api.sign_in import development_tokens
from domain.clock import now
from domain.database.sessions import Database
from domain.pay_runs import service
from domain.reading.ids import global_id
from tests.fixtures.listening import needs_foreign, node_lines

pytestmark = [needs_foreign, pytest.mark.usefixtures("small")]


async def test_graphql_sse_hears_every_change_of_a_run(
    address: str, settings: Settings, database: Database, actor_named: Any, computed_run: Any
) -> None:
    document = f'subscription {{ payRunChanged(id: "{global_id("PayRun", computed_run)}") {{ state }} }}'
    token, hr = development_tokens.mint(settings, "hr"), await actor_named("hr")

    async with node_lines("subscribe.mjs", f"{address}/graphql", token, document, 2) as lines:
        first = await anext(lines)
        async with database.writing(hr) as session:
            await service.review(session, hr, computed_run, 1, now())
        second, last = await anext(lines), await anext(lines)

    assert [orjson.loads(line) for line in (first, second)] == [
        {"data": {"payRunChanged": {"state": "COMPUTED"}}},
        {"data": {"payRunChanged": {"state": "REVIEWED"}}},
    ]
    assert last == "complete"


async def test_graphql_sse_is_told_why_it_hears_nothing(
    address: str, settings: Settings, owner: Any, computed_run: Any
) -> None:
    await owner.execute("delete from access_grant where verb like 'pay_run.%'")
    document = f'subscription {{ payRunChanged(id: "{global_id("PayRun", computed_run)}") {{ state }} }}'
    token = development_tokens.mint(settings, "hr")

    async with (
        asyncio.timeout(20),
        node_lines("subscribe.mjs", f"{address}/graphql", token, document) as lines,
    ):
        told, last = orjson.loads(await anext(lines)), await anext(lines)

    assert told["errors"][0]["extensions"]["code"] == "pay_run_not_found"
    assert last == "complete"
