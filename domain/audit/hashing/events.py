"""What of an event is hashed, and how its name and its states are written."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
import polars as pl

from domain.audit.hashing import canonical, merkle

KIND = "meritgrid event 2"
# Never reorder, rename or drop: append under a new kind instead. The database writes the same: `meritgrid_tell`.
FIELDS = (
    "id", "at", "day", "actor_id", "happened", "subject", "unit_id", "reason", "before", "after",
    "tables", "rows", "rows_root", "follows",
)  # fmt: skip
# Events of before had no day, and named no rows.
EARLIER_KIND = "meritgrid event 1"
EARLIER_FIELDS = ("id", "at", "actor_id", "happened", "subject", "unit_id", "reason", "before", "after")
_NAME = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")


def leaf(event: canonical.Row) -> bytes:
    """The leaf hash of an event, over every column but the leaf itself."""
    if event["day"] is None:
        return merkle.leaf(canonical.record(EARLIER_KIND, event, EARLIER_FIELDS))
    return merkle.leaf(canonical.record(KIND, event, FIELDS))


def leaves(frame: pl.DataFrame) -> list[bytes]:
    """The leaf hash of every event of a frame with `FIELDS`: ids as text, `at` in microseconds since 1970."""
    hashes = merkle.leaves(canonical.records(KIND, frame, FIELDS))
    earlier = frame["day"].is_null()
    if earlier.any():
        of_before = merkle.leaves(canonical.records(EARLIER_KIND, frame.filter(earlier), EARLIER_FIELDS))
        for place, each in zip(earlier.arg_true(), of_before, strict=True):
            hashes[place] = each
    return hashes


def named(happened: str) -> str:
    """The name of an event, as it is. Raises ValueError when it is not `subject.happened`."""
    if not _NAME.fullmatch(happened):
        raise ValueError(f"{happened!r} is no name of an event; write subject.happened, as pay_run.approved")
    return happened


def state(values: Mapping[str, Any] | None) -> str | None:
    """A state of the subject as JSON, keys sorted, no blanks. Raises TypeError for what JSON cannot say."""
    if values is None:
        return None
    return orjson.dumps(values, default=_said, option=orjson.OPT_SORT_KEYS).decode()


def _said(value: object) -> str:
    # The driver's UUID is a class of its own, which orjson does not know.
    if isinstance(value, UUID):
        return str(value)
    raise TypeError
