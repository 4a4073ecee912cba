"""Proof that a run follows from its pinned inputs: compute it again and compare line by line."""

from dataclasses import dataclass
from uuid import UUID

import polars as pl

from domain.audit.hashing import merkle
from domain.compute_queue import in_thread
from domain.computing import snapshot
from domain.computing.calculation import calculate
from domain.computing.snapshot import Inputs
from domain.database import bulk_copy
from domain.database.bulk_copy import CopyColumn
from domain.database.sessions import ReadSession
from domain.pay_runs import lines, service
from domain.pay_runs.kinds import KINDS
from domain.pay_runs.lines import Heading
from domain.pay_runs.proof import labels, salts
from domain.pay_runs.proof.labels import Labels
from domain.pay_runs.tables import PayRun
from domain.reading.ids import global_id

_STORED = """
    select employee_id, unit_id, amount_vnd, encode(leaf, 'hex') from pay_line where pay_run_id = $1
    order by employee_id, unit_id
"""
_COLUMNS = (
    CopyColumn("employee_id", str), CopyColumn("unit_id", str), CopyColumn("stored_vnd", int),
    CopyColumn("stored_leaf", str),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What came out the second time. `first_difference` names the first line that is not the same, if any."""

    run: PayRun
    lines: int
    same: int
    stored_root: str
    recomputed_root: str
    first_difference: str | None

    @property
    def reproduced(self) -> bool:
        """Whether every line and the root are the same."""
        return self.first_difference is None and self.stored_root == self.recomputed_root


async def reproduce(session: ReadSession, run_id: UUID) -> Reproduction:
    """Compute a run again from its kept inputs with today's models and compare every line.

    Raises NotFound for a run that the actor may not see, Conflict when its kept inputs were changed.
    """
    run = await service.found(session, run_id, "payRunId")
    taken = await snapshot.load(session, run.snapshot_hash)
    stored = await bulk_copy.read(session, _STORED, _COLUMNS, run_id)
    people = taken.people["employee_id"].sort().to_list()
    salted = await salts.of_lines(session, run_id, people)
    return await in_thread(_compare, run, taken, stored, await labels.of_run(session, run_id), salted)


def _compare(
    run: PayRun, taken: Inputs, stored: pl.DataFrame, of_run: Labels, salted: list[bytes | None]
) -> Reproduction:
    again = lines.of(
        Heading(run.id, run.snapshot_hash),
        calculate(KINDS[run.kind], taken, run.period_start, validate=False),
    )
    hashes = of_run.leaves(again, salted)
    fresh = again.select("employee_id", "unit_id", "amount_vnd").with_columns(
        pl.Series("leaf", [leaf and leaf.hex() for leaf in hashes], dtype=pl.String)
    )
    both = fresh.join(stored, on=("employee_id", "unit_id"), how="full", coalesce=True).sort(
        "employee_id", "unit_id"
    )
    differing = both.filter(~pl.col("leaf").eq_missing(pl.col("stored_leaf")))
    return Reproduction(
        run,
        both.height,
        both.height - differing.height,
        run.lines_root,
        merkle.root([leaf for leaf in hashes if leaf is not None]).hex(),
        _told(differing.row(0, named=True)) if differing.height else None,
    )


def _told(row: dict[str, object]) -> str:
    amounts = f"kept {row['stored_vnd']} dong, computed {row['amount_vnd']} dong"
    return f"{global_id('Employee', str(row['employee_id']))}: {amounts}" + (
        "; another step differs" if row["stored_vnd"] == row["amount_vnd"] else ""
    )
