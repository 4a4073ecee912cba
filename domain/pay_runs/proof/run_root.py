"""What a run pins beside its lines: its inputs, its rules, its steps, traces and columns, as one root.

`verify` finds a changed run by its events: the state after `pay_run.computed` is the whole row of the run and
`pinned_root`, the state after each later event the whole row: `after=run.model_dump()`.
"""

from typing import Any
from uuid import UUID

from domain.audit.hashing import merkle
from domain.audit.hashing import rows as hashed
from domain.audit.hashing.rows import Rows
from domain.computing.snapshot_rows import SNAPSHOT

# Come after its inputs. Never reorder, rename or drop: append under a new kind instead; a run has rows of one kind of
# each. Files are pinned by their sha256 and sentences by their hash, which `verify` compares with what they say.
PINNED = (
    Rows(
        "meritgrid pay run rules 1",
        ("pay_run_id", "number", "regulation_id", "models", "versions", "parameters", "parameters_hash"),
        "pay_run_rules t where pay_run_id = $1 and model_id is null order by number",
    ),
    Rows(
        "meritgrid pay run rules 2",
        (
            "pay_run_id", "number", "regulation_id", "models", "versions", "parameters", "parameters_hash",
            "model_id", "model_version",
        ),
        "pay_run_rules t where pay_run_id = $1 and model_id is not null order by number",
    ),
    Rows(
        "meritgrid pay run step 1",
        (
            "id", "pay_run_id", "rules_number", "ordinal", "place", "model_id", "stage", "name", "says",
            "certainty", "law", "agreement", "choice", "parameters",
        ),
        "pay_run_step t where pay_run_id = $1 and sentence is null order by rules_number, ordinal",
    ),
    Rows(
        "meritgrid pay run step 2",
        (
            "id", "pay_run_id", "rules_number", "ordinal", "place", "model_id", "stage", "name", "sentence",
        ),
        "pay_run_step t where pay_run_id = $1 and sentence is not null"
        " and num_nonnulls(says, certainty, law, agreement, choice, parameters) = 0 order by rules_number, ordinal",
    ),
    Rows(
        "meritgrid pay run trace 1",
        ("pay_run_id", "rules_number", "model_id", "stage", "sha256", "rows"),
        "pay_run_trace t where pay_run_id = $1 and content is not null"
        " order by rules_number, model_id collate ucs_basic, stage collate ucs_basic",
    ),
    Rows(
        "meritgrid pay run trace 2",
        ("pay_run_id", "rules_number", "model_id", "stage", "sha256", "rows"),
        "pay_run_trace t where pay_run_id = $1 and content is null"
        " order by rules_number, model_id collate ucs_basic, stage collate ucs_basic",
    ),
    Rows(
        "meritgrid pay run columns 1",
        ("pay_run_id", "name", "sha256", "rows"),
        "pay_run_columns t where pay_run_id = $1 order by name collate ucs_basic",
    ),
)  # fmt: skip


_SNAPSHOT = "select snapshot_hash from pay_run where id = $1"


async def root(connection: Any, run_id: UUID) -> str:
    """The root (hexadecimal) over everything that a run pins, read from an asyncpg connection."""
    snapshot_hash = await connection.fetchval(_SNAPSHOT, run_id)
    found = [await hashed.leaves(connection, rows, snapshot_hash) for rows in SNAPSHOT]
    found += [await hashed.leaves(connection, rows, run_id) for rows in PINNED]
    return merkle.root([leaf for leaves in found for leaf in leaves]).hex()
