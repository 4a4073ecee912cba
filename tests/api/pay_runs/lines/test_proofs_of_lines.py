"""What proves a line: its path leads to the root of its run, by RFC 9162 as whoever verifies it computes it."""

from hashlib import sha256

import pytest
from sqlalchemy import text

from domain.actor import Actor
from domain.audit.service import seal
from tests.given import known
from tests.given.pay_runs import approved, computed

LINES = """{ payLines(first: 20) { nodes { id leaf isPaying payRun { linesRoot } proof {
  leaf leafIndex size path root decision decidedAt sealNumber sealLink sealedAt } } } }"""


def climbed(proof):
    """The root that a leaf and its path come to (RFC 9162, 2.1.3.2)."""
    place, last = proof["leafIndex"], proof["size"] - 1
    found = bytes.fromhex(proof["leaf"])
    for beside in map(bytes.fromhex, proof["path"]):
        assert last > 0
        if place % 2 or place == last:
            found = sha256(b"\x01" + beside + found).digest()
            while place and not place % 2:
                place, last = place // 2, last // 2
        else:
            found = sha256(b"\x01" + found + beside).digest()
        place, last = place // 2, last // 2
    assert last == 0
    return found.hex()


@pytest.fixture
async def run(small, database, actor_named):
    """A computed run of the whole province."""
    return await computed(database, await actor_named("hr"), known("unit", "T"))


@pytest.fixture
async def paid(run, database, actor_named):
    """The same, approved."""
    return await approved(database, await actor_named("hr"), await actor_named("finance"), run)


async def asked(client, who="hr"):
    client.sign_in(who)
    return (await client.ask(LINES))["payLines"]["nodes"]


async def test_every_line_of_a_run_leads_to_its_root(client, paid):
    lines = await asked(client)

    assert sorted(line["proof"]["leafIndex"] for line in lines) == list(range(len(lines)))
    assert len(lines) > 2
    for line in lines:
        assert line["proof"]["leaf"] == line["leaf"]
        assert line["proof"]["root"] == line["payRun"]["linesRoot"] == climbed(line["proof"])
        assert line["proof"]["size"] == len(lines)


async def test_as_many_proofs_as_two_seconds_hold_are_worked_out_at_once_and_no_more(client, paid):
    client.sign_in("hr")
    document = "query ($n: Int!) { payLines(first: $n) { nodes { proof { root } } } }"

    few = await client.ask(document, n=24)
    (many,) = await client.errors(document, n=25)

    assert len(few["payLines"]["nodes"]) == await lines_of(client)
    assert many["extensions"] == {"code": "too_large"}
    assert many["message"].startswith("The answer could have 250,051 fields, where one that takes long")


async def lines_of(client):
    """How many lines there are."""
    return (await client.ask("{ payLines { totalCount } }"))["payLines"]["totalCount"]


async def test_another_leaf_leads_elsewhere(client, paid):
    first, second = (line["proof"] for line in (await asked(client))[:2])

    assert climbed({**first, "leaf": second["leaf"]}) != first["root"]


async def test_a_run_in_the_making_pays_nobody_and_has_no_decision(client, run):
    lines = await asked(client)

    assert {line["isPaying"] for line in lines} == {False}
    assert {line["proof"]["decision"] for line in lines} == {None}
    assert {line["proof"]["sealNumber"] for line in lines} == {None}
    assert all(climbed(line["proof"]) == line["proof"]["root"] for line in lines)


async def test_an_approved_run_pays_by_a_decision_that_the_next_seal_covers(client, paid, database):
    waiting = (await asked(client))[0]
    sealed = await seal(database)
    told = (await asked(client))[0]["proof"]

    assert waiting["isPaying"] is True
    assert (waiting["proof"]["decision"], waiting["proof"]["sealNumber"]) == ("PAY_RUN_APPROVED", None)
    assert (told["sealNumber"], told["sealLink"]) == (str(sealed.number), sealed.link.hex())
    assert told["sealedAt"]


async def test_whoever_reads_lines_of_one_unit_is_shown_no_proof_of_another(
    client, paid, database, actor_named, owner
):
    theirs = await asked(client, "commune_hr")
    other = await owner.fetchval(
        "select l.id from pay_line l join unit u on u.id = l.unit_id where l.pay_run_id = $1 and u.code <> 'A' limit 1",
        paid.id,
    )

    async with database.reading(await actor_named("commune_hr")) as session:
        found = (await session.execute(text("select * from proof_of_line(:line)"), {"line": other})).all()

    assert other is not None
    assert found == []
    assert theirs
    assert {line["isPaying"] for line in theirs} == {True}
    assert all(climbed(line["proof"]) == line["proof"]["root"] for line in theirs)


async def test_an_employee_is_shown_what_proves_their_own_line_once_it_pays_and_nothing_of_a_colleague(
    run, database, actor_named, owner
):
    own, colleague = await owner.fetch(
        "select id, employee_id from pay_line where pay_run_id = $1 order by place limit 2", run.id
    )
    before = await proven(database, own["employee_id"], own["id"])

    await approved(database, await actor_named("hr"), await actor_named("finance"), run)

    assert before == []
    assert len(await proven(database, own["employee_id"], own["id"])) == 1
    assert await proven(database, own["employee_id"], colleague["id"]) == []


async def proven(database, person, line):
    """What somebody is told of a line."""
    async with database.reading(Actor(person, "Person")) as session:
        return (await session.execute(text("select root from proof_of_line(:line)"), {"line": line})).all()
