"""A run is computed, reviewed, approved and closed, each step once; what it computed stays."""

import asyncpg
import orjson
import pytest

from domain.clock import now
from domain.errors import Conflict, Forbidden
from domain.pay_runs import service

pytestmark = pytest.mark.usefixtures("small")


async def test_a_run_is_computed_reviewed_approved_and_closed(database, make_run, hr, finance, trail, owner):
    run = await make_run()
    async with database.writing(hr) as session:
        await service.review(session, hr, run.id, 1, now())
    async with database.writing(finance) as session:
        await service.approve(session, finance, run.id, 2, "As the regulation says", now())
    async with database.writing(finance) as session:
        closed = await service.close(session, finance, run.id, 3, "All looked at", now())

    assert (closed.state, closed.version) == ("closed", 4)
    assert await trail() == ["pay_run.computed", "pay_run.reviewed", "pay_run.approved", "pay_run.closed"]
    assert await owner.fetchval("select count(*) from bonus_fund where state <> 'closed'") == 0


async def test_the_maker_of_a_run_cannot_approve_it(database, make_run, hr, trail, owner):
    run = await make_run()
    async with database.writing(hr) as session:
        await service.review(session, hr, run.id, 1, now())

    with pytest.raises(Forbidden) as refused:
        async with database.writing(hr) as session:
            await service.approve(session, hr, run.id, 2, "", now())

    assert refused.value.code == "own_pay_run"
    assert await owner.fetchval("select state from pay_run") == "reviewed"
    assert await trail() == ["pay_run.computed", "pay_run.reviewed"]


async def test_the_database_itself_refuses_the_makers_approval(make_run, hr, owner):
    await make_run()

    with pytest.raises(Exception, match="approved_by_another"):
        await owner.execute(
            "alter table pay_run disable trigger pay_run_guarded; update pay_run set approved_by = made_by"
        )

    assert await owner.fetchval("select approved_by from pay_run") is None


async def test_a_decision_on_an_older_version_is_refused(database, make_run, hr, trail):
    run = await make_run()
    async with database.writing(hr) as session:
        await service.review(session, hr, run.id, 1, now())

    with pytest.raises(Conflict) as refused:
        async with database.writing(hr) as session:
            await service.discard(session, hr, run.id, 1, "read too early")

    assert refused.value.code == "stale_version"
    assert await trail() == ["pay_run.computed", "pay_run.reviewed"]


async def test_a_closed_run_takes_no_further_step(database, make_run, hr, finance, owner):
    run = await make_run()
    await _close(database, run, hr, finance)

    with pytest.raises(Conflict) as refused:
        async with database.writing(finance) as session:
            await service.approve(session, finance, run.id, 4, "again", now())

    assert refused.value.code == "pay_run_closed"
    assert await owner.fetchval("select version from pay_run") == 4


async def test_a_year_is_closed_once(database, make_run, hr, finance, owner):
    run = await make_run()
    await _close(database, run, hr, finance)

    with pytest.raises(Conflict) as refused:
        await make_run()

    assert refused.value.code == "year_already_closed"
    assert str(run.id) in refused.value.message
    assert await owner.fetchval("select count(*) from pay_run") == 1


@pytest.mark.parametrize(
    "change",
    [
        "update pay_run set total_vnd = total_vnd + 1",
        "update pay_run set state = 'computed', version = version + 1",
        "delete from pay_run",
        "truncate pay_run cascade",
        "update pay_line set amount_vnd = amount_vnd + 1",
        "delete from pay_line",
        "truncate pay_line",
        "update snapshot_frame set content = ''",
        "delete from pay_run_step",
        "update pay_run_trace set rows = 0",
        "update pay_run_columns set content = ''",
        "update pay_line_values set content = '{}'",
        "update step_sentence set says = ''",
    ],
)
async def test_not_even_the_owner_changes_what_a_run_computed(make_run, owner, change):
    run = await make_run()

    with pytest.raises(Exception, match=r"cannot|append-only"):
        await owner.execute(change)

    kept = await owner.fetchrow(
        "select total_vnd, state, (select sum(amount_vnd) from pay_line) as lines from pay_run"
    )
    assert tuple(kept) == (run.total_vnd, "computed", run.total_vnd)


async def test_not_even_with_a_step_of_its_life_does_a_run_name_other_stand_ins(make_run, hr, owner):
    run = await make_run()
    acting = f"select set_config('meritgrid.actor', '{hr.id}', false), set_config('meritgrid.day', '2026-12-31', false)"

    with pytest.raises(asyncpg.RestrictViolationError, match="what a run computed cannot change"):
        await owner.execute(
            f"{acting}; update pay_run set state = 'reviewed', version = version + 1, reviewed_by = made_by,"
            " stand_ins = '[]'"
        )

    kept = await owner.fetchrow("select state, stand_ins from pay_run")
    assert (kept["state"], orjson.loads(kept["stand_ins"])) == ("computed", run.stand_ins)
    assert len(run.stand_ins) == 6


async def test_a_run_whose_lines_do_not_add_up_is_not_computed(database, make_run, hr, owner):
    run = await make_run()
    facts = (
        "unit_id, kind, period, period_start, year, title, snapshot_hash, rules_hash, lines_root, people, total_vnd,"
        " made_by, made_at"
    )

    with pytest.raises(Exception, match="do not add up"):
        await owner.execute(
            f"insert into pay_run (id, state, version, {facts})"
            f" select gen_random_uuid(), 'computing', 0, {facts} from pay_run;"
            f"select set_config('meritgrid.actor', '{hr.id}', false), set_config('meritgrid.day', '2026-12-31', false);"
            "update pay_run set state = 'computed', version = 1 where state = 'computing'"
        )

    assert [row["id"] for row in await owner.fetch("select id from pay_run")] == [run.id]


async def _close(database, run, hr, finance):
    async with database.writing(hr) as session:
        await service.review(session, hr, run.id, 1, now())
    async with database.writing(finance) as session:
        await service.approve(session, finance, run.id, 2, "", now())
    async with database.writing(finance) as session:
        await service.close(session, finance, run.id, 3, "All looked at", now())
