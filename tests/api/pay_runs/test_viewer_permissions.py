"""What a run says that one may do with it is what then happens, in each state and by each office."""

from uuid import UUID

import pytest

from tests.given import known
from tests.given.pay_runs import computed

REASON = 'reason: "As resolved"'
ACTS = {
    "viewerCanReview": "reviewPayRun",
    "viewerCanApprove": "approvePayRun",
    "viewerCanClose": "closePayRun",
    "viewerCanDiscard": "discardPayRun",
    "viewerCanAskWithdrawal": "askPayRunWithdrawal",
    "viewerCanWithdrawApproval": "withdrawPayRunApproval",
    "viewerCanKeepApproval": "keepPayRunApproval",
}
REASONLESS = {"reviewPayRun"}
# The acts, and by whom, that lead to a state.
STATES = {
    "computed": (),
    "reviewed": (("hr", "reviewPayRun"),),
    "approved": (("hr", "reviewPayRun"), ("finance", "approvePayRun")),
    "asked": (("hr", "reviewPayRun"), ("finance", "approvePayRun"), ("finance", "askPayRunWithdrawal")),
    "closed": (("hr", "reviewPayRun"), ("finance", "approvePayRun"), ("finance", "closePayRun")),
    "discarded": (("hr", "discardPayRun"),),
}
# Who may do what in it; nobody else, and nothing else.
MAY = {
    "computed": {"viewerCanReview": {"hr", "payroll"}, "viewerCanDiscard": {"hr"}},
    "reviewed": {"viewerCanApprove": {"finance"}, "viewerCanDiscard": {"hr"}},
    "approved": {"viewerCanClose": {"finance"}, "viewerCanAskWithdrawal": {"hr", "finance"}},
    "asked": {"viewerCanWithdrawApproval": {"hr"}, "viewerCanKeepApproval": {"hr", "finance"}},
    "closed": {},
    "discarded": {},
}
SEERS = ("hr", "finance", "payroll", "auditor")
ASK = "query ($id: ID!) {{ node(id: $id) {{ ... on PayRun {{ {} {{ allowed code reason }} version state }} }} }}"


def act(name):
    """The document of a decision on a run."""
    reason = "" if name in REASONLESS else REASON
    return f"""mutation ($id: ID!, $version: Int!, $key: String!) {{
      {name}(input: {{id: $id, version: $version, idempotencyKey: $key {reason}}}) {{
        payRun {{ version state }} problems {{ code message path }} }} }}"""


async def done(client, who, name, run, key):
    """A decision by somebody, at the version that the run has."""
    client.sign_in(who)
    version = (await client.ask("query ($id: ID!) { node(id: $id) { ... on PayRun { version } } }", id=run))[
        "node"
    ]
    return (await client.ask(act(name), id=run, version=version["version"], key=f"{key} {who}"))[name]


@pytest.fixture
async def run(small, database, actor_named):
    """A computed run of a commune."""
    return f"PayRun_{(await computed(database, await actor_named('hr'), known('unit', 'A'))).id}"


async def told(client, run, field):
    """What it says to each office."""
    answers = {}
    for who in SEERS:
        client.sign_in(who)
        answers[who] = (await client.ask(ASK.format(field), id=run))["node"][field]
    return answers


@pytest.mark.parametrize("state", STATES)
async def test_what_may_not_be_done_is_refused_for_the_reason_told(client, run, owner, state):
    for who, name in STATES[state]:
        assert (await done(client, who, name, run, name))["problems"] == []
    before = await owner.fetch("select * from pay_run")

    for field, name in ACTS.items():
        answers = await told(client, run, field)
        allowed = {who for who in SEERS if answers[who]["allowed"]}
        assert (field, allowed) == (field, MAY[state].get(field, set()))
        for who in sorted(answers.keys() - allowed):
            refused = await done(client, who, name, run, f"refused {field}")
            assert refused["payRun"] is None
            codes = [problem["code"].upper() for problem in refused["problems"]]
            assert (field, who, [answers[who]["code"]]) == (field, who, codes)
            assert answers[who]["reason"]
    assert await owner.fetch("select * from pay_run") == before


@pytest.mark.parametrize(
    ("state", "field", "who"),
    [(state, field, who) for state in MAY for field in MAY[state] for who in sorted(MAY[state][field])],
)
async def test_what_may_be_done_is_done(client, run, state, field, who):
    for before, name in STATES[state]:
        await done(client, before, name, run, name)

    assert (await told(client, run, field))[who] == {"allowed": True, "code": None, "reason": None}
    answer = await done(client, who, ACTS[field], run, "allowed")
    assert (answer["problems"], answer["payRun"] is None) == ([], False)


@pytest.mark.parametrize(
    ("state", "field", "who"),
    [("computed", "viewerCanReview", "hr"), ("reviewed", "viewerCanApprove", "finance")],
)
async def test_a_run_of_people_whom_another_run_pays_is_told_to_be_so_before(
    client, run, database, actor_named, owner, state, field, who
):
    other = f"PayRun_{(await computed(database, await actor_named('hr'), known('unit', 'A'))).id}"
    for by, name in STATES[state]:
        await done(client, by, name, run, name)
    assert (await told(client, run, field))[who]["allowed"] is True
    for by, name in STATES["approved"]:
        assert (await done(client, by, name, other, f"other {name}"))["problems"] == []

    answers = await told(client, run, field)
    refused = await done(client, who, ACTS[field], run, "refused")

    assert (answers[who]["allowed"], answers[who]["code"]) == (False, "ALREADY_PAID")
    assert answers[who]["reason"].startswith("Some of its people are paid for the period by another run")
    assert [problem["code"] for problem in refused["problems"]] == ["ALREADY_PAID"]
    assert answers["auditor"]["code"] == "FORBIDDEN"
    right = {"viewerCanReview": "review pay runs", "viewerCanApprove": "approve pay runs"}[field]
    assert f"the right to {right}, which" in answers["auditor"]["reason"]
    assert await owner.fetchval("select state from pay_run where id = $1", UUID(run[7:])) == state


async def test_who_asked_for_a_withdrawal_is_told_with_the_office(client, run):
    document = """query ($id: ID!) { node(id: $id) { ... on PayRun {
      withdrawalAskedById withdrawalAskedBy { id } withdrawalAskedByOffice } } }"""
    nobody = {"withdrawalAskedById": None, "withdrawalAskedBy": None, "withdrawalAskedByOffice": None}
    client.sign_in("hr")
    assert (await client.ask(document, id=run))["node"] == nobody
    for who, name in STATES["asked"]:
        assert (await done(client, who, name, run, name))["problems"] == []

    client.sign_in("finance")
    own = (await client.ask("{ me { id } }"))["me"]["id"]
    asked = (await client.ask(document, id=run))["node"]

    assert asked["withdrawalAskedById"] == asked["withdrawalAskedBy"]["id"]
    assert own.rpartition("_")[2] == asked["withdrawalAskedById"].rpartition("_")[2]
    assert asked["withdrawalAskedByOffice"] == "finance"


async def test_whoever_is_paid_sees_the_offices_that_decided_and_no_account(client, make_run):
    run = f"PayRun_{(await make_run()).id}"
    for who, name in STATES["closed"]:
        assert (await done(client, who, name, run, name))["problems"] == []
    client.sign_in("employee")

    line = await client.ask("""{ payLines(first: 5) { totalCount nodes { payRun {
      madeByOffice reviewedByOffice approvedByOffice closedByOffice madeBy { id } approvedBy { id }
      viewerCanApprove { allowed code } } } } }""")

    hr, finance = "Phòng Tổ chức cán bộ", "Phòng Tài chính"
    offices = {
        "madeByOffice": hr,
        "reviewedByOffice": hr,
        "approvedByOffice": finance,
        "closedByOffice": finance,
    }
    hidden = {"madeBy": None, "approvedBy": None, "viewerCanApprove": {"allowed": False, "code": "FORBIDDEN"}}
    assert line["payLines"] == {"totalCount": 1, "nodes": [{"payRun": offices | hidden}]}


async def test_the_right_that_is_lacking_is_told_in_the_readers_language(client, run):
    client.read_in("vi")

    lacking = (await told(client, run, "viewerCanDiscard"))["auditor"]

    assert lacking["reason"].startswith("Việc này cần quyền lập bảng chi trả, mà hôm nay")
