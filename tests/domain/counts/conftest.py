"""Kept counts: who reads totals, and somebody who writes at random."""

import json
from dataclasses import dataclass, field
from datetime import date
from random import Random

import asyncpg
import pytest

from domain.actor import Actor
from domain.areas import VIEWS
from domain.clock import today
from domain.database.sessions import raw
from domain.database.tables import new_id
from domain.reading import compile as compiled
from domain.reading.selection import Selection

COUNTED = {view.table.name: view for view in VIEWS.values() if view.counted_by}
DAYS = {"kpi_result": "month", "assessment": "period_start"}
TOTAL = (Selection("totalCount", "totalCount"),)
ADDED = """
    insert into {table} select (jsonb_populate_record(t, jsonb_build_object(
        'id', gen_random_uuid(), 'unit_id', $1::uuid, '{day}', t.{day} + make_interval(years => $2)))).*
    from {table} t where extract(year from {day}) = 2026 order by md5(t.id::text || $2) limit $3
"""
MOVED = "update {table} set unit_id = $1 where id in (select id from {table} order by md5(id::text || $2) limit $3)"
DELETED = "delete from {table} where id in (select id from {table} order by md5(id::text || $1) limit $2)"


def all_of(name, **arguments):
    """The statement for the number of rows of a view."""
    return compiled.page(VIEWS, name, Selection("all", "all", arguments, children=TOTAL))


@dataclass
class Writer:
    """Writes at random to the counted tables, as the owner."""

    owner: asyncpg.Connection
    units: list
    random: Random
    years: int = 0
    written: set = field(default_factory=set)

    async def write(self):
        """One statement, and now and then one that is undone, by itself or with all that stands before it."""
        transaction = self.owner.transaction()
        await transaction.start()
        for _ in range(self.random.randint(1, 3)):
            await self._statement()
        if self.random.random() < 0.5:
            inner = self.owner.transaction()
            await inner.start()
            await self._statement()
            await (inner.rollback() if self.random.random() < 0.5 else inner.commit())
        await (transaction.rollback() if self.random.random() < 0.3 else transaction.commit())

    async def _statement(self):
        table, verb = self.random.choice(list(COUNTED)), self.random.choice(["insert", "update", "delete"])
        unit, rows = self.random.choice(self.units), self.random.choice([0, 1, 7, 90])
        self.years += 1
        seed = str(self.years)
        if verb == "insert":
            sql = ADDED.format(table=table, day=DAYS[table]).replace("|| $2", "|| $2::int")
            await self.owner.execute(sql, unit, self.years, rows)
        elif verb == "update":
            await self.owner.execute(MOVED.format(table=table), unit, seed, rows)
        else:
            await self.owner.execute(DELETED.format(table=table), seed, rows)
        self.written.add((table, verb, rows > 0))


@pytest.fixture
async def units(owner, demo):
    return [row["id"] for row in await owner.fetch("select id from unit order by code")]


@pytest.fixture
async def writer(owner, units):
    # The demo's months are confirmed, and stay so for everybody else.
    for trigger in ("kpi_result_unconfirmed_insert", "kpi_result_unconfirmed_update"):
        await owner.execute(f"alter table kpi_result disable trigger {trigger}")
    await owner.execute("alter table assessment disable trigger assessment_guarded")
    return Writer(owner, units, Random(7))  # noqa: S311 - drawn alike each time


@pytest.fixture
async def everybody(owner, demo):
    """All accounts of the demo: with every right on the root, on a commune, none, and people with rows of their own."""
    return [Actor(row["id"], row["name"]) for row in await owner.fetch("select id, name from account")]


@pytest.fixture
async def granted(owner, units, everybody):
    """Rights at random over subtrees, for whoever has rows of their own and whoever has none, of today or not."""
    people = await owner.fetch("select id from employee order by code")
    random = Random(11)  # noqa: S311 - drawn alike each time
    actors = [Actor(row["id"], "own") for row in random.sample(people, 25)]
    actors += [Actor(new_id(), "none") for _ in range(15)]
    known = {actor.id for actor in everybody}
    for actor in actors:
        if actor.id not in known:
            await owner.execute(
                "insert into account values ($1, $2, $3)", actor.id, str(actor.id), actor.name
            )
        for _ in range(random.randint(0, 3)):
            since = random.choice([date(2026, 1, 1), date(2027, 6, 1)])
            until = random.choice([None, None, date(2026, 7, 1), date(2028, 1, 1)])
            verb = random.choice([view.counted_by for view in COUNTED.values()])
            await owner.execute(
                "insert into access_grant values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
                new_id(), actor.id, verb, random.choice(units), since, max(until, since) if until else None,
            )  # fmt: skip
    return actors


@pytest.fixture
def totals(database):
    """`kept, counted = await totals(actor)`: of each counted table, as the reader is told and as rows are seen."""

    async def read(actor):
        async with database.reading(actor) as session:
            connection = await raw(session)
            counted = {t: await connection.fetchval(f"select count(*) from {t}") for t in COUNTED}
            kept = {}
            for table, view in COUNTED.items():
                told = await connection.fetchval(
                    all_of(view.name).sql, str(actor.id), today().isoformat(), "en"
                )
                kept[table] = json.loads(told)["totalCount"]
        return kept, counted

    return read
