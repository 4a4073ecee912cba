"""Proves that nothing of the trail, and nothing that a run rests on, was changed since it was sealed.

Trusts no hash that is stored: each is computed again from the columns. What it cannot see: a trail cut off at
the end, or written anew as a whole, by whoever owns the server: for that, somebody else must keep a link.
"""

from typing import Any

from domain.audit.report import Difference, Report, Watch
from domain.audit.rows import check_rows
from domain.audit.verify_files import check_snapshots, check_traces
from domain.audit.verify_runs import check_runs
from domain.audit.verify_trail import check_seals, check_unsealed
from domain.errors import Forbidden

_CHECKS = (check_seals, check_unsealed, check_snapshots, check_traces, check_runs, check_rows)
_SEES_ALL = """
    select not row_security_active('audit_event') or (
        meritgrid_everywhere(nullif(current_setting('meritgrid.actor', true), '')::uuid, 'audit.read')
        and meritgrid_everywhere(nullif(current_setting('meritgrid.actor', true), '')::uuid, 'pay_run.read'))
"""


async def verify(connection: Any, watch: Watch = lambda _report: None) -> Report:
    """Recompute everything on an asyncpg connection outside a transaction, and report the first difference.

    The connection is the owner's, or of an account that may read the trail and the runs everywhere: Forbidden
    is raised for any other, which would take what it cannot see for missing. `watch` sees the counts grow.
    """
    report = Report()
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        if not await connection.fetchval(_SEES_ALL):
            raise Forbidden(
                "audit_needs_everything",
                "To verify the trail an account needs audit.read and pay_run.read on the root of the tree.",
            )
        try:
            for check in _CHECKS:
                await check(connection, report, watch)
        except Difference as difference:
            report.difference = difference
    return report
