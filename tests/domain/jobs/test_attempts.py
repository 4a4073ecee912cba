"""A job is done in one transaction with its own end, or ends with the reason why nothing was kept."""

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy import text

from domain.assessments.batch.points import MARK_TWICE
from domain.clock import now
from domain.errors import Conflict, NotFound
from domain.jobs import service as jobs
from domain.jobs.attempt import attempt
from domain.jobs.kinds import JobKind

pytestmark = pytest.mark.usefixtures("small")
JOB = "select state, done, total, starts, outcome::text, problem::text, ended_at is null as open from job where id = $1"
CHOOSE = text("insert into preference (account_id, language) values (:me, 'vi')")


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def asked(database, hr):
    async with database.writing(hr) as session:
        return (await jobs.ask(session, hr, "choose", {"language": "vi"}, now())).id


async def choose(session, actor, arguments, progress, moment):
    await session.execute(CHOOSE, {"me": actor.id})
    await progress(3, 3)
    return {"chose": arguments["language"]}


async def refuse(session, actor, arguments, progress, moment):
    await session.execute(CHOOSE, {"me": actor.id})
    raise MARK_TWICE.of(first=0).at("input.marks.3")


async def break_off(session, actor, arguments, progress, moment):
    await session.execute(CHOOSE, {"me": actor.id})
    raise ZeroDivisionError


def kinds(run):
    return {"choose": JobKind("choose", run)}


async def test_what_it_writes_and_its_end_are_kept_together(database, owner, hr, asked):
    await attempt(database, kinds(choose), asked, hr.id)

    assert tuple(await owner.fetchrow(JOB, asked)) == ("done", 3, 3, 1, '{"chose": "vi"}', None, False)
    assert await owner.fetchval("select language from preference where account_id = $1", hr.id) == "vi"


async def test_a_refusal_ends_it_in_both_languages_and_nothing_is_kept(database, owner, hr, asked):
    await attempt(database, kinds(refuse), asked, hr.id)

    job = await owner.fetchrow(JOB, asked)
    assert (job["state"], job["outcome"], job["open"]) == ("refused", None, False)
    assert '"code": "mark_twice"' in job["problem"]
    assert '"path": ["input", "marks", "3"]' in job["problem"]
    assert await owner.fetchval("select count(*) from preference") == 0


async def test_what_nobody_foresaw_is_tried_three_times_then_held(database, owner, hr, asked):
    for start in (1, 2, 3):
        with pytest.raises(ZeroDivisionError):
            await attempt(database, kinds(break_off), asked, hr.id)
        assert (await owner.fetchrow(JOB, asked))["starts"] == start
    await attempt(database, kinds(choose), asked, hr.id)

    job = await owner.fetchrow(JOB, asked)
    assert (job["state"], job["starts"]) == ("held", 3)
    assert "job_held" in job["problem"]
    assert await owner.fetchval("select count(*) from preference") == 0


async def test_a_second_worker_takes_the_end_from_the_first(database, owner, hr, asked):
    began, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(session, actor, arguments, progress, moment):
        began.set()
        await go_on.wait()
        return await choose(session, actor, arguments, progress, moment)

    first = asyncio.create_task(attempt(database, kinds(slowly), asked, hr.id))
    await began.wait()
    await attempt(database, kinds(choose), asked, hr.id)
    go_on.set()
    await first

    job = await owner.fetchrow(JOB, asked)
    assert (job["state"], job["starts"], job["problem"]) == ("done", 2, None)
    assert await owner.fetchval("select count(*) from preference") == 1


async def test_a_job_that_is_cancelled_while_it_is_at_work_keeps_nothing(database, owner, hr, asked):
    async def cancelled_meanwhile(session, actor, arguments, progress, moment):
        await session.execute(CHOOSE, {"me": actor.id})
        async with database.writing(hr) as other:
            await jobs.cancel(other, asked, now())
        await progress(1, 2)

    await attempt(database, kinds(cancelled_meanwhile), asked, hr.id)

    assert (await owner.fetchrow(JOB, asked))["state"] == "cancelled"
    assert await owner.fetchval("select count(*) from preference") == 0


async def test_what_is_over_is_not_done_again_and_cannot_be_cancelled(database, owner, hr, asked):
    await attempt(database, kinds(choose), asked, hr.id)
    await attempt(database, kinds(break_off), asked, hr.id)

    with pytest.raises(Conflict) as refused:
        async with database.writing(hr) as session:
            await jobs.cancel(session, asked, now())
    assert (refused.value.code, refused.value.path) == ("job_over", "id")
    assert (await owner.fetchrow(JOB, asked))["starts"] == 1


async def test_a_kind_that_this_release_lacks_is_refused_by_name(database, owner, hr, asked):
    await attempt(database, {}, asked, hr.id)

    assert "job_kind_unknown" in (await owner.fetchrow(JOB, asked))["problem"]


async def test_nobody_sees_or_cancels_the_job_of_another(database, actor_named, asked):
    finance = await actor_named("finance")

    with pytest.raises(NotFound) as refused:
        async with database.writing(finance) as session:
            await jobs.cancel(session, asked, now())
    assert refused.value.code == "job_not_found"


async def test_nobody_asks_in_the_name_of_another(database, hr):
    other = text(
        "insert into job (id, kind, asked_by, arguments, state, done, total, starts, asked_at)"
        " values (:id, 'choose', :other, '{}', 'waiting', 0, 0, 0, now())"
    )

    with pytest.raises(Exception, match="row-level security"):
        async with database.writing(hr) as session:
            await session.execute(other, {"id": uuid4(), "other": uuid4()})
