"""What cannot be computed for want of people or of kept inputs is refused by name, and nothing is written."""

from uuid import UUID

import pytest

from tests.given import known, organisation

CREATE = """mutation ($unit: ID!) {
  createPayRun(input: {unitId: $unit, year: 2026, title: "A run", idempotencyKey: "c"}) {
    payRun { id } problems { code message path row field } }
}"""
REPRODUCTION = "query ($run: ID!) { reproduction(payRunId: $run) { lines } }"
SIMULATE = """query ($run: ID!) {
  simulate(baseline: $run, scenarios: [{changes: [{model: "vn.classes_2026", parameter: "quota_bp", value: "1500"}]}]) {
    root } }"""


async def test_a_unit_where_nobody_held_a_post_pays_nobody(small, client, given, owner, trail):
    async with given() as session:
        empty = await organisation.unit(session, "C", parent=known("unit", "T"))
    client.sign_in("hr")

    told = await client.problem(CREATE, unit=f"Unit_{empty}")

    assert told == {
        "code": "nobody_in_unit",
        "message": "Nobody in this unit held a post in 2026: there is nobody to pay.",
        "path": ["input", "unitId"],
        "row": None,
        "field": "unitId",
    }
    assert await owner.fetchval("select count(*) from pay_run") == 0
    assert await trail() == []


@pytest.mark.parametrize(("who", "document"), [("hr", REPRODUCTION), ("legislator", SIMULATE)])
async def test_a_run_whose_kept_inputs_are_gone_says_which(
    client, computed_run: UUID, owner, trail, who, document
):
    kept = await owner.fetchval("select snapshot_hash from pay_run")
    await owner.execute("set session_replication_role = replica")
    await owner.execute("delete from snapshot_frame")
    before = await trail()
    client.sign_in(who)

    (error,) = await client.errors(document, run=f"PayRun_{computed_run}")

    assert error["extensions"] == {"code": "snapshot_not_found"}
    assert error["message"] == f"There is no snapshot {kept}."
    assert await trail() == before
    assert await owner.fetchval("select count(*) from asked_scenario") == 0
