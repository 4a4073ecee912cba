"""Reads of many rows find theirs by an index, as the application and under row security."""

import re

import pytest

from domain.areas import VIEWS
from domain.clock import today
from domain.database.sessions import APPLICATION_ROLE
from domain.people.names import sought
from domain.reading import compile as compiled
from domain.reading.ids import global_id
from domain.reading.selection import Selection


def one(name, *children, sizes=None, words=None, **arguments):
    """A field of a selection."""
    return Selection(name, name, arguments, sizes or {}, children, words=words or {})


@pytest.fixture
async def plan(owner, actor_named):
    """The server's plan of a statement for HR, as it was carried out: the text of it, and its loops over a table."""
    hr = await actor_named("hr")
    await owner.execute("analyze")

    async def read(statement, *slots):
        await owner.execute(f"set role {APPLICATION_ROLE}")
        sql = f"explain (analyze, costs off, timing off, buffers off, format text) {statement.sql}"
        rows = await owner.fetch(
            sql, *(read(slots[slot]) for slot, read in statement.takes), str(hr.id), today().isoformat(), "en"
        )
        await owner.execute("reset role")
        return "\n".join(row[0] for row in rows)

    return read


async def test_children_are_found_by_their_parent_not_among_all_units(plan, owner):
    children = one("children", one("nodes", one("code")), sizes={"first": 100})
    tree = one("units", one("nodes", children), sizes={"first": 100}, words={"kinds": ("department",)})
    await owner.execute("set enable_seqscan = off")

    text = await plan(compiled.page(VIEWS, "Unit", tree))

    loops = [int(found) for found in re.findall(r"Index Scan using pk_unit on unit.*loops=(\d+)", text)]
    units = await owner.fetchval("select count(*) from unit")
    assert "using ix_unit_state_parent_id on unit_state" in text
    assert 0 < max(loops) <= units


async def test_what_waits_is_found_by_the_index_of_what_waits_whoever_asked_before(plan, owner):
    waiting = one(
        "assessments",
        one("nodes", one("id")),
        one("totalCount"),
        sizes={"first": 50},
        words={"states": ("proposed",)},
    )
    statement = compiled.page(VIEWS, "Assessment", waiting)
    await owner.execute("set plan_cache_mode = force_generic_plan")

    text = await plan(statement)

    assert "'proposed'" in statement.sql
    assert text.count("using ix_assessment_proposed on assessment") == 2
    assert "Seq Scan on assessment" not in text


async def test_a_month_of_a_unit_is_found_by_unit_and_month(plan, owner):
    unit = await owner.fetchval("select unit_id from kpi_result limit 1")
    month = await owner.fetchval("select min(month) from kpi_result")
    await owner.execute("set enable_seqscan = off")
    results = one(
        "results",
        one("nodes", one("id")),
        one("totalCount"),
        sizes={"first": 50},
        subtreeOf=0,
        **{"month.from": 1, "month.to": 1},
    )

    text = await plan(compiled.page(VIEWS, "KpiResult", results), global_id("Unit", unit), month)

    assert "ix_kpi_result_unit_id_month" in text


async def test_the_words_of_a_name_are_found_by_their_index(owner):
    await owner.execute("set enable_seqscan = off")
    _, words = sought("Nguyễn thị")

    rows = await owner.fetch("explain select id from employee where name_words @@ $1::text::tsquery", words)

    assert any("ix_employee_name_words" in row[0] for row in rows)
