"""Traces of a run: the steps that are finer than a person, kept as a hash and computed again when somebody asks."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from domain.audit.hashing import tables
from domain.computing.calculation import Calculation


def rows(run_id: UUID, computed: Calculation) -> Iterator[dict[str, Any]]:
    """A row of `pay_run_trace` for each filled table that is finer than a person: its hash and its number of rows."""
    for number, model, stage, table in computed.finer_tables():
        yield {
            "pay_run_id": run_id,
            "rules_number": number,
            "model_id": model.id,
            "stage": stage,
            "sha256": tables.digest(table),
            "rows": table.height,
        }
