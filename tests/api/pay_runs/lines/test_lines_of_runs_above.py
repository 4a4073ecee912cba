"""A run of the province, to whoever reads lines of one commune: how their line came about, and no other."""

import pytest
from sqlalchemy import text

from tests.given import known
from tests.given.pay_runs import approved, computed

LAST = """{ payLines(last: 2) { totalCount nodes {
  modelId modelVersion unit { code } steps { totalCount nodes { name says value { formatted } } } } } }"""
RUN = """query ($id: ID!) { node(id: $id) { ... on PayRun {
  rules { totalCount } steps { totalCount } lines { totalCount } } } }"""


@pytest.fixture
async def run(small, database, actor_named):
    """An approved run of the whole province, which commune HR may not read."""
    hr, finance = await actor_named("hr"), await actor_named("finance")
    return await approved(database, hr, finance, await computed(database, hr, known("unit", "T")))


async def test_whoever_reads_a_line_of_a_run_above_reads_its_rules_and_steps(client, run, owner):
    client.sign_in("commune_hr")

    lines = (await client.ask(LAST))["payLines"]
    whole = await client.ask(RUN, id=f"PayRun_{run.id}")

    steps = await owner.fetchval(
        "select count(*) from pay_run_step where pay_run_id = $1 and place is not null", run.id
    )
    assert whole == {"node": None}
    assert {line["unit"]["code"] for line in lines["nodes"]} == {"A"}
    assert steps > 0
    assert [line["steps"]["totalCount"] for line in lines["nodes"]] == [steps] * 2
    for line in lines["nodes"]:
        assert (line["modelId"], bool(line["modelVersion"])) == ("vn.bonus_fund_2026", True)
        assert line["steps"]["nodes"][0]["value"]["formatted"]
        assert all(step["says"] for step in line["steps"]["nodes"])


async def rules_and_steps(database, actor):
    """How many rules and steps of runs somebody reads."""
    async with database.reading(actor) as session:
        return [
            (await session.execute(text(f"select count(*) from {table}"))).scalar()
            for table in ("pay_run_rules", "pay_run_step")
        ]


async def test_whoever_has_no_right_on_a_unit_of_the_run_reads_neither(client, run, database, actor_named):
    seen = await rules_and_steps(database, await actor_named("commune_hr"))
    client.sign_in("admin")

    assert min(seen) > 0
    assert await rules_and_steps(database, await actor_named("admin")) == [0, 0]
    assert (await client.ask(LAST))["payLines"] == {"totalCount": 0, "nodes": []}
