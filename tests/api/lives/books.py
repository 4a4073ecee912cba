"""What holds after every step, whoever did what: asked of the tables themselves, as their owner."""

import asyncio
from typing import Any

PATIENCE = 50  # tenths of a second
QUESTIONS = {
    "nobody has two approved lines of one kind and period from one unit": """
        select l.employee_id from pay_line l join pay_run r on r.id = l.pay_run_id
        where r.state in ('approved', 'closed')
        group by l.employee_id, l.unit_id, r.kind, r.period, r.period_start having count(*) > 1
    """,
    "who is paid is who has such a line": """
        with lines as (
            select l.employee_id, r.kind, r.period, r.period_start, l.unit_id, r.id
            from pay_line l join pay_run r on r.id = l.pay_run_id where r.state in ('approved', 'closed')
        ), paid as (select employee_id, kind, period, period_start, unit_id, pay_run_id from paid_period)
        (select * from paid except select * from lines) union all (select * from lines except select * from paid)
    """,
    "a fund has spent what such lines say, and no more than it holds": """
        select f.id from bonus_fund f left join (
            select l.unit_id, r.year, sum(l.amount_vnd) as vnd, bool_or(r.state = 'closed') as closed
            from pay_line l join pay_run r on r.id = l.pay_run_id
            where r.kind = 'bonus' and r.state in ('approved', 'closed') group by l.unit_id, r.year
        ) s on s.unit_id = f.unit_id and s.year = f.year
        where f.spent_vnd <> coalesce(s.vnd, 0) or f.spent_vnd > f.amount_vnd
           or (f.state = 'closed') <> coalesce(s.closed, false)
    """,
    "a run is never half made": "select id from pay_run where state = 'computing'",
    "who made a run did not approve it": "select id from pay_run where approved_by = made_by",
    "a run adds up": """
        select r.id from pay_run r left join pay_line l on l.pay_run_id = r.id
        group by r.id having r.total_vnd <> coalesce(sum(l.amount_vnd), 0) or r.people <> count(distinct l.employee_id)
    """,
    "who asked for a right did not give it": """
        select g.id from access_grant g join access_request r on r.id = g.request_id
        join audit_event e on e.subject = 'AccessGrant_' || g.id and e.happened = 'right.granted'
        where e.actor_id = r.asked_by or g.account_id = r.asked_by
    """,
    "of assigned work no more is completed than was assigned": """
        select id from kpi_result where kind in ('assigned', 'handed_over') and completed > assigned
    """,
}
OPEN = """
    select pid, state, left(query, 200) as query from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
"""


async def faults(owner: Any) -> list[str]:
    """What does not hold."""
    found = []
    for rule, question in QUESTIONS.items():
        if rows := await owner.fetch(question):
            found.append(f"{rule}: {len(rows)}, as {dict(rows[0])}")
    return found + await left_open(owner)


async def left_open(owner: Any) -> list[str]:
    """Transactions that stay open although nobody asks anything any more."""
    rows: list[Any] = []
    for _ in range(PATIENCE):
        rows = await owner.fetch(OPEN)
        if not rows:
            break
        await asyncio.sleep(0.1)
    return [f"a transaction is left open: {dict(row)}" for row in rows]
