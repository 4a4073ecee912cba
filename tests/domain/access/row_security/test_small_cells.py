"""What a few people get, and the grade that pay follows from, are for those who may read them."""

import pytest

from domain.database.tables import new_id


async def seen(attempt, actor, sql, *binds):
    return [row[0] for row in await attempt(actor, sql, *binds)]


@pytest.fixture
async def employee(actor_named):
    return await actor_named("employee")


async def of_people(owner, run, people):
    """The run as it would be of so few people, approved."""
    await owner.execute("set session_replication_role = replica")
    await owner.execute(
        "update pay_run set state = 'approved', reviewed_by = $2, approved_by = $2, people = $3 where id = $1",
        run,
        new_id(),
        people,
    )


@pytest.mark.parametrize(("people", "shown"), [(9, 0), (10, 1)])
async def test_the_total_of_a_run_over_few_people_is_for_those_who_may_read_its_lines(
    attempt, computed_run, owner, stranger, actor_named, people, shown
):
    await of_people(owner, computed_run, people)

    for actor, found in (
        (stranger, shown),
        (await actor_named("legislator"), shown),
        (await actor_named("auditor"), 1),
    ):
        assert len(await seen(attempt, actor, "select total_vnd from pay_run")) == found


async def test_whoever_is_paid_by_a_small_run_still_reads_how(attempt, computed_run, owner, employee):
    await of_people(owner, computed_run, 9)

    assert await seen(attempt, employee, "select 1 from pay_run") == []
    assert await seen(attempt, employee, "select employee_id from pay_line") == [employee.id]
    assert len(await seen(attempt, employee, "select says from pay_line_step")) > 20


async def test_grades_take_a_right_of_their_own(attempt, actor_named, demo, owner, employee):
    assessor, auditor = await actor_named("assessor"), await actor_named("auditor")
    grades = "select employee_id from grade_holding"
    every = await owner.fetchval("select count(*) from grade_holding")

    assert len(await seen(attempt, assessor, "select id from employee")) == 300
    assert await seen(attempt, assessor, grades) == []
    assert len(await seen(attempt, auditor, grades)) == every
    assert set(await seen(attempt, employee, grades)) == {employee.id}


async def test_the_auditor_reads_every_fund(attempt, actor_named, demo, owner):
    funds = await seen(attempt, await actor_named("auditor"), "select id from bonus_fund")

    assert len(funds) == await owner.fetchval("select count(*) from bonus_fund") > 0


@pytest.mark.parametrize(("others", "told"), [(1, False), (2, False), (3, True)])
async def test_an_explanation_counts_peers_only_where_nobodys_class_follows(
    attempt, computed_run, owner, employee, others, told
):
    await of_people(owner, computed_run, 300)
    group = await owner.fetchval("select peer_group_id from pay_line where employee_id = $1", employee.id)
    await owner.execute(
        "update pay_line set peer_group_id = gen_random_uuid() where peer_group_id = $1 and employee_id <> $2",
        group,
        employee.id,
    )
    await owner.execute(
        "update pay_line set peer_group_id = $1 where id in"
        " (select id from pay_line where employee_id <> $2 limit $3)",
        group,
        employee.id,
        others,
    )
    values = "select name from pay_line_step where value is not null"

    names = set(await seen(attempt, employee, values))

    peers = {"peers_good_or_better", "peers_quota", "peers_too_small", "rank_among_peers"}
    assert names & peers == (peers if told else set())
    assert {"class", "award_vnd", "unit_quota"} <= names
