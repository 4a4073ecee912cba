"""What others report of payroll programmes, put to this one: the same people twice, the past of a paid year."""

from pathlib import Path

CASES = Path(__file__).parents[2] / "cases"
FIND = """
{ units(first: 1, filter: {kinds: [COMMUNE]}) { nodes { id } } }
"""
READ = """
query ($u: ID!, $m: Date!) {
  results(first: 1, filter: {subtreeOf: $u, month: {from: $m, to: $m}}) { nodes { version employeeId product { id } } }
}
"""
CLOSE = """
mutation ($i: ID!, $v: Int!) {
  closePayRun(input: {id: $i, version: $v, reason: "Paid", idempotencyKey: "c"}) { payRun { state } problems { code } }
}
"""


def mutations(name: str) -> list[str]:
    """The documents of a case, one a line."""
    return [line for line in (CASES / name).read_text().splitlines() if line.startswith("mutation")]


async def unit_of(client) -> str:
    client.sign_in("hr")
    return (await client.ask(FIND))["units"]["nodes"][0]["id"]


async def made_and_reviewed(client, unit, title):
    make, review, _ = mutations("20-two-approved-runs.graphql")
    run = await client.done(make, u=unit, t=title, k=f"make {title}")
    reviewed = await client.done(review, i=run["id"], v=run["version"], k=f"review {title}")
    return run["id"], reviewed["version"]


async def approval(client, run, version):
    client.sign_in("finance")
    answer = await client.ask(
        mutations("20-two-approved-runs.graphql")[2], i=run, v=version, k=f"approve {run}"
    )
    return answer["approvePayRun"]


async def test_two_runs_of_one_unit_and_year_are_not_both_approved(client, owner):
    unit = await unit_of(client)
    runs = [await made_and_reviewed(client, unit, title) for title in ("A", "B")]

    first, second = [await approval(client, *run) for run in runs]

    assert (first["payRun"]["state"], first["problems"]) == ("APPROVED", [])
    assert second == {"payRun": None, "problems": [{"code": "ALREADY_PAID"}]}
    assert await owner.fetchval("select count(*) from pay_run where state = 'approved'") == 1


async def test_a_result_of_a_month_of_a_closed_year_is_refused(client, owner):
    unit = await unit_of(client)
    run, version = await made_and_reviewed(client, unit, "A")
    await approval(client, run, version)
    closed = await client.done(CLOSE, i=run, v=version + 1)
    assert closed == {"state": "CLOSED"}
    client.sign_in("hr")
    there = (await client.ask(READ, u=unit, m="2026-03-01"))["results"]["nodes"][0]
    row = {
        "employeeId": there["employeeId"],
        "productId": there["product"]["id"],
        "month": "2026-03-01",
        "assigned": 8,
        "completed": 3,
        "sourceSystem": "x",
        "expectedVersion": there["version"],
    }
    before = await owner.fetch("select * from kpi_result order by id")

    (record,) = mutations("21-result-of-a-paid-month.graphql")
    refused = await client.problem(record, r=[row], k="r")
    to_come = {name: value for name, value in row.items() if name != "expectedVersion"} | {
        "month": "2030-01-01"
    }
    early = await client.problem(record, r=[to_come], k="s")

    assert refused == {"code": "already_paid"}
    assert early == {"code": "month_to_come"}
    assert await owner.fetch("select * from kpi_result order by id") == before
