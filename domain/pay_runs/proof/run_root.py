"""What a run pins beside its lines: its inputs, its rules, its sheet of steps and its traces, as one root.

`verify` finds a changed run by its events: the state after `pay_run.computed` is the whole row of the run and
`pinned_root`, the state after each later event the whole row: `after=run.model_dump()`.
"""

from typing import Any, NamedTuple
from uuid import UUID

from domain.audit.hashing import canonical, merkle


class Rows(NamedTuple):
    """The rows of one table that belong to the run $1: their columns, where they stand, and their order."""

    kind: str
    fields: tuple[str, ...]
    where: str

    @property
    def sql(self) -> str:
        """The statement that reads them; JSON comes as the bytes that were stored."""
        columns = (f"t.{name}::text" if name in JSON else f"t.{name}" for name in self.fields)
        return f"select {', '.join(columns)} from {self.where}"  # noqa: S608


JSON = ("models", "versions", "parameters")
# Never reorder, rename or drop: append under a new kind instead. Files are pinned by their
# sha256, which `verify` compares with the file.
PINNED = (
    Rows(
        "meritgrid snapshot 1",
        ("hash", "unit_id", "year", "people", "taken_by", "taken_at"),
        "snapshot t join pay_run r on r.snapshot_hash = t.hash where r.id = $1",
    ),
    Rows(
        "meritgrid snapshot frame 1",
        ("snapshot_hash", "name", "sha256", "rows"),
        "snapshot_frame t join pay_run r using (snapshot_hash) where r.id = $1"
        " order by name collate ucs_basic",
    ),
    Rows(
        "meritgrid pay run rules 1",
        ("pay_run_id", "number", "regulation_id", "models", "versions", "parameters", "parameters_hash"),
        "pay_run_rules t where pay_run_id = $1 order by number",
    ),
    Rows(
        "meritgrid pay run step 1",
        (
            "id", "pay_run_id", "rules_number", "ordinal", "place", "model_id", "stage", "name", "says",
            "certainty", "law", "agreement", "choice", "parameters",
        ),
        "pay_run_step t where pay_run_id = $1 order by rules_number, ordinal",
    ),
    Rows(
        "meritgrid pay run trace 1",
        ("pay_run_id", "rules_number", "model_id", "stage", "sha256", "rows"),
        "pay_run_trace t where pay_run_id = $1"
        " order by rules_number, model_id collate ucs_basic, stage collate ucs_basic",
    ),
)  # fmt: skip


async def root(connection: Any, run_id: UUID) -> str:
    """The root (hexadecimal) over everything that a run pins, read from an asyncpg connection."""
    leaves: list[bytes] = []
    for rows in PINNED:
        found = await connection.fetch(rows.sql, run_id)
        leaves += merkle.leaves(canonical.record(rows.kind, row, rows.fields) for row in found)
    return merkle.root(leaves).hex()
