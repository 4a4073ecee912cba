"""A batch is written and noted at once: a statement for what is new, one for what changes, and one event for a unit."""

from dataclasses import replace
from datetime import date

import pytest

from domain.audit import service as audit
from domain.database.tables import new_id
from domain.errors import Conflict
from domain.results import bulk_write
from domain.results.counts import Counts
from domain.results.service import LARGEST_BATCH, record
from domain.results.tables import KpiResult

pytestmark = pytest.mark.usefixtures("open_months")

RECORDED = """
    select employee_id, product_id, month from kpi_result where kind = 'assigned' order by id limit $1
"""
NOTED = """
    select e.unit_id, e.rows, count(s.number) as sets, sum(s.rows)::int as noted
    from audit_event e join audit_set s on s.event_id = e.id
    where e.happened = 'results.recorded' and s.table_name = 'kpi_result' group by e.id order by e.id
"""
WRITTEN = """
    select employee_id, product_id, month, assigned, completed, quality_failures, delays, source_system, evidence,
           version
    from kpi_result where kind = 'ad_hoc' order by employee_id, product_id, month
"""


@pytest.fixture
async def hr(actor_named):
    return await actor_named("hr")


@pytest.fixture
async def batch(owner):
    """As many new results as a batch takes, of many units."""
    rows = await owner.fetch(RECORDED, LARGEST_BATCH)
    return [Counts(*row, 0, place, 1, 2, "SỔ “A”\\1", None, kind="ad_hoc") for place, row in enumerate(rows)]


async def recorded(database, hr, counts):
    async with database.writing(hr) as session:
        return await record(session, hr, counts)


def written(counts, version):
    rows = [
        (c.employee_id, c.product_id, c.month, 0, c.completed, 1, 2, c.source_system, c.evidence, version)
        for c in counts
    ]
    return sorted(rows, key=lambda row: row[:3])


async def test_a_thousand_new_results_are_noted_once_for_a_unit(database, owner, hr, batch):
    results = await recorded(database, hr, batch)

    assert [(r.employee_id, r.product_id, r.month) for r in results] == [
        (c.employee_id, c.product_id, c.month) for c in batch
    ]
    assert [tuple(row) for row in await owner.fetch(WRITTEN)] == written(batch, 1)
    noted = await owner.fetch(NOTED)
    assert {row["sets"] for row in noted} == {1}
    assert [row["noted"] for row in noted] == [row["rows"] for row in noted]
    assert sum(row["rows"] for row in noted) == LARGEST_BATCH
    assert len({row["unit_id"] for row in noted}) == len(noted)


async def test_what_is_new_and_what_changes_are_two_notes_of_one_event(database, owner, hr, batch):
    first, second = batch[::2], batch[1::2]
    await recorded(database, hr, first)
    told = len(await owner.fetch(NOTED))
    changed = [replace(each, evidence="seen", expected_version=1) for each in first]

    results = await recorded(database, hr, [*changed, *second])

    assert [r.version for r in results] == [2] * len(first) + [1] * len(second)
    assert [r.evidence for r in results] == ["seen"] * len(first) + [None] * len(second)
    rows = await owner.fetch(WRITTEN)
    assert [tuple(row) for row in rows] == sorted(
        written(changed, 2) + written(second, 1), key=lambda row: row[:3]
    )
    noted = (await owner.fetch(NOTED))[told:]
    assert max(row["sets"] for row in noted) == 2
    assert [row["noted"] for row in noted] == [row["rows"] for row in noted]
    assert sum(row["rows"] for row in noted) == LARGEST_BATCH


async def test_a_version_that_went_on_meanwhile_changes_nothing(database, owner, hr, batch, trail):
    [known, other] = await recorded(database, hr, batch[:2])
    before = await owner.fetch(WRITTEN)
    happened = await trail()
    stale, good = (KpiResult(**each.model_dump() | {"completed": 7}) for each in (known, other))
    stale.version, good.version = 3, 2

    with pytest.raises(Conflict) as refused:
        async with database.writing(hr) as session:
            await bulk_write.change(session, [good, stale])

    assert refused.value.code == "stale_version"
    assert await owner.fetch(WRITTEN) == before
    assert await trail() == happened


async def test_the_database_refuses_a_batch_that_no_event_tells_of(database, owner, hr, batch):
    [known] = await recorded(database, hr, batch[:1])
    before = await owner.fetch(WRITTEN)
    other = KpiResult(
        **known.model_dump() | {"id": new_id(), "month": date(2026, 1, 1), "kind": "taken_over"}
    )

    with pytest.raises(Exception, match="is not told"):
        async with database.writing(hr) as session:
            await bulk_write.add(session, [other])

    assert await owner.fetch(WRITTEN) == before
    assert await owner.fetchval("select count(*) from kpi_result where kind = 'taken_over'") == 0


@pytest.mark.parametrize(
    ("named", "refusal"), [(slice(0, 1), "nothing of kpi_result changed"), (slice(0, 0), "is not told")]
)
async def test_an_event_of_a_batch_names_whole_notes_of_its_own_unit(
    database, owner, hr, batch, trail, named, refusal
):
    [known] = await recorded(database, hr, batch[:1])
    before, happened = await owner.fetch(WRITTEN), await trail()
    more = [
        KpiResult(
            **known.model_dump() | {"id": new_id(), "kind": "taken_over", "month": date(2026, month, 1)}
        )
        for month in (1, 2)
    ]
    events = [
        audit.BatchEvent("results.recorded", f"Unit_{row.unit_id}", row.unit_id, [row.id])
        for row in more[named]
    ]

    async def write():
        async with database.writing(hr) as session:
            await bulk_write.add(session, more)
            await audit.record_many(session, hr, events)

    with pytest.raises(Exception, match=refusal):
        await write()

    assert await owner.fetch(WRITTEN) == before
    assert await trail() == happened
