"""The law's numbers reach the tables from one source, once, and are never edited there."""

from datetime import date
from uuid import UUID

import pytest

from domain.actor import SYSTEM
from domain.database.sessions import owning
from domain.errors import Conflict, Invalid
from domain.grids import service
from domain.grids.reference import known_id, salary_steps


async def test_the_numbers_of_the_law_are_loaded_once(owner_url, owner):
    async with owning(owner_url, SYSTEM) as session:
        first = await service.load(session)
    async with owning(owner_url, SYSTEM) as session:
        second = await service.load(session)

    assert (first, second) == (193 + 193 + 8 + 57 + 202, 0)
    assert await owner.fetchval("select count(*) from salary_step") == 193
    assert (
        await owner.fetchval("select amount_vnd from base_salary where effective_from = '2026-07-01'")
        == 2_530_000
    )


async def test_every_number_names_its_source_and_how_sure_we_are(owner_url, owner):
    async with owning(owner_url, SYSTEM) as session:
        await service.load(session)

    for table in ("salary_coefficient", "base_salary", "leadership_allowance", "national_grade"):
        unsaid = f"select count(*) from {table} where source = '' or certainty = ''"
        assert await owner.fetchval(unsaid) == 0


async def test_a_number_edited_in_the_tables_is_refused_by_name(owner_url, owner):
    async with owning(owner_url, SYSTEM) as session:
        await service.load(session)
    await owner.execute("update base_salary set amount_vnd = 1 where effective_from = '2024-07-01'")

    with pytest.raises(Conflict) as refused:
        async with owning(owner_url, SYSTEM) as session:
            await service.load(session)

    assert refused.value.code == "reference_differs"
    assert "base_salary 2024-07-01: the database holds 1, the data of the release 2340000" in str(
        refused.value
    )


def test_every_cell_has_one_id_that_is_the_same_everywhere():
    rows = list(salary_steps())

    assert len({row["id"] for row in rows}) == len(rows) == 193
    assert {row["id"].version for row in rows} == {7}
    assert rows[0]["id"] == next(salary_steps())["id"]


def test_a_known_id_begins_with_its_day_and_differs_by_day_and_name():
    first, same = known_id(date(2026, 1, 1), "grade", 1), known_id(date(2026, 1, 1), "grade", 1)

    assert first == same == UUID("019b76da-a800-7" + str(first)[15:])
    assert first != known_id(date(2026, 1, 1), "grade", 2)
    assert first < known_id(date(2026, 1, 2), "grade", 1)


@pytest.mark.parametrize(
    ("table", "grade", "step", "code", "says"),
    [
        (4, "A1", 1, "unknown_table", "The grid has no table 4; tables: 1, 2, 3."),
        (2, "A11", 1, "unknown_grade", "Table 2 has no grade 'A11'. Did you mean 'A1'"),
        (2, "A1", 10, "unknown_step", "Grade A1 has steps 1 to 9, not 10."),
        (2, "A1", 0, "unknown_step", "Grade A1 has steps 1 to 9, not 0."),
    ],
)
async def test_a_cell_that_is_not_there_is_refused_with_what_is(owner_url, table, grade, step, code, says):
    async with owning(owner_url, SYSTEM) as session:
        await service.load(session)
        with pytest.raises(Invalid) as refused:
            await service.step_id(session, table, grade, step)

    assert refused.value.code == code
    assert says in str(refused.value)
