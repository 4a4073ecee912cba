"""What waits for whom: each task appears for exactly those who can do it, and is gone when it is done."""

from datetime import timedelta

import pytest

from domain.access.grants import confirm, grant, request
from domain.access.rights import Right
from domain.clock import today
from tests.given import YEAR, known
from tests.given.drafts import BONUS, models
from tests.given.pay_runs import computed

TASKS = """{ me { tasks { totalCount nodes {
  kind title reason action dueOn law choice people amount { formatted } unit { code } nodeId
} } } }"""
KINDS = "{ me { tasks { nodes { kind nodeId } } } }"
REASON = 'reason: "As resolved"'
EVERYBODY = (
    *("hr", "finance", "legislator", "auditor", "assessor", "commune_hr", "admin", "employee", "payroll"),
)
# The acts, and by whom, that lead to a state; and for whom it then waits.
STEPS = {
    "computed": ((), {"PAY_RUN_REVIEW": {"hr", "payroll"}}),
    "reviewed": ((("payroll", "reviewPayRun"),), {"PAY_RUN_APPROVE": {"finance"}}),
    "approved": (
        (("payroll", "reviewPayRun"), ("finance", "approvePayRun")),
        {"PAY_RUN_CLOSE": {"finance"}, "PAY_LINE_NEW": {"employee"}},
    ),
    "asked": (
        (("payroll", "reviewPayRun"), ("finance", "approvePayRun"), ("finance", "askPayRunWithdrawal")),
        {"PAY_RUN_WITHDRAW": {"hr"}, "PAY_LINE_NEW": {"employee"}},
    ),
    "withdrawn": (
        (
            ("payroll", "reviewPayRun"),
            ("finance", "approvePayRun"),
            ("finance", "askPayRunWithdrawal"),
            ("hr", "withdrawPayRunApproval"),
        ),
        {"PAY_RUN_REVIEW": {"hr", "payroll"}},
    ),
    "closed": (
        (("payroll", "reviewPayRun"), ("finance", "approvePayRun"), ("finance", "closePayRun")),
        {"PAY_LINE_NEW": {"employee"}},
    ),
    "discarded": ((("hr", "discardPayRun"),), {}),
}


@pytest.fixture
async def run(small, database, actor_named):
    """A computed run of a commune, which HR made."""
    return f"PayRun_{(await computed(database, await actor_named('hr'), known('unit', 'A'))).id}"


async def decide(client, who, name, run):
    """A decision by somebody, at the version that the run has."""
    client.sign_in(who)
    read = "query ($id: ID!) { node(id: $id) { ... on PayRun { version } } }"
    version = (await client.ask(read, id=run))["node"]["version"]
    reason = "" if name == "reviewPayRun" else REASON
    document = f"""mutation ($id: ID!, $version: Int!, $key: String!) {{
      {name}(input: {{id: $id, version: $version, idempotencyKey: $key {reason}}}) {{
        payRun {{ state }} problems {{ message }} }} }}"""
    await client.done(document, id=run, version=version, key=f"{name} {run}")


async def waiting(client):
    """For whom what waits, by its kind."""
    found = {}
    for who in EVERYBODY:
        client.sign_in(who)
        for task in (await client.ask(KINDS))["me"]["tasks"]["nodes"]:
            found.setdefault(task["kind"], set()).add(who)
    return found


async def tasks(client, who):
    """All that waits for somebody."""
    client.sign_in(who)
    return (await client.ask(TASKS))["me"]["tasks"]["nodes"]


@pytest.mark.parametrize("state", STEPS)
async def test_a_run_waits_for_whoever_may_take_its_next_step_and_for_nobody_else(client, run, state):
    steps, waits = STEPS[state]
    for who, name in steps:
        await decide(client, who, name, run)

    assert await waiting(client) == waits


async def test_what_waits_says_until_when_by_which_law_and_how_much_it_is_about(client, run):
    await decide(client, "payroll", "reviewPayRun", run)

    client.read_in("vi")
    (task,) = await tasks(client, "finance")

    total = await client.ask(
        "query ($id: ID!) { node(id: $id) { ... on PayRun { total { formatted } people } } }", id=run
    )
    assert task == {
        "kind": "PAY_RUN_APPROVE",
        "title": "Duyệt tiền thưởng của Commune A",
        "reason": "“Bonus of 2026”, payroll đã soát",
        "action": "Xem và duyệt",
        "dueOn": "2027-01-31",
        "law": "Nghị định 161/2026/NĐ-CP, Điều 4: tiền thưởng chưa chi khi hết năm ngân sách, kể cả thời gian"
        " chỉnh lý đến 31/01, thì hủy dự toán hoặc nộp trả.",
        "choice": None,
        "people": 3,
        "amount": {"formatted": total["node"]["total"]["formatted"]},
        "unit": {"code": "A"},
        "nodeId": run,
    }


async def test_whoever_made_a_run_may_not_approve_it_and_it_does_not_wait_for_them(
    client, run, database, actor_named
):
    finance, admin = await actor_named("finance"), await actor_named("admin")
    async with database.writing(admin) as session:
        right = Right(finance.id, "pay_run.create", known("unit", "B"), today(), None)
        await grant(session, admin, right, "Trial", today())
    own = f"PayRun_{(await computed(database, finance, known('unit', 'B'))).id}"
    await decide(client, "payroll", "reviewPayRun", own)
    await decide(client, "payroll", "reviewPayRun", run)

    assert [task["nodeId"] for task in await tasks(client, "finance")] == [run]
    assert [task["nodeId"] for task in await tasks(client, "hr")] == [own]


async def test_nothing_waits_for_a_program_to_be_approved(client, run, owner):
    await decide(client, "payroll", "reviewPayRun", run)
    assert [task["kind"] for task in await tasks(client, "finance")] == ["PAY_RUN_APPROVE"]

    await owner.execute("update account set is_program = true where subject = 'demo|finance'")

    assert await tasks(client, "finance") == []


async def test_another_run_that_pays_the_same_people_waits_for_nobody(client, run, database, actor_named):
    other = await computed(database, await actor_named("hr"), known("unit", "A"), "Again")
    await decide(client, "payroll", "reviewPayRun", f"PayRun_{other.id}")
    await decide(client, "payroll", "reviewPayRun", run)
    await decide(client, "finance", "approvePayRun", run)

    assert [task["kind"] for task in await tasks(client, "finance")] == ["PAY_RUN_CLOSE"]


async def test_a_draft_waits_for_whoever_may_publish_it(client, small, owner):
    draft = """mutation ($input: DraftRegulationInput!) { draftRegulation(input: $input) {
      regulation { id version } problems { message } } }"""
    client.sign_in("hr")
    made = await client.done(
        draft,
        input={
            "unitId": f"Unit_{known('unit', 'B')}",
            "effectiveFrom": f"{YEAR}-02-01",
            "title": "Quy chế xã",
            "models": models("BONUS", BONUS),
            "parameters": [],
            "idempotencyKey": "draft",
        },
    )

    assert await waiting(client) == {"REGULATION_PUBLISH": {"finance"}}
    (task,) = await tasks(client, "finance")
    assert (task["title"], task["reason"]) == (
        "Publish a regulation of Commune B",
        "“Quy chế xã”, drafted by hr",
    )
    assert (task["nodeId"], task["dueOn"], task["law"], task["amount"]) == (made["id"], None, None, None)

    publish = """mutation ($id: ID!, $version: Int!) { publishRegulation(input: {id: $id, version: $version,
      idempotencyKey: "p"}) { regulation { id } problems { message } } }"""
    await client.done(publish, id=made["id"], version=made["version"])
    assert await waiting(client) == {}


async def test_assessments_wait_by_unit_for_whoever_may_confirm_them(client, small, owner):
    await owner.execute(
        "set session_replication_role = replica;"
        "update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null"
        " where period = 'year' or period_start = '2026-11-01'"
    )

    client.read_in("en")
    found = await tasks(client, "assessor")

    assert await waiting(client) == {"ASSESSMENT_CONFIRM": {"assessor"}}
    assert [(task["unit"]["code"], task["reason"], task["dueOn"]) for task in found] == [
        *((code, "Assessments that wait: 3", "2026-12-14") for code in "AB"),
        *((code, "Assessments that wait: 3", None) for code in "AB"),
    ]
    assert [task["law"] is None for task in found] == [False, False, True, True]
    await owner.execute(
        "update assessment set assessed_by = $1 where state = 'proposed'", await account(owner, "assessor")
    )
    assert await waiting(client) == {}


async def test_assessments_that_somebody_was_paid_from_wait_for_nobody(client, run, owner):
    await decide(client, "payroll", "reviewPayRun", run)
    await decide(client, "finance", "approvePayRun", run)
    await owner.execute(
        "set session_replication_role = replica;"
        "update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null where period = 'year'"
    )

    assert [task["unit"]["code"] for task in await tasks(client, "assessor")] == ["B"]


async def test_a_right_that_another_asked_for_waits_for_whoever_may_give_it(
    client, small, database, actor_named
):
    admin, auditor = await actor_named("admin"), await actor_named("auditor")
    unit, whom = known("unit", "A"), (await actor_named("legislator")).id
    async with database.writing(admin) as session:
        giving = Right(auditor.id, "access.grant", known("unit", "T"), today(), None, ["fund.read"])
        await grant(session, admin, giving, "Trial", today())
    async with database.writing(admin) as session:
        asked = await request(session, admin, Right(whom, "fund.read", unit, today(), None), "Trial", today())
        asked_id = asked.id
    async with database.writing(admin) as session:
        # Whoever is to give it may not pass this one on.
        await request(session, admin, Right(whom, "people.read", unit, today(), None), "Trial", today())

    assert await waiting(client) == {"RIGHT_CONFIRM": {"auditor"}}
    (task,) = await tasks(client, "auditor")
    assert (task["nodeId"], task["dueOn"]) == (f"AccessRequest_{asked_id}", today().isoformat())
    assert (task["reason"], task["law"], task["choice"] is None) == (
        "The right to read funds: two people give it.",
        None,
        False,
    )

    async with database.writing(auditor) as session:
        await confirm(session, auditor, asked_id, "Trial", today())
    assert await waiting(client) == {}


async def test_rights_that_end_within_thirty_days_are_told_to_their_holder(
    client, small, database, actor_named
):
    admin, legislator = await actor_named("admin"), await actor_named("legislator")
    async with database.writing(admin) as session:
        for verb, days in (("fund.read", 30), ("pay_run.read", 30), ("people.read", 31)):
            ends = today() + timedelta(days=days)
            right = Right(legislator.id, verb, known("unit", "A"), today(), ends)
            await grant(session, admin, right, "Trial", today())

    assert await waiting(client) == {"RIGHT_ENDS": {"legislator"}}
    (task,) = await tasks(client, "legislator")
    last = today() + timedelta(days=29)
    assert (task["dueOn"], task["unit"]["code"]) == (last.isoformat(), "A")
    assert task["reason"] == "Rights that end: 2. Whoever grants rights there can give them anew."

    async with database.writing(admin) as session:
        for verb in ("fund.read", "pay_run.read"):
            right = Right(legislator.id, verb, known("unit", "T"), today(), None)
            await grant(session, admin, right, "Trial", today())
    assert await waiting(client) == {}


async def test_what_waits_for_another_is_not_told(client, run):
    client.sign_in("auditor")
    seen = await client.ask("{ payRuns(first: 1) { nodes { madeBy { subject tasks { nodes { kind } } } } } }")

    assert seen["payRuns"]["nodes"][0]["madeBy"] == {"subject": "demo|hr", "tasks": {"nodes": []}}


async def test_tasks_with_a_last_day_come_first_and_pages_go_on_from_their_cursor(client, run, owner):
    await owner.execute(
        "set session_replication_role = replica;"
        "update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null"
        " where period = 'year' or period_start = '2026-11-01'"
    )
    client.sign_in("assessor")
    page = """query ($after: String) { me { tasks(first: 3, after: $after) {
      totalCount pageInfo { endCursor hasNextPage } nodes { dueOn unit { code } } } } }"""

    first = (await client.ask(page))["me"]["tasks"]
    rest = (await client.ask(page, after=first["pageInfo"]["endCursor"]))["me"]["tasks"]

    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (4, True)
    days = [task["dueOn"] for task in (*first["nodes"], *rest["nodes"])]
    assert days == ["2026-12-14", "2026-12-14", None, None]


async def account(owner, name):
    """The id of an office's account."""
    return await owner.fetchval("select id from account where subject = $1", f"demo|{name}")
