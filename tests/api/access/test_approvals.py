"""Who lets money, a rule or a right take effect is a person, and has proved within five minutes who they are."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain import clock
from domain.access.service import FRESH, refuse_to_approve
from domain.actor import Actor
from domain.database.errors import refusal_from
from domain.database.tables import new_id
from domain.errors import Forbidden
from tests.given import known
from tests.given.pay_runs import computed

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
APPROVE = """mutation ($id: ID!) {
  approvePayRun(input: {id: $id, version: 2, reason: "Đủ nguồn", idempotencyKey: "k"}) {
    payRun { state } problems { code message } } }"""
REVIEW = """mutation ($id: ID!) {
  reviewPayRun(input: {id: $id, version: 1, idempotencyKey: "k"}) { payRun { state } problems { code } } }"""
# Each with arguments that are refused for other reasons when the sign-in is good.
OTHERS = {
    "withdrawPayRunApproval": ("hr", 'id: "PayRun_{id}", version: 1, reason: "x"'),
    "publishRegulation": ("finance", 'id: "Regulation_{id}", version: 1'),
    "confirmRight": ("admin", 'id: "AccessRequest_{id}", reason: "x"'),
    "grantRight": (
        "admin",
        'accountId: "Account_{id}", verb: FUND_READ, unitId: "Unit_{id}", effectiveFrom: "2026-12-31", reason: "x"',
    ),
    "openAccount": ("admin", 'issuer: "demo", subject: "new", name: "x", unitId: "Unit_{id}", reason: "x"'),
    "closeAccount": ("admin", 'id: "Account_{id}", version: 1, reason: "x"'),
    "reopenAccount": ("admin", 'id: "Account_{id}", version: 1, reason: "x"'),
}

OPENED = """
    insert into account (id, subject, name, is_program, unit_id, version)
    select gen_random_uuid(), 'demo|new', 'New', false, unit_id, 1 from account where id = :id
"""


@pytest.fixture
def now(monkeypatch):
    """The one moment that everybody sees; set `now[0]` to move on."""
    moment = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return moment


@pytest.fixture
async def run(small, database, actor_named, client):
    """A reviewed run over the whole province."""
    made = await computed(database, await actor_named("hr"), known("unit", "T"))
    client.sign_in("payroll")
    await client.done(REVIEW, id=f"PayRun_{made.id}")
    return made


async def state(owner, run):
    """The run's state and who approved it, as they are kept."""
    return tuple(await owner.fetchrow("select state, approved_by from pay_run where id = $1", run.id))


async def test_a_sign_in_of_six_minutes_ago_approves_nothing_and_a_new_one_does(client, run, now, owner):
    client.sign_in("finance")
    now[0] += timedelta(minutes=6)

    told = await client.problem(APPROVE, id=f"PayRun_{run.id}")

    assert told == {
        "code": "sign_in_too_old",
        "message": "Whoever approves has signed in within the last 5 minutes; you did 6 minutes ago. Nothing was done:"
        " sign in again, or get a new token (in a trial: `meritgrid token`), and send this again.",
    }
    assert await state(owner, run) == ("reviewed", None)
    client.sign_in("finance")
    assert await client.done(APPROVE, id=f"PayRun_{run.id}") == {"state": "APPROVED"}


async def test_a_session_approves_by_its_sign_in_and_not_by_its_use(client, run, now, owner):
    assert (await client.http.post("/development/sign-in", json={"name": "finance"})).status_code == 204
    client.sign_out()
    client.http.headers["x-csrf-token"] = (await client.http.get("/session")).json()["csrfToken"]
    now[0] += timedelta(minutes=4)
    await client.ask("{ me { id } }")
    now[0] += timedelta(minutes=2)

    assert (await client.problem(APPROVE, id=f"PayRun_{run.id}"))["code"] == "sign_in_too_old"
    assert await state(owner, run) == ("reviewed", None)

    await client.http.post("/development/sign-in", json={"name": "finance"})
    client.http.headers["x-csrf-token"] = (await client.http.get("/session")).json()["csrfToken"]
    assert await client.done(APPROVE, id=f"PayRun_{run.id}") == {"state": "APPROVED"}


async def test_who_reads_and_reviews_needs_no_fresh_sign_in(small, database, actor_named, client, now):
    made = await computed(database, await actor_named("hr"), known("unit", "T"))
    client.sign_in("payroll")
    now[0] += timedelta(hours=11)

    assert await client.done(REVIEW, id=f"PayRun_{made.id}") == {"state": "REVIEWED"}


@pytest.mark.parametrize("mutation", OTHERS)
async def test_what_else_takes_effect_asks_for_a_fresh_sign_in_first(client, small, now, mutation):
    who, given = OTHERS[mutation]
    sent = f'{given.format(id=new_id())}, idempotencyKey: "k"'
    document = f"mutation {{ {mutation}(input: {{{sent}}}) {{ problems {{ code }} }} }}"
    client.sign_in(who)
    fresh = (await client.ask(document))[mutation]["problems"]
    now[0] += timedelta(minutes=6)

    assert (await client.ask(document))[mutation]["problems"] == [{"code": "SIGN_IN_TOO_OLD"}]
    assert {"code": "SIGN_IN_TOO_OLD"} not in fresh


async def test_the_account_of_a_program_approves_nothing(client, run, owner):
    await owner.execute("update account set is_program = true where subject = 'demo|finance'")
    client.sign_in("finance")

    told = await client.problem(APPROVE, id=f"PayRun_{run.id}")

    assert told["code"] == "service_account"
    assert await state(owner, run) == ("reviewed", None)
    assert (await client.ask("{ me { name } }"))["me"]["name"]


async def test_a_program_that_asks_the_database_itself_approves_nothing(run, actor_named, owner, database):
    finance = await actor_named("finance")
    await owner.execute("update account set is_program = true where id = $1", finance.id)
    approve = text(
        "update pay_run set state = 'approved', approved_by = :by, approved_at = now() where id = :run"
    )

    async with database.writing(finance) as session:
        with pytest.raises(DBAPIError, match="account of a program") as refused:
            await session.execute(approve, {"by": finance.id, "run": run.id})
        await session.rollback()

    assert refusal_from(refused.value).code == "service_account"
    assert await state(owner, run) == ("reviewed", None)


@pytest.mark.parametrize("change", ["update account set closed_on = '2026-12-31' where id = :id", OPENED])
async def test_a_program_opens_and_closes_no_account(small, actor_named, owner, database, change):
    admin, other = await actor_named("admin"), await actor_named("finance")
    await owner.execute("update account set is_program = true where id = $1", admin.id)

    async with database.writing(admin) as session:
        with pytest.raises(DBAPIError, match="account of a program") as refused:
            await session.execute(text(change), {"id": other.id})
        await session.rollback()

    assert refusal_from(refused.value).code == "service_account"
    assert await owner.fetchval("select count(*) from account where closed_on is not null") == 0


def test_five_minutes_are_enough_and_a_second_more_is_not():
    refuse_to_approve(Actor(new_id(), "Lan", signed_in_at=NOW - FRESH), NOW)

    with pytest.raises(Forbidden) as refused:
        refuse_to_approve(Actor(new_id(), "Lan", signed_in_at=NOW - FRESH - timedelta(seconds=1)), NOW)

    assert refused.value.code == "sign_in_too_old"


def test_whoever_does_not_say_when_they_signed_in_approves_nothing():
    with pytest.raises(Forbidden, match="put auth_time into its tokens") as refused:
        refuse_to_approve(Actor(new_id(), "Lan"), NOW)

    assert refused.value.code == "sign_in_too_old"
