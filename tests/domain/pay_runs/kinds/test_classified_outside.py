"""A quarter's months in the unit that somebody left are paid by the class that the unit to which they moved gives.

A2 works in commune A in July and in commune B from August on. Worked by hand in
`tests/api/pay_runs/test_extra_income.py`: each commune by itself pays what it pays within the province.
"""

from datetime import date

import pytest

from domain.clock import now
from domain.errors import Conflict
from domain.funds import service as funds
from domain.pay_runs import service
from domain.pay_runs.period import Wanted
from domain.pay_runs.proof.reproduction import reproduce
from tests.given import YEAR, known, people, regulations
from tests.given.pay_runs import approved

pytestmark = pytest.mark.usefixtures("small")
QUARTER = Wanted(None, "extra_income", date(YEAR, 7, 1))
LINES = """
    select e.code, l.rated, l.amount_vnd from pay_line l join employee e on e.id = l.employee_id
    where l.pay_run_id = $1 order by e.code
"""
IN_A = [("A1", "good", 20_133_474), ("A2", "elsewhere", 5_592_632), ("A3", "good", 16_777_894)]


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def finance(actor_named):
    return await actor_named("finance")


@pytest.fixture
def ruled(given, hr, finance):
    async def rule(**numbers):
        """A regulation of the province on the extra income of a quarter."""
        async with given() as session:
            await regulations.on_extra_income(session, hr, finance, known("unit", "T"), **numbers)

    return rule


@pytest.fixture
async def moved(given, ruled):
    await ruled()
    async with given() as session:
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), date(YEAR, 8, 1))


@pytest.fixture
def made(database, hr):
    async def make(unit):
        async with database.writing(hr) as session:
            return await service.create(session, hr, known("unit", unit), QUARTER, "Q3", now(), funds.check)

    return make


@pytest.fixture
def closed(database, hr, finance, made):
    async def close(unit):
        paying = await approved(database, hr, finance, await made(unit))
        async with database.writing(finance) as session:
            return await service.close(session, finance, paying.id, paying.version, "Paid", now())

    return close


async def test_who_is_classified_outside_is_named_with_the_unit_that_classifies_and_the_one_above_both(
    moved, made, owner
):
    with pytest.raises(Conflict, match="A2 by B") as refused:
        await made("A")

    assert (refused.value.code, refused.value.path) == ("classified_outside", "unitId")
    assert "make one run for T, the unit above both" in refused.value.message
    assert await owner.fetchval("select count(*) from pay_run") == 0
    run = await made("T")
    assert (await owner.fetch(LINES, run.id))[:2] == [IN_A[0], IN_A[1]]


async def test_an_approved_class_may_be_withdrawn_and_is_not_paid_by_elsewhere(
    database, hr, finance, moved, made, owner
):
    await approved(database, hr, finance, await made("B"))

    with pytest.raises(Conflict) as refused:
        await made("A")

    assert refused.value.code == "classified_outside"
    assert await owner.fetchval("select count(*) from pay_run") == 1


async def test_once_the_unit_that_classifies_has_closed_its_run_the_class_of_its_line_is_paid(
    database, hr, moved, closed, owner
):
    await closed("B")

    run = await closed("A")

    assert [tuple(row) for row in await owner.fetch(LINES, run.id)] == IN_A
    assert (run.people, run.total_vnd) == (3, 42_504_000)
    async with database.reading(hr) as session:
        again = await reproduce(session, run.id)
    assert (again.same_values, again.same_rules, again.lines, again.same) == (True, True, 3, 3)


async def test_a_quarter_in_which_nobody_would_get_anything_is_refused_with_the_classes(ruled, made, owner):
    await ruled(**{"vn.extra_income_hcmc": {"good_share_bp": 0}})

    with pytest.raises(Conflict) as refused:
        await made("A")

    assert (refused.value.code, refused.value.path) == ("nobody_paid", "unitId")
    assert refused.value.message.startswith(
        "Nobody in this unit would get anything of the 2026-Q3 extra income (3 good): "
    )
    assert await owner.fetchval("select count(*) from pay_run") == 0
