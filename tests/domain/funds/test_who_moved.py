"""The salary fund of a unit is the grade pay of the months worked in it, whoever classifies their people."""

from datetime import date

import pytest

from domain.errors import Conflict
from tests.given import YEAR, known, people
from tests.given.pay_runs import funded

pytestmark = pytest.mark.usefixtures("small")
# Coefficient 3.00 at a base salary of 2,340,000 dong to June and of 2,530,000 from July on.
UNTIL_JUNE, FROM_JULY = 7_020_000, 7_590_000
OPENED = "select salary_fund_vnd, amount_vnd from bonus_fund join unit on unit.id = unit_id where code = $1"


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def moved(given):
    async with given() as session:
        await people.moved(session, "A2", known("unit", "B"), known("position", "B-C"), date(YEAR, 7, 1))


@pytest.fixture
def opened(owner):
    async def read(code):
        return tuple(await owner.fetchrow(OPENED, code))

    return read


async def test_each_commune_has_the_grade_pay_of_its_own_months_in_its_fund(database, hr, moved, opened):
    assert await funded(database, hr, known("unit", "T")) == 2

    of_a = 3 * 6 * UNTIL_JUNE + 2 * 6 * FROM_JULY
    of_b = 3 * 6 * UNTIL_JUNE + 4 * 6 * FROM_JULY
    assert (of_a, of_b) == (217_440_000, 308_520_000)
    assert await opened("A") == (217_440_000, 21_744_000)
    assert await opened("B") == (308_520_000, 30_852_000)


async def test_one_commune_alone_opens_the_same_fund_as_all_together(database, hr, moved, opened):
    assert await funded(database, hr, known("unit", "A")) == 1
    assert await funded(database, hr, known("unit", "B")) == 1

    assert (await opened("A"), await opened("B")) == ((217_440_000, 21_744_000), (308_520_000, 30_852_000))


async def test_months_in_a_unit_of_no_fund_are_not_left_out_in_silence(database, hr, moved, owner, opened):
    before = await opened("A"), await opened("B")
    await owner.execute("update unit_state set holds_fund = false where unit_id = $1", known("unit", "A"))

    with pytest.raises(Conflict) as refused:
        await funded(database, hr, known("unit", "T"))

    assert refused.value.code == "fund_held_nowhere"
    assert refused.value.message.startswith("3 people of this unit")
    assert (await opened("A"), await opened("B")) == before
