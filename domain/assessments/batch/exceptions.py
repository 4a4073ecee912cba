"""Exceptions of a batch: who is left out and why, in the words in which they would be refused alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import polars as pl

from domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who is not among those proposed or confirmed; `assessment_id`: of what is there already."""

    employee_id: UUID
    assessment_id: UUID | None
    why: Refusal


@dataclass(frozen=True, slots=True)
class Outcome:
    """assessed: how many were proposed, or confirmed; unchanged: how many stood so already, and stay as they are."""

    assessed: int
    unchanged: int
    left_out: Sequence[LeftOut]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The first reason for each person, by key: reasons are given in the order in which one assessment is judged."""

    why: dict[int, Refusal] = field(default_factory=dict)

    def leave_out(self, keys: Iterable[int], why: Refusal) -> None:
        """Leave people out, unless they are already."""
        for key in keys:
            self.why.setdefault(key, why)

    def rest(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows (`employee_id`, a key) of everybody else, in their order."""
        out = pl.DataFrame({"employee_id": pl.Series([*self.why], dtype=pl.Int64)})
        return rows.join(out, on="employee_id", how="anti", maintain_order="left")

    def named(self, ids: Mapping[int, UUID], assessments: Mapping[int, UUID]) -> list[LeftOut]:
        """The people by their ids, those with one reason together."""
        return [LeftOut(ids[key], assessments.get(key), why) for key, why in self.why.items()]
