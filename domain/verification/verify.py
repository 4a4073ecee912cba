"""Proves that nothing of the trail, and nothing that a run rests on, was changed since it was sealed.

Trusts no hash that is stored: each is computed again from the columns. What it cannot see by itself: a trail cut off
at the end, or written anew as a whole, by whoever owns the server: for that, somebody else must keep a link.
"""

from dataclasses import dataclass
from typing import Any

from domain.errors import Forbidden
from domain.language.rights import all_named
from domain.verification.catalogue import check_catalogue, check_schemas
from domain.verification.counts import check_counts
from domain.verification.erasure.events import check_erased_owners, check_erasures
from domain.verification.files import check_columns, check_sentences, check_snapshots, check_traces
from domain.verification.funds import check_funds
from domain.verification.report import Difference, Report, Watch, same
from domain.verification.rows import check_rows
from domain.verification.runs import check_runs
from domain.verification.trail import check_seals, check_unsealed

_CHECKS = (
    check_unsealed,
    check_erasures,
    check_snapshots,
    check_traces,
    check_columns,
    check_sentences,
    check_runs,
)
# Only the owner sees every row and may read all of the catalogue.
_OWNERS_CHECKS = (check_schemas, check_erased_owners, check_funds, check_rows, check_counts, check_catalogue)
_SEES_ALL = """
    select not row_security_active('audit_event') or (
        meritgrid_everywhere(nullif(current_setting('meritgrid.actor', true), '')::uuid, 'audit.read')
        and meritgrid_everywhere(nullif(current_setting('meritgrid.actor', true), '')::uuid, 'pay_run.read'))
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """The link of a seal that somebody kept elsewhere: its number, and 32 bytes in hexadecimal."""

    seal: int
    link: str


async def verify(connection: Any, watch: Watch = lambda _report: None, kept: Kept | None = None) -> Report:
    """Recompute everything on an asyncpg connection outside a transaction, and report the first difference.

    The connection is the owner's, or of an account that may read the trail and the runs everywhere: Forbidden
    is raised for any other, which would take what it cannot see for missing; rows and guards are compared for the
    owner only. `watch` sees the counts grow. `kept`: a link that the trail must still go through.
    """
    report = Report()
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        # Nobody's table of the same name, in a schema that is looked into before ours, is read in place of ours.
        await connection.execute("set local search_path = pg_catalog, public, pg_temp")
        # Whole tables are compared, which the default would sort and hash on the disk.
        await connection.execute("set local work_mem = '128MB'")
        if not await connection.fetchval(_SEES_ALL):
            raise Forbidden(
                "audit_needs_everything",
                "To verify the trail an account needs the right to {rights} on the root of the tree.",
                rights=all_named(("audit.read", "pay_run.read")),
            )
        owners = not await connection.fetchval("select row_security_active('audit_event')")
        try:
            await check_seals(connection, report, watch)
            await _check_kept(connection, kept)
            for check in (*_CHECKS, *(_OWNERS_CHECKS if owners else ())):
                await check(connection, report, watch)
        except Difference as difference:
            report.difference = difference
    return report


async def _check_kept(connection: Any, kept: Kept | None) -> None:
    """The links are right by now, each over the one before: so one that is the same vouches for all before it."""
    if kept is None:
        return
    name = f"AuditSeal {kept.seal}"
    link = await connection.fetchval("select link from audit_seal where number = $1", kept.seal)
    if link is None:
        raise Difference(name, "it", "there", "missing")
    same(name, "the link that was kept", kept.link.lower(), link.hex())
