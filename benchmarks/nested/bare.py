"""The nested read behind a bare route: no rights, no GraphQL, no transaction of its own.

`python -m benchmarks.nested.bare URL PORT hand` runs a statement written by hand, as one writes it; `compiled` runs
ours.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache

import asyncpg
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from domain.areas import VIEWS
from domain.clock import today
from domain.reading.compile import page
from domain.reading.selection import Selection
from domain.reading.sql.binds import Statement

SQL = """
select json_build_object('data', json_build_object('employees', json_build_object('nodes', json_agg(
    json_build_object(
        'id', e.id, 'code', e.code, 'fullName', e.full_name, 'joinedOn', e.joined_on,
        'unit', (
            select json_build_object('id', u.id, 'code', u.code, 'name', (
                select s.name from unit_state s where s.unit_id = u.id and s.effective_from <= current_date
                order by s.effective_from desc limit 1))
            from unit u where u.id = e.unit_id),
        'position', (
            select json_build_object('id', p.id, 'code', p.code, 'title', p.title, 'leader', p.leader)
            from position p where p.id = (
                select o.position_id from occupancy o
                where o.employee_id = e.id and o.effective_from <= current_date
                order by o.effective_from desc limit 1)),
        'assessments', json_build_object('nodes', (
            select json_agg(json_build_object(
                'id', a.id, 'periodStart', a.period_start, 'state', a.state, 'score', case when a.months > 0 then
                    json_build_object('hundredths', a.score_hundredths,
                                      'formatted', meritgrid_number(a.score_hundredths, 2)) end))
            from (
                select id, period_start, score_hundredths, months, state from assessment
                where employee_id = e.id and period = 'month'
                order by period_start desc limit 4) a)),
        'payLines', json_build_object('nodes', (
            select json_agg(json_build_object(
                'id', l.id,
                'amount', json_build_object('amount', l.amount_vnd::text, 'currency', 'VND',
                                            'formatted', meritgrid_money(l.amount_vnd, 'VND')),
                'class', json_build_object('code', l.rated,
                                           'label', meritgrid_translated(peer.called(l.rated)))))
            from (select id, amount_vnd, rated from pay_line where employee_id = e.id
                  order by pay_run_id, employee_id, unit_id limit 1) l))
    )))))::text
from (
    select id, code, full_name, joined_on, unit_id from employee order by name_sort_key, code limit $1
) e
"""


def application(url: str, compiled: bool) -> Starlette:
    """One route: POST {"variables": {"first": 100}}."""

    @asynccontextmanager
    async def alive(app: Starlette) -> AsyncIterator[None]:
        app.state.pool = await asyncpg.create_pool(url, min_size=10, max_size=10)
        yield
        await app.state.pool.close()

    async def by_hand(request: Request) -> Response:
        first = (await request.json())["variables"]["first"]
        async with request.app.state.pool.acquire() as connection:
            text = await connection.fetchval(SQL, first)
        return Response(text, media_type="application/json")

    async def by_us(request: Request) -> Response:
        statement = _compiled((await request.json())["variables"]["first"])
        async with request.app.state.pool.acquire() as connection:
            text = await connection.fetchval(
                statement.sql, *statement.binds([]), NOBODY, today().isoformat(), "vi"
            )
        return Response(b'{"data":{"employees":' + text + b"}}", media_type="application/json")

    read = by_us if compiled else by_hand
    return Starlette(routes=[Route("/graphql", read, methods=["POST"])], lifespan=alive)


# The owner, as whom we connect here, is bound by no right.
NOBODY = ""


@cache
def _compiled(first: int) -> Statement:
    score = _object("score", "hundredths formatted")
    line = (*_fields("id"), _object("amount", "amount currency formatted"), _object("class", "code label"))
    children = (
        *_fields("id code fullName joinedOn"),
        _object("unit", "id code name"),
        _object("position", "id code title leader"),
        _page("assessments", (*_fields("id periodStart state"), score), 4, {"periods": ("month",)}),
        _page("payLines", line, 1, {}),
    )
    return page(VIEWS, "Employee", _page("employees", children, first, {}))


def _page(
    name: str, children: tuple[Selection, ...], size: int, words: dict[str, tuple[str, ...]]
) -> Selection:
    nodes = (Selection("nodes", "nodes", children=children),)
    return Selection(name, name, {}, {"first": size}, nodes, words=words)


def _object(name: str, members: str) -> Selection:
    return Selection(name, name, children=_fields(members))


def _fields(names: str) -> tuple[Selection, ...]:
    return tuple(Selection(name, name) for name in names.split())


if __name__ == "__main__":
    chosen = application(sys.argv[1], compiled=sys.argv[3] == "compiled")
    uvicorn.run(chosen, port=int(sys.argv[2]), log_level="error", access_log=False)
