"""Apollo's cache as `clients/typescript/apollo.ts` sets it up: growing lists, things known by their id, decisions."""

import shutil

import orjson

from api.settings import Settings
from api.sign_in import development_tokens
from tests.fixtures.listening import FOREIGN, NODE, needs_foreign, run

pytestmark = needs_foreign


async def test_lists_grow_by_filter_and_order_and_a_decision_changes_the_run_that_is_held(
    computed_run, front_end, address, settings: Settings, owner
):
    shutil.copy(FOREIGN / "apollo_cache.mjs", front_end)
    token = development_tokens.mint(settings, "hr")
    rows = await owner.fetch("select code, full_name from employee order by code")
    codes = [row["code"] for row in rows]
    named = [row["code"] for row in rows if "nguyễn" in row["full_name"].lower()]

    code, lines = await run(front_end, NODE, "apollo_cache.mjs", f"{address}/graphql", token)

    assert code == 0, lines
    grown, lists, before, after, held = map(orjson.loads, lines)
    assert grown == {"pages": codes[:6]}
    assert lists == {"pages": codes[:6], "backwards": codes[:-4:-1], "some": named[:3]}
    assert (before, after) == ({"state": "COMPUTED"}, {"state": "REVIEWED"})
    things = [tuple(each) for each in held["things"]]
    assert len(set(things)) == len(things) == len({*codes[:6], *codes[:-4:-1], *named[:3]}) + 1
    assert all(id.startswith(f"{kind}_") for kind, id in things)
    assert await owner.fetchval("select state from pay_run") == "reviewed"
