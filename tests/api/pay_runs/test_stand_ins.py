"""What stood in for facts that no table records is named by the run that used it, over GraphQL."""

import pytest

from tests.given import known
from tests.given.pay_runs import computed

ASK = """query ($run: ID!) {
  node(id: $run) {
    ... on PayRun { standIns { totalCount nodes { column says until } } first: standIns(first: 1) { nodes { column } } }
  }
}"""
EXCUSED = "whoever records results leaves out what was excused"
NATIONAL = [
    ("ad_hoc_paid_vnd", "nothing was paid for sudden achievements", "pay"),
    ("organisation_class", "nobody heads an organisation that was classified", "day one"),
    ("outstanding_unit", "no unit was decided to be outstanding", "day one"),
    ("period_paid_vnd", "nothing was paid from the bonus fund within the year", "pay"),
    ("excused_delays", EXCUSED, "assessments"),
    ("excused_failures", EXCUSED, "assessments"),
]


@pytest.fixture
async def run(small, database, actor_named):
    """The bonus of the whole province, by the national rules."""
    return await computed(database, await actor_named("hr"), known("unit", "T"))


async def test_a_run_names_each_stand_in_with_what_is_assumed_and_what_ends_it(client, run):
    client.sign_in("hr")

    told = (await client.ask(ASK, run=f"PayRun_{run.id}"))["node"]

    assert [(one["column"], one["says"], one["until"]) for one in told["standIns"]["nodes"]] == NATIONAL
    assert (told["standIns"]["totalCount"], told["first"]) == (6, {"nodes": [{"column": NATIONAL[0][0]}]})


@pytest.mark.parametrize("named", ["null", "'[]'"], ids=["a run of before", "a run that took none"])
async def test_a_run_without_stand_ins_names_none(client, run, owner, named):
    await owner.execute("set session_replication_role = replica")
    await owner.execute(f"update pay_run set stand_ins = {named}")
    client.sign_in("hr")

    told = (await client.ask(ASK, run=f"PayRun_{run.id}"))["node"]

    assert told == {"standIns": {"totalCount": 0, "nodes": []}, "first": {"nodes": []}}
