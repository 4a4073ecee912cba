"""What of an event is hashed, and how its name and its states are written."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
import polars as pl

from domain.audit.hashing import canonical, merkle

KIND = "meritgrid event 3"
# Never reorder, rename or drop: append under a new kind instead. The database writes the same: `meritgrid_tell`.
FIELDS = (
    "id", "at", "day", "actor_id", "happened", "subject", "unit_id", "reason", "before", "after",
    "tables", "rows", "rows_root", "follows", "secret_of",
)  # fmt: skip
# Events of before: without a salt and the owner of a secret, and first also without a day and the rows that they name.
UNSALTED_KIND, UNSALTED_FIELDS = "meritgrid event 2", FIELDS[:-1]
EARLIEST_KIND = "meritgrid event 1"
EARLIEST_FIELDS = ("id", "at", "actor_id", "happened", "subject", "unit_id", "reason", "before", "after")
_NAME = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")


def leaf(event: canonical.Row, salt: bytes | None = None) -> bytes:
    """The leaf of an event, over every column but the leaf itself. Raises ValueError for one that lacks its salt."""
    if event["day"] is None:
        return merkle.leaf(canonical.record(EARLIEST_KIND, event, EARLIEST_FIELDS))
    if event["secret_of"] is None:
        return merkle.leaf(canonical.record(UNSALTED_KIND, event, UNSALTED_FIELDS))
    (found,) = merkle.salted([salt], [canonical.record(KIND, event, FIELDS)])
    if found is None:
        owner = canonical.text(event["secret_of"])
        raise ValueError(f"the secret of {owner} is deleted: the leaf cannot be opened any more")
    return found


def leaves(frame: pl.DataFrame, salts: Sequence[bytes | None]) -> list[bytes | None]:
    """The leaf of every event of a frame with `FIELDS`, none where its salt is gone.

    Ids are text, `at` is in microseconds since 1970. `salts`: HMAC-SHA256 of "event", 0x00 and the event's id (16
    bytes) with the secret of `secret_of`; of no matter for events of before.
    """
    hashes = merkle.salted(salts, canonical.records(KIND, frame, FIELDS))
    earliest = frame["day"].is_null()
    unsalted = frame["secret_of"].is_null() & ~earliest
    for which, kind, fields in (
        (earliest, EARLIEST_KIND, EARLIEST_FIELDS),
        (unsalted, UNSALTED_KIND, UNSALTED_FIELDS),
    ):
        if which.any():
            of_before = merkle.leaves(canonical.records(kind, frame.filter(which), fields))
            for place, each in zip(which.arg_true(), of_before, strict=True):
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
