"""What somebody did lately is told to them without the right to read the trail."""

from tests.given import known
from tests.given.pay_runs import computed

RECENT = "{ me { recent(first: 1) { nodes { kind subject } } } }"


async def test_what_one_did_lately_needs_no_right_and_is_told_to_nobody_else(
    small, client, database, actor_named
):
    run = await computed(database, await actor_named("hr"), known("unit", "A"))

    client.sign_in("hr")
    done = (await client.ask(RECENT))["me"]["recent"]["nodes"]
    client.sign_in("employee")

    assert done == [{"kind": "PAY_RUN_COMPUTED", "subject": f"PayRun_{run.id}"}]
    assert (await client.ask(RECENT))["me"]["recent"]["nodes"] == []
