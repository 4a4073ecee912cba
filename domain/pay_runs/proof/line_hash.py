"""What of a pay line is hashed, and the name that the line takes from it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl
from numpy.typing import NDArray

from domain.audit.hashing import canonical, merkle
from domain.database import fixed_rows

KIND = "meritgrid pay line 2"
# Never reorder, rename or drop: append under a new kind instead. Each means the same in ten years: no version of a
# model, and no number that was not in force. `inputs_hash` names the run's inputs, `rules_hash` its models and their
# numbers (`Rules.hash`), `steps` is the value of every step, JSON as text.
FIELDS = (
    "pay_run_id", "regulation_id", "employee_id", "unit_id", "position_id", "peer_group_id", "assessment_id",
    "rated", "amount_vnd", "inputs_hash", "rules_hash", "steps",
)  # fmt: skip
# Lines of before were hashed without a salt, and with the versions of their models.
EARLIER_KIND = "meritgrid pay line 1"
EARLIER_FIELDS = (
    "pay_run_id", "rules_number", "employee_id", "unit_id", "position_id", "peer_group_id", "assessment_id",
    "rated", "amount_vnd", "steps", "model_id", "model_version", "parameters_hash",
)  # fmt: skip


def leaves(frame: pl.DataFrame, salts: Sequence[bytes | None]) -> list[bytes | None]:
    """The leaf of every line of a frame with `FIELDS`, none where the salt is gone.

    Ids are text, amounts in dong, steps JSON. `salts`: HMAC-SHA256 of "line", 0x00 and the run's id (16 bytes) with the
    person's secret.
    """
    return merkle.salted(salts, canonical.records(KIND, frame, FIELDS))


def earlier_leaves(frame: pl.DataFrame) -> list[bytes]:
    """The leaf of every line of a frame with `EARLIER_FIELDS`."""
    return merkle.leaves(canonical.records(EARLIER_KIND, frame, EARLIER_FIELDS))


def ids(run_id: str, hashes: Sequence[bytes], first: int = 0) -> pl.Series:
    """The ids of lines with these leaves, the first of them at place `first` of the run; ascending.

    UUIDv8: the run's moment (48 bits), the place (24), the beginning of the leaf (48). So a line's id cannot
    change without its content, a recomputed line has the same id, and the index stays dense.
    """
    return fixed_rows.uuids(packed_ids(run_id, hashes, first).tobytes()).alias("id")


def packed_ids(run_id: str, hashes: Sequence[bytes], first: int = 0) -> NDArray[Any]:
    """The same as 16 bytes each."""
    made = np.empty(len(hashes), [("moment", "V6"), ("high", ">u2"), ("low", ">u2"), ("leaf", "V6")])
    places = np.arange(first, first + len(hashes))
    made["moment"] = np.void(UUID(run_id).bytes[:6])
    made["high"], made["low"] = 0x8000 | places >> 12, 0x8000 | places & 0xFFF
    # A leaf that somebody cut short has a name, too.
    made["leaf"] = np.frombuffer(b"".join([leaf[:6].ljust(6, b"\0") for leaf in hashes]), "V6")
    return made.view("V16")
