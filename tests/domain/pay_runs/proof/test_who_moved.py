"""Who worked in two units has a line in each, both under one secret: proven, explained and erased together."""

from datetime import date

import pytest

from domain.pay_runs.proof import columns, reproduction
from domain.verification.verify import verify
from tests.given import YEAR, known, people
from tests.given.pay_runs import computed, funded

pytestmark = pytest.mark.usefixtures("small")
MOVED = known("employee", "A2")


@pytest.fixture
async def run(given, database, hr):
    """A run over the province, after A2 moved from commune A to commune B in the middle of the year."""
    async with given() as session:
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), date(YEAR, 7, 1))
    await funded(database, hr, known("unit", "T"))
    return await computed(database, hr, known("unit", "T"))


async def test_two_lines_of_one_person_have_a_leaf_and_values_of_their_own(run, owner, database, hr):
    lines = await owner.fetch(
        "select unit_id, rated, amount_vnd, leaf, values_of_line(id) as said from pay_line where employee_id = $1"
        " order by place",
        MOVED,
    )

    assert {line["unit_id"]: line["rated"] for line in lines} == {
        known("unit", "A"): "elsewhere",
        known("unit", "B"): "good",
    }
    assert len({line["leaf"] for line in lines}) == len({line["said"] for line in lines}) == 2
    assert (run.people, await owner.fetchval("select count(*) from pay_line")) == (6, 7)
    assert await owner.fetchval("select array_agg(place order by employee_id, unit_id) from pay_line") == [
        *range(7)
    ]
    report = await verify(owner)
    assert (report.difference, report.lines) == (None, 7)


async def test_a_run_with_somebody_who_moved_is_reproduced_line_by_line(run, database, hr):
    async with database.reading(hr) as session:
        found = await reproduction.reproduce(session, run.id)
        kept = await columns.load(session, run.id)

    assert (found.same_values, found.same_rules, found.lines, found.same) == (True, True, 7, 7)
    assert kept["line"].to_list() == [*range(7)]
    assert kept["amount_vnd"].sum() == run.total_vnd


async def test_whoever_is_erased_is_erased_in_both_units(run, owner, database, hr):
    of_them = await owner.fetchval("select count(*) from audit_event where secret_of = $1", MOVED)

    await owner.execute("delete from secret where owner_id = $1", MOVED)

    report = await verify(owner)
    assert (report.difference, report.erased) == (None, of_them + 2)
    async with database.reading(hr) as session:
        assert (await reproduction.reproduce(session, run.id)).same_values
