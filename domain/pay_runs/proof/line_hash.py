"""What of a pay line is hashed, and the name that the line takes from it."""

from collections.abc import Sequence

import polars as pl

from domain.audit.hashing import canonical, merkle

KIND = "meritgrid pay line 1"
# Never reorder, rename or drop: append under a new kind instead.
FIELDS = (
    "pay_run_id", "rules_number", "employee_id", "unit_id", "position_id", "peer_group_id", "assessment_id",
    "rated", "amount_vnd", "steps", "model_id", "model_version", "parameters_hash",
)  # fmt: skip


def leaves(frame: pl.DataFrame) -> list[bytes]:
    """The leaf hash of every line of a frame with `FIELDS`: ids as text, amounts in dong, steps as JSON."""
    return merkle.leaves(canonical.records(KIND, frame, FIELDS))


def ids(run_id: str, hashes: Sequence[bytes], first: int = 0) -> pl.Series:
    """The ids of lines with these leaves, the first of them at place `first` of the run; ascending.

    UUIDv8: the run's moment (48 bits), the place (24), the beginning of the leaf (48). So a line's id cannot
    change without its content, a recomputed line has the same id, and the index stays dense.
    """
    moment = run_id[:13]
    return pl.Series(
        "id",
        [
            f"{moment}-8{place >> 12:03x}-8{place & 4095:03x}-{leaf[:6].hex()}"
            for place, leaf in enumerate(hashes, first)
        ],
        dtype=pl.String,
    )
