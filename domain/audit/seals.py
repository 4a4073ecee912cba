"""What a seal states, and how it is linked to the one before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.audit.hashing import canonical, merkle
from domain.audit.tables import AuditSeal

KIND = "meritgrid seal 1"
# Never reorder, rename or drop: append under a new kind instead.
FIELDS = ("number", "events", "root", "sealed_at")
FIRST_LINK = bytes(32)
LARGEST = merkle.SLICE


def over(number: int, before: bytes, leaves: Sequence[bytes], now: datetime) -> AuditSeal:
    """The seal over leaves in order, linked to the link `before`."""
    states: dict[str, Any] = {
        "number": number,
        "events": len(leaves),
        "root": merkle.root(leaves),
        "sealed_at": now,
    }
    return AuditSeal(**states, link=link(before, states))


def link(before: bytes, seal: canonical.Row) -> bytes:
    """The node over the link before and the leaf of what the seal states: number, count, root and moment."""
    return merkle.node(before, merkle.leaf(canonical.record(KIND, seal, FIELDS)))
