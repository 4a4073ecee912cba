"""What somebody did lately is told to them without the right to read the trail."""

from datetime import timedelta

from domain import clock
from domain.access.accounts import sessions
from domain.access.accounts.sessions import Limits
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


async def test_that_one_signed_in_is_no_deed_and_yet_told_to_them_in_the_trail(
    small, client, database, actor_named
):
    employee, limits = await actor_named("employee"), Limits(timedelta(minutes=30), timedelta(hours=12))
    async with database.writing(employee) as session:
        await sessions.start(session, b"a" * 32, clock.now(), clock.now(), limits)

    client.sign_in("employee")
    answer = await client.ask(
        "{ me { id recent(first: 1) { nodes { kind } } }"
        " auditEvents(first: 1, filter: {kinds: [SESSION_STARTED]}) { nodes { subject actorId after } } }"
    )

    (event,) = answer["auditEvents"]["nodes"]
    assert answer["me"]["recent"]["nodes"] == []
    assert (event["subject"], event["actorId"]) == (answer["me"]["id"], answer["me"]["id"])
    assert event["after"]["provider"] == "demo"
