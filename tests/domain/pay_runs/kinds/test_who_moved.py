"""Who moved is on the list of each unit in which they worked, and gets their award from the one that classifies them.

A2 works in commune A until June and in commune B from July on. Worked by hand, from funds of 21,744,000 (A) and
30,852,000 dong (B), as `tests/domain/funds/test_who_moved.py` has them: everybody is good, so that months decide.
"""

from datetime import date

import pytest

from domain.pay_runs.proof.reproduction import reproduce
from tests.given import YEAR, known, people, regulations
from tests.given.pay_runs import approved, computed, funded

pytestmark = pytest.mark.usefixtures("small")
LINES = """
    select e.code, u.code, l.rated, l.amount_vnd from pay_line l join employee e on e.id = l.employee_id
    join unit u on u.id = l.unit_id where l.pay_run_id = $1 order by u.code, e.code
"""
SPENT = "select code, amount_vnd, spent_vnd from bonus_fund join unit on unit.id = unit_id order by code"
IN_B = [("B1", "B", "good", 7_713_000), ("B2", "B", "good", 7_713_000), ("B3", "B", "good", 7_713_000)]


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def finance(actor_named):
    return await actor_named("finance")


@pytest.fixture
async def moved(given):
    async with given() as session:
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), date(YEAR, 7, 1))


@pytest.fixture
def lines(owner):
    async def read(run):
        return [tuple(row) for row in await owner.fetch(LINES, run.id)]

    return read


async def test_both_funds_are_shared_out_whole_and_the_award_comes_from_the_unit_that_classifies(
    database, hr, finance, moved, lines, owner
):
    await funded(database, hr, known("unit", "T"))

    run = await computed(database, hr, known("unit", "T"))

    # A: 21744000 for A1 and A3, twelve months each; B: 30852000 for A2 and its own three.
    assert await lines(run) == [
        ("A1", "A", "good", 10_872_000),
        ("A2", "A", "elsewhere", 0),
        ("A3", "A", "good", 10_872_000),
        ("A2", "B", "good", 7_713_000),
        *IN_B,
    ]
    assert (run.people, run.total_vnd) == (6, 52_596_000)
    await approved(database, hr, finance, run)
    assert [tuple(row) for row in await owner.fetch(SPENT)] == [
        ("A", 21_744_000, 21_744_000),
        ("B", 30_852_000, 30_852_000),
    ]
    async with database.reading(hr) as session:
        again = await reproduce(session, run.id)
    assert (again.same_values, again.same_rules, again.lines, again.same) == (True, True, 7, 7)


async def test_a_regulation_may_give_who_moved_a_share_for_the_months_in_the_unit_that_they_left(
    database, hr, finance, moved, given, lines
):
    async with given() as session:
        shares = {"vn.bonus_fund_2026": {"elsewhere_coefficient_hundredths": 90}}
        await regulations.published(session, hr, finance, known("unit", "T"), shares, date(YEAR, 1, 2))
    await funded(database, hr, known("unit", "T"))

    run = await computed(database, hr, known("unit", "T"))

    # A: 21744000 by 90 x (12 + 6 + 12) months.
    assert (await lines(run))[:3] == [
        ("A1", "A", "good", 8_697_600),
        ("A2", "A", "elsewhere", 4_348_800),
        ("A3", "A", "good", 8_697_600),
    ]
    assert run.total_vnd == 52_596_000


async def test_each_commune_by_itself_pays_what_it_pays_within_the_province(
    database, hr, finance, moved, lines
):
    await funded(database, hr, known("unit", "T"))

    of_a = await computed(database, hr, known("unit", "A"))
    of_b = await computed(database, hr, known("unit", "B"))

    assert await lines(of_a) == [
        ("A1", "A", "good", 10_872_000),
        ("A2", "A", "elsewhere", 0),
        ("A3", "A", "good", 10_872_000),
    ]
    assert await lines(of_b) == [("A2", "B", "good", 7_713_000), *IN_B]
    # Nobody is paid twice: each run pays another line of theirs.
    await approved(database, hr, finance, of_a)
    await approved(database, hr, finance, of_b)
