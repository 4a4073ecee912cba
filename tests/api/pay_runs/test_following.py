"""A pay run is followed by server-sent events: each change is told with the rights of its moment, until those end."""

import asyncio
from contextlib import aclosing
from typing import Any

import pytest
from authlib.oauth2.rfc6750 import InvalidTokenError

from api.graphql.context import Context, Server
from api.graphql.subscriptions import changes as following
from api.graphql.subscriptions import places
from api.http import event_stream
from api.pay_runs.subscriptions import PAY_RUN
from domain import notices
from domain.clock import now
from domain.database.sessions import Database
from domain.errors import Forbidden
from domain.pay_runs import service
from domain.reading.ids import global_id
from tests.fixtures.events import Running

pytestmark = pytest.mark.usefixtures("small", "computed_run")

FOLLOW = "subscription ($id: ID!) { payRunChanged(id: $id) { id state version } }"


@pytest.fixture
def run(computed_run: Any) -> str:
    return global_id("PayRun", computed_run)


@pytest.fixture
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights and tokens are looked at again at once."""
    monkeypatch.setattr(following, "LOOK_AGAIN_SECONDS", 0.05)


async def review(database: Database, hr: Any, run_id: Any) -> None:
    async with database.writing(hr) as session:
        await service.review(session, hr, run_id, 1, now())


@pytest.fixture
async def hr(actor_named: Any) -> Any:
    return await actor_named("hr")


async def test_a_run_is_told_as_it_is_and_again_when_it_changed(
    running: Running, database: Database, hr: Any, computed_run: Any, run: str
) -> None:
    async with running.ask(FOLLOW, id=run) as events:
        first = await events.next()
        await review(database, hr, computed_run)
        second = await events.next()

    told = {"data": {"payRunChanged": {"id": run, "state": "COMPUTED", "version": 1}}}
    assert first == ("next", told | {"extensions": first[1]["extensions"]})
    assert second[1]["data"]["payRunChanged"] == {"id": run, "state": "REVIEWED", "version": 2}


async def test_a_change_that_is_undone_is_not_told(
    running: Running, owner: Any, database: Database, hr: Any, computed_run: Any, run: str
) -> None:
    async with running.ask(FOLLOW, id=run) as events:
        await events.state()
        transaction = owner.transaction()
        await transaction.start()
        await owner.execute("alter table pay_run disable trigger user")
        await owner.execute("update pay_run set state = 'discarded'")
        await transaction.rollback()
        await review(database, hr, computed_run)

        assert await events.state() == "REVIEWED"


async def test_whoever_loses_the_right_is_told_so_and_nothing_else(
    running: Running, looks_often: None, owner: Any, run: str
) -> None:
    async with running.ask(FOLLOW, id=run) as events:
        await events.state()
        await owner.execute("delete from access_grant where verb like 'pay_run.%'")

        assert await events.fault() == "rights_ended"

    await running.until(lambda: not running.server.subscriptions.open)


async def test_whoever_may_not_see_the_run_hears_nothing_of_it(
    running: Running, owner: Any, run: str
) -> None:
    await owner.execute("delete from access_grant where verb like 'pay_run.%'")

    async with running.ask(FOLLOW, id=run) as events:
        assert await events.fault() == "pay_run_not_found"


async def test_without_a_token_nothing_is_followed(running: Running, run: str) -> None:
    async with running.ask(FOLLOW, who=None, id=run) as events:
        assert await events.fault() == "unauthenticated"


async def test_what_is_no_id_of_a_run_is_told(running: Running) -> None:
    async with running.ask(FOLLOW, id="PayRun_7") as events:
        assert await events.fault() == "not_an_id"


async def test_a_token_that_ends_ends_the_subscription(
    looks_often: None, database: Database, hr: Any, computed_run: Any
) -> None:
    async def renewed() -> Any:
        if asked:
            raise InvalidTokenError("It has expired.")
        asked.append(True)
        return hr

    asked: list[bool] = []
    context = Context(Server("development", database), hr, renewed=renewed)

    async with aclosing(following.changes(context, PAY_RUN, computed_run)) as changes:
        await anext(changes)
        with pytest.raises(Forbidden) as ended:
            await anext(changes)

    assert ended.value.code == "invalid_token"
    assert not context.server.subscriptions.open


async def test_one_account_has_so_many_and_a_client_that_leaves_gives_its_place_back(
    running: Running, monkeypatch: pytest.MonkeyPatch, run: str
) -> None:
    monkeypatch.setattr(places, "MOST_OF_ONE", 1)

    async with running.ask(FOLLOW, id=run) as events:
        await events.state()
        async with running.ask(FOLLOW, id=run) as too_many, running.ask(FOLLOW, "finance", id=run) as other:
            assert await too_many.fault() == "too_many_subscriptions"
            assert await other.state() == "COMPUTED"
    await running.until(lambda: not running.server.subscriptions.open)
    async with running.ask(FOLLOW, id=run) as events:
        assert await events.state() == "COMPUTED"


async def test_the_server_as_a_whole_has_so_many(
    running: Running, monkeypatch: pytest.MonkeyPatch, run: str
) -> None:
    monkeypatch.setattr(places, "MOST", 1)

    async with running.ask(FOLLOW, id=run) as events, running.ask(FOLLOW, "finance", id=run) as too_many:
        assert await events.state() == "COMPUTED"
        assert await too_many.fault() == "too_many_subscriptions"


async def test_all_subscribers_share_one_connection_which_is_not_there_without_them(
    running: Running, owner: Any, run: str
) -> None:
    listening_now = (
        "select count(*) from pg_stat_activity where datname = current_database() and query like 'LISTEN%'"
    )

    async with running.ask(FOLLOW, id=run) as one, running.ask(FOLLOW, "finance", id=run) as other:
        await one.state()
        await other.state()
        during = await owner.fetchval(listening_now)
    await running.until(lambda: not running.server.subscriptions.open)
    await asyncio.sleep(0.1)

    assert (during, await owner.fetchval(listening_now)) == (1, 0)


async def test_a_notice_that_was_lost_with_its_connection_is_made_up_for(
    running: Running,
    owner: Any,
    monkeypatch: pytest.MonkeyPatch,
    database: Database,
    hr: Any,
    computed_run: Any,
    run: str,
) -> None:
    monkeypatch.setattr(notices, "RETRY_SECONDS", 0.2)

    async with running.ask(FOLLOW, id=run) as events:
        await events.state()
        await owner.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
            " and query like 'LISTEN%'"
        )
        await review(database, hr, computed_run)

        assert await events.state() == "REVIEWED"


async def test_while_nothing_changes_a_comment_keeps_the_connection(
    running: Running,
    monkeypatch: pytest.MonkeyPatch,
    database: Database,
    hr: Any,
    computed_run: Any,
    run: str,
) -> None:
    monkeypatch.setattr(event_stream.TRANSPORT, "heartbeat_interval", 0.02)

    async with running.ask(FOLLOW, id=run) as events:
        await events.state()
        await asyncio.sleep(0.2)
        await review(database, hr, computed_run)
        await events.state()

    assert events.comments[:2] == [": still here", ": still here"]


async def test_a_server_that_ends_does_not_wait_for_its_subscribers(running: Running, run: str) -> None:
    async with running.ask(FOLLOW, id=run) as events:
        await events.state()
        running.server.lifetimes.end(60)

        assert await events.next() == ("", None)


async def test_a_subscription_that_is_asked_as_a_query_is_told_how(client: Any, run: str) -> None:
    client.sign_in("hr")

    answer = await client.http.post("/graphql", json={"query": FOLLOW, "variables": {"id": run}})

    assert answer.status_code == 406
    assert answer.json()["errors"][0]["message"] == (
        "A subscription is answered by server-sent events: send `Accept: text/event-stream`."
    )
