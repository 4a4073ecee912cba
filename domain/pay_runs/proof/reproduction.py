"""Proof that a run follows from its pinned inputs: compute it again and compare line by line.

Two answers: *the same values*, of every line and every step, and *the same rules*, models and their numbers in force.
Versions of models and releases are told beside them: a run is none the less reproduced when they are others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import polars as pl

from domain.audit.hashing import merkle
from domain.compute_queue import in_thread
from domain.computing import snapshot
from domain.computing.calculation import Calculation, calculate
from domain.computing.chain import withholding
from domain.computing.chain.kind import Kind
from domain.computing.snapshot import Inputs
from domain.database import bulk_copy
from domain.database.bulk_copy import CopyColumn
from domain.database.sessions import ReadSession
from domain.pay_runs import kinds, lines, service
from domain.pay_runs.lines import Heading
from domain.pay_runs.proof import columns, rules, salts
from domain.pay_runs.proof.labels import labels
from domain.pay_runs.proof.rules import Other
from domain.pay_runs.tables import PayRun, PayRunRules
from domain.reading.ids import global_id

_STORED = """
    select employee_id, unit_id, amount_vnd, encode(leaf, 'hex') from pay_line where pay_run_id = $1
    order by employee_id, unit_id
"""
_COLUMNS = (
    CopyColumn("employee_id", str),
    CopyColumn("unit_id", str),
    CopyColumn("stored_vnd", int),
    CopyColumn("stored_leaf", str),
)
_KEY = ("employee_id", "unit_id")


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What came out the second time. `first_difference` names the first line that is not the same, if any.

    `other_rules`: each model or number in force that is another one now. `other_versions`: models whose code is
    called otherwise now. Neither release nor version changes what a run reproduces to.
    """

    run: PayRun
    lines: int
    same: int
    stored_root: str
    recomputed_root: str
    first_difference: str | None
    other_rules: Sequence[str]
    other_versions: Sequence[Other]

    @property
    def same_values(self) -> bool:
        """Whether every line and every step of it is the same, and so the root over them."""
        return self.first_difference is None and self.stored_root == self.recomputed_root

    @property
    def same_rules(self) -> bool:
        """Whether the models and their numbers in force are those of the run."""
        return not self.other_rules


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a run keeps, read for a comparison; `columns` are none of a run of before."""

    run: PayRun
    kind: Kind
    taken: Inputs
    lines: pl.DataFrame
    rules: Sequence[PayRunRules]
    salts: Sequence[bytes | None]
    columns: pl.DataFrame | None


async def reproduce(session: ReadSession, run_id: UUID) -> Reproduction:
    """Compute a run again from its kept inputs with today's models and compare every line.

    Raises NotFound for a run that the actor may not see, Invalid (`unknown_kind`), Conflict when its kept inputs or
    columns were changed.
    """
    run = await service.found(session, run_id, "payRunId")
    kind = kinds.named(run.kind, "payRunId")
    taken = await snapshot.load(session, run.snapshot_hash)
    kept = _Kept(
        run,
        kind,
        taken,
        await bulk_copy.read(session, _STORED, _COLUMNS, run_id),
        await rules.of_run(session, run_id),
        await salts.of_lines(
            session, run_id, withholding.lines(taken.people)["employee_id"].sort().to_list()
        ),
        await columns.if_kept(columns.load(session, run_id)),
    )
    return await in_thread(_compare, kept)


def _compare(kept: _Kept) -> Reproduction:
    run = kept.run
    computed = calculate(kept.kind, kept.taken, run.period_start, validate=False)
    again = lines.of(Heading(run.id, run.snapshot_hash), computed)
    hashes = labels(kept.rules).leaves(again, kept.salts)
    fresh = again.select(*_KEY, "amount_vnd").with_columns(
        pl.Series("leaf", [None if leaf is None else leaf.hex() for leaf in hashes], dtype=pl.String)
    )
    both = _erased(kept, computed, fresh.join(kept.lines, on=_KEY, how="full", coalesce=True).sort(_KEY))
    differing = both.filter(~pl.col("leaf").eq_missing(pl.col("stored_leaf")))
    return Reproduction(
        run,
        both.height,
        both.height - differing.height,
        run.lines_root,
        merkle.root([bytes.fromhex(leaf) for leaf in both["leaf"].drop_nulls()]).hex(),
        _told(kept, computed, differing.row(0, named=True)) if differing.height else None,
        rules.differences(kept.rules, computed),
        rules.other_versions(kept.rules, computed),
    )


def _erased(kept: _Kept, computed: Calculation, both: pl.DataFrame) -> pl.DataFrame:
    """Leaves that nobody can open any more stand as they are, where every stored value is the computed one."""
    if kept.columns is None or None not in kept.salts:
        return both
    moved = columns.moved(kept.columns, columns.of(computed))
    same = computed.people.select(
        pl.col("employee_uuid").alias("employee_id"),
        pl.col("fund_unit_id").alias("unit_id"),
        (~moved).alias("same"),
    )
    standing = pl.when(pl.col("same")).then(pl.col("stored_leaf"))
    return (
        both.join(same, on=_KEY, how="left", maintain_order="left")
        .with_columns(pl.col("leaf").fill_null(standing))
        .drop("same")
    )


def _told(kept: _Kept, computed: Calculation, row: dict[str, object]) -> str:
    amounts = f"kept {row['stored_vnd']} dong, computed {row['amount_vnd']} dong"
    name = global_id("Employee", str(row["employee_id"]))
    if kept.columns is None:
        return f"{name}: {amounts}" + (
            "; another step differs" if row["stored_vnd"] == row["amount_vnd"] else ""
        )
    person = (pl.col("employee_uuid") == row["employee_id"]) & (pl.col("fund_unit_id") == row["unit_id"])
    line = computed.people.filter(person)["line"]
    found = columns.first_moved(kept.columns, columns.of(computed), int(line[0]) if len(line) else None)
    if found is None:
        return f"{name}: {amounts}"
    values = f"kept {found.stored}, computed {found.computed}"
    return f"{name}: {amounts}; the first step that differs is {found.step}: {values}"
