"""A kind of run that a regulation does not name is inherited; a period is assessed by the kind that pays for it."""

from datetime import date

import pytest

from domain.clock import now
from domain.errors import Conflict
from domain.pay_runs.kinds import KINDS
from domain.regulations import service
from domain.regulations.in_force import rules_in_force
from tests.given import acting, known

pytestmark = pytest.mark.usefixtures("small")
QUARTER = {stage.name: stage.example for stage in KINDS["extra_income"].stages}
# In a quarter nobody has the six months of a year.
ROUNDED = {"vn.kpi_score_2026": {"rounds": "nothing"}, "vn.classes_2026": {"minimum_months": 2}}


@pytest.fixture
async def extra_income(given, actor_named):
    """The province's regulation on extra income alone, published after that on the bonus."""
    hr, finance = await actor_named("hr"), await actor_named("finance")
    async with given() as session:
        await acting(session, hr)
        stated = {"extra_income": QUARTER}, {"extra_income": ROUNDED}
        drafted = await service.draft(
            session, hr, known("unit", "T"), date(2026, 7, 1), "Extra income", *stated
        )
        await session.flush()
        await acting(session, finance)
        await service.publish(session, finance, drafted.id, drafted.version, now())


@pytest.mark.parametrize(
    ("day", "period", "kind", "values", "numbers_of"),
    [
        (date(2026, 9, 30), "quarter", "extra_income", ROUNDED, date(2026, 9, 30)),
        (date(2026, 6, 30), "quarter", "bonus", {}, date(2026, 12, 31)),
        (date(2026, 9, 30), "month", "bonus", {}, date(2026, 12, 31)),
        (date(2026, 12, 31), "year", "bonus", {}, date(2026, 12, 31)),
    ],
)
async def test_a_period_is_assessed_by_the_kind_of_run_that_pays_for_it(
    database, actor_named, extra_income, day, period, kind, values, numbers_of
):
    async with database.reading(await actor_named("hr")) as session:
        rules = await rules_in_force(session, known("unit", "A"), day, period)

    assert (rules.kind.name, rules.values, rules.day) == (kind, values, numbers_of)


@pytest.mark.parametrize("period", ["month", "quarter"])
async def test_where_extra_income_alone_is_ruled_its_scoring_assesses_months_too(
    database, owner, actor_named, extra_income, period
):
    await owner.execute("delete from regulation where title <> 'Extra income'")

    async with database.reading(await actor_named("hr")) as session:
        rules = await rules_in_force(session, known("unit", "A"), date(2026, 8, 31), period)

    assert (rules.kind.name, rules.values, rules.day) == ("extra_income", ROUNDED, date(2026, 9, 30))


async def test_a_year_without_rules_for_a_bonus_says_which_rules_there_are(
    database, owner, actor_named, extra_income
):
    await owner.execute("delete from regulation where title <> 'Extra income'")

    async with database.reading(await actor_named("hr")) as session:
        with pytest.raises(Conflict) as refused:
            await rules_in_force(session, known("unit", "A"), date(2026, 12, 31), "year")

    assert refused.value.code == "unit_without_regulation"
    assert refused.value.message == (
        "Only regulations on extra_income are in force for this unit on 2026-12-31: publish one on bonus for it or"
        " for a unit above it."
    )


async def test_the_regulation_that_governs_a_unit_is_that_of_the_bonus_whatever_came_for_another_kind(
    client, extra_income
):
    client.sign_in("hr")
    unit = f"Unit_{known('unit', 'A')}"

    answer = await client.ask(
        "query ($id: ID!) { node(id: $id) { ... on Unit { governingRegulation { title } } } }", id=unit
    )

    assert answer["node"]["governingRegulation"]["title"] == "Rules of 2026-01-01"
