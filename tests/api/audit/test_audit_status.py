"""How far the trail is sealed, over GraphQL."""

from domain.audit.service import seal

STATUS = "{ auditStatus { seals sealedEvents waitingEvents link sealedAt } }"


async def test_the_status_counts_seals_and_events_and_gives_the_link_to_keep(
    client, database, owner, make_run
):
    client.sign_in("auditor")
    await make_run()
    before = (await client.ask(STATUS))["auditStatus"]
    sealed = await seal(database)

    after = (await client.ask(STATUS))["auditStatus"]

    assert before == {"seals": 0, "sealedEvents": 0, "waitingEvents": 2, "link": None, "sealedAt": None}
    assert (after["seals"], after["sealedEvents"], after["waitingEvents"]) == (1, 2, 0)
    assert after["link"] == sealed.link.hex()
    assert after["sealedAt"].startswith(str(sealed.sealed_at.date()))


async def test_nobody_reads_the_status_without_signing_in(client):
    (error,) = await client.errors(STATUS)

    assert error["extensions"]["code"] == "unauthenticated"
