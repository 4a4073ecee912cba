"""Hashes of an RFC 9162 tree (section 2.1): leaves, nodes and the head over them."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"
NOTHING = sha256().digest()
# A whole subtree: the head over the heads of such slices is the head over all their leaves.
SLICE = 65_536


def leaf(data: bytes) -> bytes:
    """The hash of one leaf: SHA-256 of 0x00 and the data."""
    return sha256(LEAF + data).digest()


def leaves(data: Iterable[bytes]) -> list[bytes]:
    """The hashes of many leaves, in order."""
    return [sha256(LEAF + each).digest() for each in data]


def salted(salts: Iterable[bytes | None], data: Iterable[bytes]) -> list[bytes | None]:
    """Leaves that commit to data: SHA-256 of 0x00, a salt that is kept elsewhere, and the data; none without a salt."""
    return [
        None if salt is None else sha256(LEAF + salt + each).digest()
        for salt, each in zip(salts, data, strict=True)
    ]


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees: SHA-256 of 0x01 and both."""
    return sha256(NODE + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """The head of the tree over leaf hashes; over none, the hash of nothing.

    Level by level, an odd last one climbing as it is: that splits where the RFC does, at the largest power of
    two.
    """
    level = list(hashes)
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [sha256(NODE + left + right).digest() for left, right in zip(level[::2], level[1::2])] + odd  # noqa: B905
    return level[0] if level else NOTHING


class Growing:
    """The head over leaves that arrive in order, in any portions, without keeping them all."""

    def __init__(self) -> None:
        """Begin without leaves."""
        self._heads: list[bytes] = []
        self._rest: list[bytes] = []

    def extend(self, hashes: Iterable[bytes]) -> None:
        """Append leaf hashes."""
        self._rest += hashes
        while len(self._rest) >= SLICE:
            self._heads.append(root(self._rest[:SLICE]))
            del self._rest[:SLICE]

    @property
    def root(self) -> bytes:
        """The head over everything so far."""
        return root([*self._heads, root(self._rest)] if self._rest else self._heads)
