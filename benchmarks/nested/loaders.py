"""The nested read as strawberry's manual has it: plain resolvers, and a data loader for each relation.

`python -m benchmarks.nested.loaders URL PORT`
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import strawberry
import uvicorn
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.types import Info

UNITS = text(
    "select distinct on (u.id) u.id, u.code, s.name from unit u join unit_state s on s.unit_id = u.id"
    " where u.id = any(:keys) and s.effective_from <= current_date order by u.id, s.effective_from desc"
)
POSITIONS = text(
    "select distinct on (o.employee_id) o.employee_id, p.id, p.code, p.title, p.leader"
    " from occupancy o left join position p on p.id = o.position_id"
    " where o.employee_id = any(:keys) and o.effective_from <= current_date"
    " order by o.employee_id, o.effective_from desc"
)
ASSESSMENTS = text(
    "select a.* from unnest(cast(:keys as uuid[])) k(id) join lateral ("
    "  select id, employee_id, period_start, score_hundredths, months, state,"
    "    meritgrid_number(score_hundredths, 2) formatted from assessment"
    "  where employee_id = k.id and period = 'month' order by period_start desc limit :first) a on true"
)
LINES = text(
    "select l.* from unnest(cast(:keys as uuid[])) k(id) join lateral ("
    "  select id, employee_id, amount_vnd, meritgrid_money(amount_vnd, 'VND') formatted, rated,"
    "    meritgrid_translated(peer.called(rated)) label"
    "  from pay_line where employee_id = k.id order by pay_run_id, employee_id, unit_id limit 1) l on true"
)
EMPLOYEES = text(
    "select id, code, full_name, joined_on, unit_id from employee order by name_sort_key, code limit :first"
)


@strawberry.type
class Unit:
    id: UUID
    code: str
    name: str


@strawberry.type
class Position:
    id: UUID
    code: str
    title: str
    leader: bool


@strawberry.type
class Points:
    hundredths: int
    formatted: str


@strawberry.type
class Assessment:
    id: UUID
    period_start: date
    score: Points | None
    state: str


@strawberry.type
class AssessmentPage:
    nodes: list[Assessment]


@strawberry.type
class Money:
    amount: str
    currency: str
    formatted: str


@strawberry.type
class PayClass:
    code: str
    label: str


@strawberry.type
class PayLine:
    id: UUID
    amount: Money
    class_: PayClass = strawberry.field(name="class")


@strawberry.type
class PayLinePage:
    nodes: list[PayLine]


@strawberry.type
class Employee:
    id: UUID
    code: str
    full_name: str
    joined_on: date
    unit_id: strawberry.Private[UUID]

    @strawberry.field
    async def unit(self, info: Info["Loaders", None]) -> Unit:
        return await info.context.units.load(self.unit_id)

    @strawberry.field
    async def position(self, info: Info["Loaders", None]) -> Position | None:
        return await info.context.positions.load(self.id)

    @strawberry.field
    async def assessments(self, info: Info["Loaders", None], first: int) -> AssessmentPage:
        return AssessmentPage(nodes=await info.context.assessments(first).load(self.id))

    @strawberry.field
    async def pay_lines(self, info: Info["Loaders", None]) -> PayLinePage:
        return PayLinePage(nodes=await info.context.lines.load(self.id))


@strawberry.type
class EmployeePage:
    nodes: list[Employee]


@strawberry.type
class Query:
    @strawberry.field
    async def employees(self, info: Info["Loaders", None], first: int) -> EmployeePage:
        rows = await info.context.rows(EMPLOYEES, first=first)
        return EmployeePage(nodes=[Employee(**row) for row in rows])


@dataclass
class Loaders:
    """Those of one request."""

    engine: AsyncEngine

    def __post_init__(self) -> None:
        self.units = DataLoader(self._units)
        self.positions = DataLoader(self._positions)
        self.lines = DataLoader(self._lines)
        self._pages: dict[int, DataLoader[UUID, list[Assessment]]] = {}

    def assessments(self, first: int) -> DataLoader[UUID, list[Assessment]]:
        """The loader for pages of that size."""
        return self._pages.setdefault(first, DataLoader(partial(self._assessments, first)))

    async def rows(self, statement: Any, **values: Any) -> Sequence[Any]:
        """All rows of a statement, as mappings."""
        async with self.engine.connect() as connection:
            return (await connection.execute(statement, values)).mappings().all()

    async def _units(self, keys: list[UUID]) -> list[Unit]:
        found = {row["id"]: Unit(**row) for row in await self.rows(UNITS, keys=keys)}
        return [found[key] for key in keys]

    async def _positions(self, keys: list[UUID]) -> list[Position | None]:
        found = {}
        for row in await self.rows(POSITIONS, keys=keys):
            values = dict(row)
            employee = values.pop("employee_id")
            found[employee] = Position(**values) if values["id"] else None
        return [found.get(key) for key in keys]

    async def _assessments(self, first: int, keys: list[UUID]) -> list[list[Assessment]]:
        found: dict[UUID, list[Assessment]] = {key: [] for key in keys}
        for row in await self.rows(ASSESSMENTS, keys=keys, first=first):
            score = (
                Points(hundredths=row["score_hundredths"], formatted=row["formatted"])
                if row["months"]
                else None
            )
            one = Assessment(id=row["id"], period_start=row["period_start"], score=score, state=row["state"])
            found[row["employee_id"]].append(one)
        return [found[key] for key in keys]

    async def _lines(self, keys: list[UUID]) -> list[list[PayLine]]:
        found: dict[UUID, list[PayLine]] = {key: [] for key in keys}
        for row in await self.rows(LINES, keys=keys):
            amount = Money(amount=str(row["amount_vnd"]), currency="VND", formatted=row["formatted"])
            given = PayClass(code=row["rated"], label=row["label"])
            found[row["employee_id"]].append(PayLine(id=row["id"], amount=amount, class_=given))
        return [found[key] for key in keys]


class View(GraphQL[Loaders, None]):
    """The endpoint, with loaders of its own for each request."""

    def __init__(self, schema: strawberry.Schema, engine: AsyncEngine) -> None:
        super().__init__(schema, graphql_ide=None)
        self.engine = engine

    async def get_context(self, request: Any, response: Any) -> Loaders:  # noqa: ARG002
        """The loaders of one request."""
        return Loaders(self.engine)


def application(url: str) -> View:
    """The endpoint over a pool of ten connections."""
    engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://", 1), pool_size=10)
    return View(strawberry.Schema(Query, extensions=[ParserCache, ValidationCache]), engine)


if __name__ == "__main__":
    uvicorn.run(application(sys.argv[1]), port=int(sys.argv[2]), log_level="error", access_log=False)
