"""Compares who is paid, and what is taken from each fund, with the lines of approved and closed runs."""

from typing import Any

from domain.facts.period import Period
from domain.reading.ids import global_id
from domain.verification.report import Difference, Report, Watch

_PAID_BY_NOBODY = """
    select p.employee_id, p.kind, p.period, p.period_start from paid_period p
    where not exists (select from pay_line l join pay_run r on r.id = l.pay_run_id
                      where l.employee_id = p.employee_id and l.unit_id = p.unit_id and r.id = p.pay_run_id
                        and (r.kind, r.period, r.period_start) = (p.kind, p.period, p.period_start)
                        and r.state in ('approved', 'closed'))
    order by 1, 2, 4 limit 1
"""
_NOT_NOTED = """
    select l.id, r.kind, r.period, r.period_start from pay_line l join pay_run r on r.id = l.pay_run_id
    where r.state in ('approved', 'closed')
      and not exists (select from paid_period p
                      where p.employee_id = l.employee_id and p.unit_id = l.unit_id and p.pay_run_id = r.id
                        and (p.kind, p.period, p.period_start) = (r.kind, r.period, r.period_start))
    order by 1 limit 1
"""
_SPENT = """
    select f.id, f.spent_vnd, coalesce(s.vnd, 0) as lines_vnd, f.amount_vnd
    from bonus_fund f left join (
        select l.unit_id, r.year, sum(l.amount_vnd)::bigint as vnd from pay_line l join pay_run r on r.id = l.pay_run_id
        where r.state in ('approved', 'closed')
          and exists (select from pay_run_step s where s.pay_run_id = r.id and s.name = 'fund_vnd')
        group by 1, 2
    ) s on s.unit_id = f.unit_id and s.year = f.year
    where f.spent_vnd <> coalesce(s.vnd, 0) or coalesce(s.vnd, 0) > f.amount_vnd
    order by f.id limit 1
"""


async def check_funds(connection: Any, _report: Report, _watch: Watch) -> None:
    """Check that nobody is paid twice or noted unpaid, and that funds and lines agree. Raises the first Difference."""
    for line, kind, *period in await connection.fetch(_NOT_NOTED):
        only = f"the one line that pays its person the {kind} of {Period.beginning(*period).said}"
        raise Difference(global_id("PayLine", line), "it", only, "another")
    for person, kind, *period in await connection.fetch(_PAID_BY_NOBODY):
        line = f"the line that pays the {kind} of {Period.beginning(*period).said}"
        raise Difference(global_id("Employee", person), line, "there", "missing")
    for fund, spent_vnd, lines_vnd, amount_vnd in await connection.fetch(_SPENT):
        name = global_id("BonusFund", fund)
        if spent_vnd != lines_vnd:
            raise Difference(name, "what its lines take from it", str(spent_vnd), str(lines_vnd))
        raise Difference(name, "what its lines take from it", f"at most {amount_vnd}", str(lines_vnd))
