"""A kind of run says what its inputs have to hold, and whose regulations it follows."""

from dataclasses import replace
from datetime import date

import orjson
import pytest

from domain.computing import snapshot
from domain.computing.faults import PRECONDITIONS
from domain.errors import Conflict
from domain.facts.period import Period
from domain.pay_runs.kinds import KINDS
from domain.pay_runs.kinds.bonus import BONUS
from domain.pay_runs.kinds.extra_income import EXTRA_INCOME
from tests.given import YEAR, known

pytestmark = pytest.mark.usefixtures("small")
QUARTER = Period.beginning("quarter", date(YEAR, 4, 1))
BY_MONTHS = replace(BONUS, period="quarter", preconditions=frozenset({"grades", "months"}))
PROPOSED = (
    "set session_replication_role = replica;"
    "update assessment set state = 'proposed', confirmed_by = null, confirmed_at = null"
    " where period = 'month' and period_start = '2026-05-01' and employee_id = '{}';"
    "set session_replication_role = origin"
)
# As a service would leave it: this test asks what is read of it.
OF_ANOTHER_KIND = """
    insert into regulation (id, unit_id, effective_from, title, models, parameters, drafted_by, published_by,
                            published_at, version)
    select gen_random_uuid(), $1, '2026-02-01', 'Of another kind', $2::json, '{}', drafted_by, published_by,
           published_at, 1
    from regulation limit 1
"""


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
def taken(database, hr):
    async def take(kind, period=QUARTER):
        async with database.writing(hr) as session:
            return await snapshot.take(session, known("unit", "T"), period, kind)

    return take


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_asks_what_can_be_asked(kind):
    assert kind.preconditions <= PRECONDITIONS


async def test_a_quarter_that_is_paid_by_its_months_needs_no_assessment_of_its_own(taken):
    inputs = await taken(BY_MONTHS)

    assert inputs.people.height == 6
    assert inputs.people["assessment_id"].is_null().all()


async def test_a_month_that_is_not_confirmed_is_named(taken, owner):
    await owner.execute(PROPOSED.format(known("employee", "B2")))

    with pytest.raises(Conflict, match="B2 in 2026-05") as refused:
        await taken(BY_MONTHS)

    assert refused.value.code == "months_not_confirmed"


async def test_what_a_kind_does_not_ask_may_be_missing(taken, owner):
    await owner.execute(PROPOSED.format(known("employee", "B2")))
    await owner.execute("set session_replication_role = replica; delete from grade_holding")

    inputs = await taken(replace(BONUS, preconditions=frozenset()))

    assert inputs.months["grade_code"].is_null().all()


async def test_a_regulation_that_does_not_name_the_kind_is_passed_over(taken, owner, hr):
    models = orjson.dumps({"extra_income": {"pay": "vn.grade_pay"}}).decode()
    await owner.execute("set session_replication_role = replica")
    await owner.execute(OF_ANOTHER_KIND, known("unit", "A"), models)

    of_bonus = await taken(BY_MONTHS)
    with pytest.raises(Conflict, match="in force in 2026-Q2 for B:") as refused:
        await taken(EXTRA_INCOME)

    assert of_bonus.units["regulation_title"].to_list() == [f"Rules of {YEAR}-01-01"] * 2
    assert refused.value.code == "unit_without_regulation"
    assert (
        refused.value.law == "City Resolution 08/2023 art. 3: the extra income follows a written regulation"
    )
    assert "bonus" not in refused.value.message


async def test_who_counts_for_no_fund_is_told_in_the_words_of_the_kind(taken, owner):
    await owner.execute("set session_replication_role = replica; update unit_state set holds_fund = false")

    with pytest.raises(Conflict, match="holds the fund that their extra income comes from") as refused:
        await taken(EXTRA_INCOME)

    assert refused.value.code == "fund_held_nowhere"
