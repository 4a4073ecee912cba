"""Large tables read in portions, by COPY into frames: fast, and as much memory as one portion needs."""

from collections.abc import Mapping
from typing import Any

import polars as pl

LARGEST = 65_536


def text_of(alias: str, name: str) -> str:
    """A column as the text that is hashed: see `domain.audit.hashing.canonical`."""
    match name:
        case "at":
            return f"(extract(epoch from {alias}.at) * 1000000)::bigint"
        case "leaf" | "rows_root":
            return f"encode({alias}.{name}, 'hex')"
        case "day":
            return f"to_char({alias}.day, 'YYYY-MM-DD')"
        case _:
            return f"{alias}.{name}"


async def read(connection: Any, sql: str, schema: Mapping[str, Any], *binds: Any) -> pl.DataFrame:
    """The rows of a statement as a frame; the columns of `schema` are taken in order."""
    text: list[bytes] = []

    # A file instead would be written to in another thread, chunk by chunk: a third more time, measured.
    async def take(chunk: bytes) -> None:
        text.append(chunk)

    await connection.copy_from_query(sql, *binds, output=take, format="csv")
    if not text:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(b"".join(text), has_header=False, schema=schema)
