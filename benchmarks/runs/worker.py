"""One tree's side: it loads the demo, then does what each line of its input asks, and tells the seconds.

It runs with the modules of any tree, ours or of release 0.3.0, so it asks of them only what both have: the demo,
GraphQL, tables and verification. Each line is JSON, {"do": name, ...}; so is each answer.
"""

import asyncio
import io
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import asyncpg
import httpx2

import demo
from api.app import create
from api.settings import Settings
from api.sign_in import development_tokens
from domain import clock
from domain.database.embedded import DATABASE, Embedded
from domain.database.migrate import migrate
from domain.database.sessions import APPLICATION_ROLE, Database
from domain.scenarios import service
from domain.verification.verify import verify

SEED, YEAR = 1, 2026
OURS = hasattr(service, "Simulations")
PATIENCE_SECONDS = 600
CREATE = """mutation($unit: ID!, $key: String!) {
  done: createPayRun(input: {unitId: $unit, year: 2026, title: "bench", idempotencyKey: $key}) {
    __typename problems { code message } payRun { id version people } } }"""
DISCARD = """mutation($id: ID!, $version: Int!, $key: String!) {
  done: discardPayRun(input: {id: $id, version: $version, reason: "bench", idempotencyKey: $key}) {
    __typename problems { code message } } }"""
SIMULATE = """query($run: ID!, $scenarios: [ScenarioInput!]!) {
  done: simulate(baseline: $run, scenarios: $scenarios) { baseline { amount } scenarios { reproduces
    byUnit(first: 100) { nodes { unitCode scenario { amount } } } } } }"""
# What release 0.3.0 takes: loose arguments, and one scenario.
CREATE_BEFORE = """mutation($unit: ID!, $key: String!) {
  done: createPayRun(unitId: $unit, year: 2026, title: "bench", idempotencyKey: $key) {
    __typename ... on Problem { code message } ... on PayRun { id version people } } }"""
DISCARD_BEFORE = """mutation($id: ID!, $version: Int!, $key: String!) {
  done: discardPayRun(id: $id, version: $version, reason: "bench", idempotencyKey: $key) {
    __typename ... on Problem { code message } } }"""
SIMULATE_BEFORE = """query($run: ID!, $changes: [ParameterChange!]!) {
  done: simulate(baseline: $run, changes: $changes) { reproduces baselineVnd byUnit { unitCode scenarioVnd } } }"""
SIZES = """
    select relname, pg_total_relation_size(oid) from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace
"""
# A regulation of its own for so many more units, each with other numbers than its neighbours'.
REGULATIONS = """
    insert into regulation (id, unit_id, effective_from, title, models, parameters, drafted_by, published_by,
                            published_at, version)
    select gen_random_uuid(), u.unit_id, r.effective_from, r.title, r.models,
           json_build_object('vn.bonus_fund_2026', json_build_object('completed_coefficient_hundredths', 30 + u.n % 40),
                             'vn.classes_2026', json_build_object('quota_bp', 1000 + 5 * u.n)),
           r.drafted_by, r.published_by, r.published_at, r.version
    from (select unit_id, row_number() over (order by unit_id) as n from
            (select distinct unit_id from unit_state where holds_fund and unit_id not in
               (select unit_id from regulation)) as without) as u
    cross join (select g.* from regulation g join unit_state s on s.unit_id = g.unit_id
                where s.kind = 'province' limit 1) as r
    where u.n <= $1 - (select count(*) from regulation)
"""
# Columns like a line's, of a table that no release changes.
BARE = """
    create table bare (id uuid, run uuid, number int, person uuid, unit uuid, post uuid, peers uuid, score uuid,
                       word text, amount bigint, steps text, model text, version text, hash text, leaf bytea)
"""
LINES = """
    select gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
           gen_random_uuid(), gen_random_uuid(), 'good', n * 1000, '[' || repeat(n::text || ',', 40) || '0]',
           'vn.bonus_fund_2026', left(md5(n::text), 12), md5(n::text) || md5(n::text),
           decode(md5(n::text) || md5(n::text), 'hex')
    from generate_series(1, 100000) as n
"""
COPIED = 100_000


@dataclass(slots=True)
class Tree:
    """The application of a tree over its demo. `computing`: seconds that scenarios took within their requests."""

    http: Any
    settings: Settings
    owner: Any
    root: str
    asked: int = 0
    lines: str = ""
    computing: list[float] = field(default_factory=list)

    async def ask(self, who: str, document: str, **variables: Any) -> Any:
        """The answer of one field called `done`; a refusal ends the benchmark."""
        self.http.headers["authorization"] = f"Bearer {development_tokens.mint(self.settings, who)}"
        self.asked += 1
        if "$key" in document:
            variables["key"] = f"bench {self.asked}"
        answer = (await self.http.post("/graphql", json={"query": document, "variables": variables})).json()
        done = (answer.get("data") or {}).get("done")
        if not done or "code" in done or done.get("problems"):
            raise SystemExit(f"Not measured: {json.dumps(answer)[:2_000]}")
        return done

    async def run(self) -> dict[str, Any]:
        """Seconds from the mutation to a computed run, as its user waits; it is set aside at once."""
        began = perf_counter()
        made = await self.ask("hr", CREATE if OURS else CREATE_BEFORE, unit=self.root)
        seconds = perf_counter() - began
        made = made["payRun"] if OURS else made
        await self.ask("hr", DISCARD if OURS else DISCARD_BEFORE, id=made["id"], version=made["version"])
        return {"seconds": seconds, "people": made["people"], "run": made["id"]}

    async def what_if(self, run: str, scenarios: list[list[dict[str, str]]]) -> dict[str, float]:
        """Seconds of what-ifs in one request: as their user waits, and of computing alone."""
        began = perf_counter()
        if OURS:
            wanted = [{"changes": changes} for changes in scenarios]
            await self.ask("finance", SIMULATE, run=run, scenarios=wanted)
        else:
            (changes,) = scenarios
            await self.ask("finance", SIMULATE_BEFORE, run=run, changes=changes)
        return {"seconds": perf_counter() - began, "computing": self.computing[-1]}

    async def regulations(self, count: int) -> dict[str, int]:
        """Let there be so many; how many there are."""
        await self.owner.execute("set session_replication_role = replica")
        await self.owner.execute(REGULATIONS, count)
        await self.owner.execute("reset session_replication_role")
        return {"count": await self.owner.fetchval("select count(*) from regulation")}

    async def sizes(self) -> dict[str, int]:
        """The bytes of each table with its indexes and large values."""
        return dict(await self.owner.fetch(SIZES))

    async def verified(self) -> dict[str, float]:
        """Seconds of `audit verify`, which must find nothing, and the lines that there are."""
        began = perf_counter()
        report = await verify(self.owner)
        if report.difference is not None:
            raise SystemExit(f"Not measured: {report.difference}")
        seconds = perf_counter() - began
        return {"seconds": seconds, "lines": await self.owner.fetchval("select count(*) from pay_line")}

    async def copied(self) -> dict[str, float]:
        """Rows a second that COPY takes in as a superuser, into a table without index, policy or check."""
        await self.owner.execute(f"drop table if exists bare; {BARE}")
        if not self.lines:
            kept = io.BytesIO()
            await self.owner.copy_from_query(LINES, output=kept, format="csv")
            self.lines = kept.getvalue().decode()
        began = perf_counter()
        await self.owner.copy_to_table("bare", source=io.BytesIO(self.lines.encode()), format="csv")
        rate = COPIED / (perf_counter() - began)
        await self.owner.execute("drop table bare")
        return {"rows": rate}


def _timed(simulate: Callable[..., Any], seconds: list[float]) -> Callable[..., Any]:
    async def timed(*given: Any) -> Any:
        began = perf_counter()
        found = await simulate(*given)
        seconds.append(perf_counter() - began)
        return found

    return timed


async def _serve(server: Embedded, folder: Path, people: int) -> None:
    owner = await asyncpg.connect(server.url(database="postgres"))
    await owner.execute(f"create database {DATABASE}")
    await owner.close()
    await migrate(server.url())
    # release 0.3.0 has no bonus in its demo
    until = {"until": demo.Until.ASSESSED} if hasattr(demo, "Until") else {}
    await demo.load(server.url(), people, SEED, YEAR, **until)
    owner = await asyncpg.connect(server.url())
    root = await owner.fetchval("select unit_id from unit_state where kind = 'province'")
    settings = Settings(
        mode="development", database_url="", data_folder=folder, deadline_seconds=PATIENCE_SECONDS
    )
    app = create(settings, "")
    app.state.server.database = await Database.connect(server.url(APPLICATION_ROLE))
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        tree = Tree(http, settings, owner, f"Unit_{root}")
        service.simulate = _timed(service.simulate, tree.computing)
        await _answer(tree)


async def _answer(tree: Tree) -> None:
    print(json.dumps({"ready": True}), flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        asked = json.loads(line)
        print(json.dumps(await getattr(tree, asked.pop("do"))(**asked)), flush=True)


def main(people: int) -> None:
    """Answer until the input ends."""
    clock.set_today(demo.DEMO_DAY)
    with tempfile.TemporaryDirectory(prefix="meritgrid_bench_") as folder:
        server = Embedded(Path(folder) / "data")
        try:
            asyncio.run(_serve(server, Path(folder), people))
        finally:
            server.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]))
