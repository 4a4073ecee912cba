"""Random lives of an administration: all mutations by all roles in any order, with deadlines that strike anywhere.

Each begins with all that an administration does, done once; then anybody does anything. Nobody is paid twice, funds
balance, no transaction stays open, and from every state there is a way forward.
4 lives of 40 random steps; 40 and 1,000 in the longer tiers.
"""

from random import Random

import asyncpg
import httpx2
import pytest

import demo as administration
from api.app import create
from api.schema import schema
from domain.database import migrate
from domain.database.sessions import Database
from tests.api.lives.books import QUESTIONS, faults
from tests.api.lives.hand import OFTEN, Hand
from tests.api.lives.moves import MOVES, ROLES, assessed_again
from tests.api.lives.whole import whole_life
from tests.fixtures.client import HERE, Client
from tests.tiers import in_tier, thorough

LIVES = in_tier(4, 24, 1_000)
STEPS, EMPLOYEES, STRIKES = 40, 60, 0.2
# Of the random steps, at least; mostly ten and more. A life in which fewer do goes on, but not for ever.
SUCCEEDED, MOST_STEPS = 4, 200
DEADLINES = (0.005, 0.02, 0.06, 0.2, 0.5)
DONE, TOO_LATE = "DONE", "took_too_long"
MUTATIONS = schema._schema.mutation_type.fields


def document(name):
    """The mutation with all that it takes as a variable."""
    given = MUTATIONS[name].args["input"].type
    return f"mutation($input: {given}) {{ done: {name}(input: $input) {{ problems {{ code message }} }} }}"


@pytest.fixture
async def books(server, worker_id):
    """A small administration of this test's own, with all its people assessed: its address as the owner, and as us."""

    async def load(url):
        await migrate.migrate(url)
        await administration.load(url, EMPLOYEES, 1, until=administration.Until.ASSESSED)

    name = await server.clone(await server.template("lives", load), f"{worker_id}_life")
    yield server.url(name), server.application_url(name)
    await server.drop(name)


@pytest.fixture
async def keeper(books):
    """The owner of these books."""
    connection = await asyncpg.connect(books[0])
    yield connection
    await connection.close()


@pytest.fixture
async def patient_and_hurried(books, settings):
    """A client of a server that waits, and one of each deadline."""
    database = await Database.connect(books[1], readers=2)
    clients = []
    for seconds in (settings.deadline_seconds, *DEADLINES):
        app = create(settings.model_copy(update={"deadline_seconds": seconds}), "")
        app.state.server.database = database
        transport = httpx2.ASGITransport(app=app)
        clients.append(Client(httpx2.AsyncClient(transport=transport, base_url=HERE), settings))
    yield clients
    for client in clients:
        await client.http.aclose()
    await database.close()


async def play(client, role, name, arguments, key):
    """What comes of a mutation: `DONE`, the code of the first refusal, or of an error."""
    client.sign_in(role)
    answer = await client.send(document(name), input={**arguments, "idempotencyKey": key})
    if errors := answer.get("errors"):
        code = errors[0]["extensions"]["code"]
        assert code != "internal", (role, name, arguments, errors)
        return code
    problems = answer["data"]["done"]["problems"]
    return problems[0]["code"].lower() if problems else DONE


def test_every_mutation_is_played():
    assert set(MOVES) == set(MUTATIONS)


@thorough
@pytest.mark.parametrize("seed", range(LIVES))
async def test_whatever_happens_nobody_is_paid_twice_and_there_is_a_way_forward(
    seed, patient_and_hurried, keeper
):
    random = Random(seed)  # noqa: S311 - the same lives each time

    once = await do_all_once(random, patient_and_hurried, keeper)
    happened = await do_anything(random, patient_and_hurried, keeper)
    await go_on(patient_and_hurried[0], keeper)

    assert await faults(keeper) == [], happened
    assert {name for _, name, outcome in once if succeeded(outcome)} == set(MUTATIONS)
    assert TOO_LATE in {outcome for *_, outcome in once}
    assert done(happened) >= SUCCEEDED, happened


async def do_all_once(random, clients, keeper):
    """Who did what and what came of it: each succeeds, at once or sent again after a deadline struck."""
    happened, certain = [], Hand(random, keeper, often=1)
    async for role, name, arguments in whole_life(certain):
        key, hurried = f"once {len(happened)}", random.choice(clients)
        # No run is made within the shortest.
        for client in (clients[1] if name == "createPayRun" else hurried, clients[0]):
            outcome = await play(client, role, name, arguments, key)
            happened.append((role, name, outcome))
            assert await faults(keeper) == [], happened
            if outcome != TOO_LATE:
                break
        assert succeeded(outcome), happened
    return happened


async def do_anything(random, clients, keeper):
    """Who did what and what came of it, whatever came of it."""
    patient, *hurried = clients
    happened, hand = [], Hand(random, keeper)
    while len(happened) < STEPS or (done(happened) < SUCCEEDED and len(happened) < MOST_STEPS):
        name = random.choices(list(MOVES), [often for *_, often in MOVES.values()])[0]
        draw, able, _ = MOVES[name]
        arguments = await draw(hand)
        role = random.choice(able if random.random() < OFTEN else ROLES)
        client = random.choice(hurried) if random.random() < STRIKES else patient
        if arguments is not None:
            happened.append((role, name, await play(client, role, name, arguments, f"any {len(happened)}")))
            assert await faults(keeper) == [], happened
    return happened


def done(happened):
    """How many mutations succeeded."""
    return sum(succeeded(outcome) for *_, outcome in happened)


def succeeded(outcome):
    """Whether it is no refusal."""
    return outcome == DONE


async def go_on(client, keeper):
    """Every state leads on: what is not closed is set aside, funds are opened again, assessments confirmed."""
    for run in await keeper.fetch("select * from pay_run where state not in ('closed', 'discarded')"):
        version = run["version"]
        if run["state"] == "approved":
            other = await other_than(keeper, run["withdrawal_asked_by"])
            if run["withdrawal_asked_by"] is None:
                asked = await decide(client, "finance", "askPayRunWithdrawal", run["id"], version)
                version, other = version + 1, "hr"
                assert asked == DONE
            assert await decide(client, other, "withdrawPayRunApproval", run["id"], version) == DONE
            version += 1
        assert await decide(client, "hr", "discardPayRun", run["id"], version) == DONE
    for unit in await keeper.fetch("select unit_id from bonus_fund where state = 'open' limit 2"):
        opened = {"unitId": f"Unit_{unit['unit_id']}", "year": 2026}
        assert await play(client, "hr", "openBonusFunds", opened, f"again {unit['unit_id']}") == DONE
    waiting = await keeper.fetch(
        "select a.* from assessment a where state = 'proposed' and period = 'month' and not exists"
        " (select from paid_period p where p.employee_id = a.employee_id) limit 2"
    )
    sure = Hand(Random(0), keeper, often=1.0)  # noqa: S311 - nothing is kept secret by it
    for each in waiting:
        # Its results may have changed meanwhile: then it is proposed anew, and that is confirmed.
        again = assessed_again(sure, each)
        assert await play(client, "hr", "proposeAssessment", again, f"again {each['id']}") == DONE
        confirmed = {"id": f"Assessment_{each['id']}", "version": each["version"] + 1}
        assert await play(client, "assessor", "confirmAssessment", confirmed, f"{each['id']}") == DONE


async def decide(client, role, name, run, version):
    """A decision on a run, with its reason."""
    arguments = {"id": f"PayRun_{run}", "version": version, "reason": "The way out"}
    return await play(client, role, name, arguments, f"{name} {run} {version}")


async def other_than(keeper, account):
    """Somebody who may approve and is not the one who asked."""
    asked = await keeper.fetchval("select subject from account where id = $1", account)
    return "hr" if asked == "demo|finance" else "finance"


async def test_a_person_who_is_paid_twice_is_found(keeper, patient_and_hurried):
    """The rules above see what they are there to see."""
    client = patient_and_hurried[0]
    unit = await keeper.fetchval("select unit_id from bonus_fund order by unit_id limit 1")
    for title in ("A", "B"):
        made = {"unitId": f"Unit_{unit}", "year": 2026, "title": title}
        assert await play(client, "hr", "createPayRun", made, title) == DONE
    assert await faults(keeper) == []
    await keeper.execute("set session_replication_role = replica")
    await keeper.execute(
        "update pay_run set state = 'approved', reviewed_by = made_by, approved_by = gen_random_uuid()"
    )

    found = await faults(keeper)

    rules = list(QUESTIONS)
    assert [fault.split(":")[0] for fault in found] == rules[:3]
