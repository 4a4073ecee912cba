"""Large tables read in portions, by COPY into frames: fast, and as much memory as one portion needs."""

import io
from collections.abc import Mapping
from typing import Any

import polars as pl

LARGEST = 65_536


def text_of(alias: str, name: str) -> str:
    """A column as the text that is hashed: see `domain.audit.canonical`."""
    match name:
        case "at":
            return f"(extract(epoch from {alias}.at) * 1000000)::bigint"
        case "leaf":
            return f"encode({alias}.leaf, 'hex')"
        case _:
            return f"{alias}.{name}"


async def read(connection: Any, sql: str, schema: Mapping[str, Any], *binds: Any) -> pl.DataFrame:
    """The rows of a statement as a frame; the columns of `schema` are taken in order."""
    text = io.BytesIO()
    await connection.copy_from_query(sql, *binds, output=text, format="csv")
    if not text.tell():
        return pl.DataFrame(schema=schema)
    text.seek(0)
    return pl.read_csv(text, has_header=False, schema=schema)
