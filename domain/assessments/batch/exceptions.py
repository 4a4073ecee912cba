"""Exceptions of a batch: who is left out and why, in the words in which they would be refused alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from uuid import UUID

import polars as pl

from domain.errors import Refusal
from domain.language.text import LANGUAGES
from domain.reading.ids import global_id

# An outcome as JSON: counts, and the reasons in every language with the ids of whom they are about.
Kept: TypeAlias = Mapping[str, Any]


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

    def kept(self) -> Kept:
        """As the key of a decision, or a job, keeps it: who was left out stands with the others of one reason."""
        reasons: dict[tuple[str, str], dict[str, Any]] = {}
        for one in self.left_out:
            about = reasons.setdefault((one.why.code, one.why.message), _said(one))
            assessment_id = one.assessment_id and global_id("Assessment", one.assessment_id)
            about["people"].append((global_id("Employee", one.employee_id), assessment_id))
        return {"assessed": self.assessed, "unchanged": self.unchanged, "reasons": [*reasons.values()]}


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


def _said(one: LeftOut) -> dict[str, Any]:
    return {
        "code": one.why.code,
        "message": {language: one.why.said(language) for language in LANGUAGES},
        "law": {language: one.why.law_in(language) for language in LANGUAGES},
        "people": [],
    }
