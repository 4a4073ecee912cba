"""Numbers and ids drawn from a seed: the same seed gives the same administration, to the last id."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

# Sixteen raw bytes each, in the order that PostgreSQL compares them.
Ids = NDArray[np.void]
Whole = NDArray[np.int64]
Part = NDArray[np.float64]
Flags = NDArray[np.bool_]

ID = np.dtype("V16")
_COUNTER = 12
_VERSION, _VARIANT = np.uint64(0x7000), np.uint64(1 << 63)
_RANDOM_BITS = 62


@dataclass(frozen=True, slots=True)
class Draw:
    """Independent streams of one seed, each known by what it draws: adding one moves no other."""

    seed: int

    def numbers(self, what: str) -> np.random.Generator:
        """The stream of `what`."""
        return np.random.default_rng([self.seed, crc32(what.encode())])

    def ids(self, table: str, count: int, day: date) -> Ids:
        """UUIDv7s of `table`, ascending: milliseconds from `day` on, a counter of 12 bits, 62 drawn bits."""
        moment = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
        place = np.arange(count, dtype=np.uint64)
        drawn = self.numbers(f"ids of {table}").integers(0, 1 << _RANDOM_BITS, count, dtype=np.uint64)
        halves = np.empty((count, 2), ">u8")
        milliseconds = np.uint64(moment) + (place >> np.uint64(_COUNTER))
        halves[:, 0] = milliseconds << np.uint64(16) | _VERSION | place & np.uint64((1 << _COUNTER) - 1)
        halves[:, 1] = _VARIANT | drawn
        return halves.view(ID).reshape(count)


def written(ids: Ids) -> pl.Series:
    """Ids as text with their hyphens."""
    digits = pl.DataFrame({"id": ids.tobytes().hex(" ", ID.itemsize).split()}, schema={"id": pl.String})
    part = pl.col("id").str.slice
    return digits.select(
        pl.concat_str(part(0, 8), part(8, 4), part(12, 4), part(16, 4), part(20, 12), separator="-").alias(
            "id"
        )
    )["id"]


def days(values: NDArray[Any]) -> pl.Series:
    """Months or days of numpy as dates."""
    return pl.Series(values.astype("datetime64[D]")).cast(pl.Date)


def split(total: int, weights: Part | Whole, least: int = 0) -> Whole:
    """Whole shares by weight that sum to `total`, each at least `least`; largest remainders."""
    exact = (total - least * len(weights)) * np.asarray(weights, np.float64) / np.sum(weights)
    shares: Whole = np.floor(exact).astype(np.int64)
    short = total - least * len(weights) - int(shares.sum())
    shares[np.argsort(shares - exact, kind="stable")[:short]] += 1
    return shares + least
