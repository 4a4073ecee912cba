"""A run in a state that an act does not take is refused by the name of the state, and stays as it is."""

from uuid import UUID

import pytest

from tests.given import known
from tests.given.pay_runs import computed

SOMEBODY = UUID(int=7)
REVIEWED = {"reviewed_by": SOMEBODY}
APPROVED = REVIEWED | {"approved_by": SOMEBODY}
CLOSED = APPROVED | {"closed_by": SOMEBODY}
REASON = 'reason: "As resolved"'
# The state, who decided what of it, who asks for which act that it does not take, and the refusal.
REFUSED = [
    ("computing", {}, "hr", "reviewPayRun", "pay_run_computing", "takes one that is computed. Wait until"),
    ("computed", {}, "finance", "approvePayRun", "pay_run_computed", "Review it first (reviewPayRun)"),
    ("reviewed", REVIEWED, "finance", "closePayRun", "pay_run_reviewed", "Have somebody else approve it"),
    ("approved", APPROVED, "hr", "discardPayRun", "pay_run_approved", "Close it (closePayRun)"),
    ("closed", CLOSED, "hr", "askPayRunWithdrawal", "pay_run_closed", "It changes no more: read it"),
    ("discarded", {}, "hr", "discardPayRun", "pay_run_discarded", "make another run (createPayRun)"),
]


@pytest.fixture
async def run(small, database, actor_named, happened):
    """A computed run of a commune."""
    made = await computed(database, await actor_named("hr"), known("unit", "A"))
    happened.before = len(await happened.all())
    return made.id


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case[0])
async def test_an_act_that_a_state_does_not_take_is_refused_by_its_name(client, run, owner, trail, case):
    state, decided, who, act, code, way_out = case
    by = "".join(f", {column} = '{account}'" for column, account in decided.items())
    await owner.execute("set session_replication_role = replica")
    await owner.execute(f"update pay_run set state = $1{by} where id = $2", state, run)
    before = await owner.fetchrow("select * from pay_run")
    reason = "" if act == "reviewPayRun" else REASON
    given = f'id: "PayRun_{run}", version: {before["version"]}, idempotencyKey: "k" {reason}'
    client.sign_in(who)

    told = await client.problem(
        f"mutation {{ {act}(input: {{{given}}}) {{ payRun {{ id }} problems {{ code message path row field }} }} }}"
    )

    assert way_out in told.pop("message")
    assert told == {"code": code, "path": ["input", "id"], "row": None, "field": "id"}
    assert await owner.fetchrow("select * from pay_run") == before
    assert await trail() == []
