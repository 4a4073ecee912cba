"""By which rules a unit's runs are computed on a day: its own regulation's, or those of the nearest unit above."""

from datetime import date

import pytest

from domain.errors import Conflict, Invalid
from domain.pay_runs.kinds import KINDS
from domain.regulations.articles import governing_rules
from tests.given import known, regulations

pytestmark = pytest.mark.usefixtures("small")
OWN = {"vn.classes_2026": {"quota_bp": 1500}}


@pytest.fixture
async def own(given, actor_named):
    """The regulation that commune A has of its own from July on."""
    hr, finance = await actor_named("hr"), await actor_named("finance")
    async with given() as session:
        return await regulations.published(
            session, hr, finance, known("unit", "A"), OWN, since=date(2026, 7, 1)
        )


@pytest.mark.parametrize(
    ("unit", "day", "values"),
    [
        ("A", date(2026, 6, 30), {}),
        ("A", date(2026, 7, 1), OWN),
        ("B", date(2026, 7, 1), {}),
        ("T", date(2026, 12, 31), {}),
    ],
)
async def test_a_unit_follows_its_own_regulation_from_its_first_day_on(
    database, actor_named, owner, own, unit, day, values
):
    async with database.reading(await actor_named("employee")) as session:
        found = await governing_rules(session, known("unit", unit), "bonus", day)

    assert (found.rules.values, found.rules.day) == (values, date(2026, 12, 31))
    title = await owner.fetchval("select title from regulation where id = $1", found.regulation_id)
    assert title == ("Rules of 2026-07-01" if values else "Rules of 2026-01-01")


async def test_without_a_unit_they_are_the_models_that_ship_with_the_laws_own_numbers(database, actor_named):
    async with database.reading(await actor_named("hr")) as session:
        found = await governing_rules(session, None, "extra_income", date(2026, 5, 2))

    assert found.rules.ids == {stage.name: stage.example for stage in KINDS["extra_income"].stages}
    assert (found.rules.values, found.rules.day, found.regulation_id) == ({}, date(2026, 6, 30), None)


async def test_a_unit_without_rules_for_the_kind_is_told_where_they_are_made(database, actor_named):
    async with database.reading(await actor_named("hr")) as session:
        with pytest.raises(Conflict) as refused:
            await governing_rules(session, known("unit", "A"), "extra_income", date(2026, 9, 30))

    assert (refused.value.code, refused.value.path) == ("unit_without_regulation", "unitId")
    assert "No regulation on extra income is in force for this unit on 2026-09-30" in refused.value.message


@pytest.mark.parametrize(
    ("kind", "day", "code", "path"),
    [
        ("bonus", date(2025, 12, 31), "not_in_force", "on"),
        ("luck", date(2026, 12, 31), "unknown_kind", "kind"),
    ],
)
async def test_a_day_out_of_reach_and_a_kind_that_is_none_name_their_argument(
    database, actor_named, kind, day, code, path
):
    async with database.reading(await actor_named("hr")) as session:
        with pytest.raises(Invalid) as refused:
            await governing_rules(session, None, kind, day)

    assert (refused.value.code, refused.value.path) == (code, path)


async def test_a_draft_governs_nobody(database, actor_named, owner, own):
    await owner.execute("alter table regulation disable trigger user")
    await owner.execute(
        "update regulation set published_by = null, published_at = null where id = $1", own.id
    )

    async with database.reading(await actor_named("hr")) as session:
        found = await governing_rules(session, known("unit", "A"), "bonus", date(2026, 12, 31))

    assert found.rules.values == {}
