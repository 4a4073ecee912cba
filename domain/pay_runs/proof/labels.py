"""Labels of a run's lines: what its rules were called then, so that the same values give the same leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import polars as pl
from sqlmodel import col, select

from domain.audit.hashing import merkle
from domain.database.sessions import ReadSession
from domain.pay_runs.proof import line_hash
from domain.pay_runs.tables import PayRunRules

_SCHEMA = dict.fromkeys(
    ("regulation_id", "rules_hash", "parameters_hash", "model_id", "model_version"), pl.String
)


@dataclass(frozen=True, slots=True)
class Labels:
    """By `rules_number`: the regulation, the hash of its rules, the model of the amount and its version.

    `salted`: the lines have salted leaves, and none of before.
    """

    frame: pl.DataFrame
    salted: bool

    def leaves(self, lines: pl.DataFrame, salts: Sequence[bytes | None]) -> list[bytes | None]:
        """The leaf of each line (as `lines.of` gives them) under these labels; none where its salt is gone."""
        labelled = lines.drop("regulation_id", "rules_hash").join(
            self.frame, on="rules_number", how="left", maintain_order="left"
        )
        if self.salted:
            return line_hash.leaves(labelled, salts)
        return list(line_hash.earlier_leaves(labelled))

    def root(self, lines: pl.DataFrame, salts: Sequence[bytes | None]) -> str | None:
        """The root over these leaves; none when a salt is gone, so that nobody can compute it any more."""
        hashes = self.leaves(lines, salts)
        standing = [leaf for leaf in hashes if leaf is not None]
        return merkle.root(standing).hex() if len(standing) == len(hashes) else None


async def of_run(session: ReadSession, run_id: UUID) -> Labels:
    """The labels of a run that the actor may see."""
    return labels(
        list(await session.scalars(select(PayRunRules).where(col(PayRunRules.pay_run_id) == run_id)))
    )


def labels(stored: Sequence[PayRunRules]) -> Labels:
    """The labels that stored rules give."""
    rows = [
        {
            "rules_number": each.number,
            "regulation_id": str(each.regulation_id),
            "rules_hash": each.parameters_hash,
            "parameters_hash": each.parameters_hash,
            "model_id": model,
            "model_version": each.model_version or each.versions.get(model),
        }
        for each in stored
        for model in [each.model_id or each.models["bonus"]]
    ]
    frame = pl.DataFrame(rows, schema={"rules_number": pl.Int64, **_SCHEMA}, orient="row")
    return Labels(frame, all(each.model_id is not None for each in stored))
