"""Whoever reads a run reads what was decided on it, by which office and why: a second person knows what one said."""

import pytest
from sqlalchemy import text

from tests.given import known
from tests.given.pay_runs import computed

ASK = """query ($id: ID!) { node(id: $id) { ... on PayRun { decisions { kind office reason at } madeAt state } } }"""
STEPS = (
    ("payroll", "reviewPayRun", ""),
    ("finance", "approvePayRun", 'reason: "Đủ nguồn"'),
    ("finance", "askPayRunWithdrawal", 'reason: "Chấm nhầm một tháng"'),
    ("hr", "withdrawPayRunApproval", 'reason: "Đã đối chiếu"'),
)
TOLD = [
    ("PAY_RUN_COMPUTED", "hr", "Bonus of 2026"),
    ("PAY_RUN_REVIEWED", "payroll", ""),
    ("PAY_RUN_APPROVED", "finance", "Đủ nguồn"),
    ("PAY_RUN_WITHDRAWAL_ASKED", "finance", "Chấm nhầm một tháng"),
    ("PAY_RUN_APPROVAL_WITHDRAWN", "hr", "Đã đối chiếu"),
]


@pytest.fixture
async def run(small, database, actor_named, client):
    """A run over the whole province whose approval was withdrawn."""
    made = await computed(database, await actor_named("hr"), known("unit", "T"))
    for version, (who, name, reason) in enumerate(STEPS, start=made.version):
        client.sign_in(who)
        asked = f'id: "PayRun_{made.id}", version: {version}, idempotencyKey: "{name}" {reason}'
        answer = await client.ask(f"mutation {{ {name}(input: {{{asked}}}) {{ problems {{ code }} }} }}")
        assert answer[name] == {"problems": []}
    return f"PayRun_{made.id}"


@pytest.mark.parametrize("who", ["hr", "finance", "payroll", "auditor"])
async def test_whoever_reads_the_run_reads_each_decision_in_order_with_its_office_and_reason(
    client, run, who
):
    client.sign_in(who)

    told = (await client.ask(ASK, id=run))["node"]["decisions"]

    assert [(one["kind"], one["office"], one["reason"]) for one in told] == TOLD
    assert sorted(one["at"] for one in told) == [one["at"] for one in told]


async def test_whoever_is_only_paid_by_a_run_or_tries_out_rules_reads_no_decision(client, run, owner):
    # So large that people without a right on it see what it comes to.
    await owner.execute("set session_replication_role = replica")
    await owner.execute("update pay_run set people = 10")
    client.sign_in("legislator")

    told = (await client.ask(ASK, id=run))["node"]

    assert (told["state"], told["decisions"]) == ("COMPUTED", [])


async def test_the_function_behind_it_tells_nobody_without_the_right(run, database, actor_named):
    async with database.reading(await actor_named("legislator")) as session:
        found = await session.execute(text("select * from events_of_run(:run)"), {"run": run.split("_")[1]})

    assert found.all() == []
