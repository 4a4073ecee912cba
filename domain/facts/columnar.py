"""A columnar result set: the columns of several facts as packed bytes, in one statement, hence of one state.

Whatever the isolation of the transaction, one statement sees one snapshot of the database, and what the transaction
itself wrote. PostgreSQL packs each column, numpy reads it where it stands: nothing is parsed, row by row or at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl
from numpy.typing import NDArray

from domain.compute_queue import in_thread
from domain.database import fixed_rows, sessions
from domain.database.sessions import ReadSession
from domain.facts import packs
from domain.facts.fact import SLOTS, Fact, FactColumn
from domain.facts.packs import NO_NUMBER

_SINCE = 10_957  # the days from 1970 to 2000, where PostgreSQL begins to count
_TYPES: Mapping[str, Any] = {
    "key": pl.Int64,
    "uuid": pl.String,
    "number": pl.Int64,
    "day": pl.Date,
    "flag": pl.Boolean,
    "word": pl.String,
    "text": pl.String,
}


def packed(number: int, fact: Fact, statement: str) -> str:
    """The statement of a fact, its rows folded into one (or one for each part): number, how many, and the columns."""
    columns = ", ".join(packs.sent(pack, fact) for pack in packs.of(fact))
    # Names and words of our own code, never what somebody sent.
    sql = f"select {number} as fact, count(*) as height, array[{columns}] as columns from ({statement}) f"  # noqa: S608
    return f"{sql} group by f.{fact.parts}" if fact.parts else sql


async def read(
    session: ReadSession, sql: str, facts: Sequence[Fact], binds: Iterable[Any]
) -> dict[str, pl.DataFrame]:
    """The frames of the facts by name from one statement, the union of what `packed` gives for each."""
    connection = await sessions.raw(session)
    rows = await connection.fetch(sql, *binds)
    return await in_thread(_frames, rows, facts)


def _frames(rows: Iterable[tuple[int, int, list[bytes]]], facts: Sequence[Fact]) -> dict[str, pl.DataFrame]:
    parts = {fact.name: [_empty(fact)] for fact in facts}
    for number, height, columns in rows:
        if height:
            parts[facts[number].name].append(_unpacked(facts[number], columns, height))
    frames = {name: pl.concat(found, rechunk=True) for name, found in parts.items()}
    for fact in facts:
        _refuse_alike(fact, frames[fact.name])
    return frames


def _unpacked(fact: Fact, contents: Sequence[bytes], height: int) -> pl.DataFrame:
    """A part. Raises ValueError when a column has another height than its rows: a null where none may be."""
    columns: dict[str, pl.Series] = {}
    for pack, content in zip(packs.of(fact), contents, strict=True):
        for column, values in packs.apart(pack, content):
            series = _series(column, values)
            if column.name == fact.parts:
                series = series.new_from_index(0, height)
            if series.len() != height:
                names = ", ".join(one.name for one in pack)
                raise ValueError(f"{names}: {series.len()} values in {height} rows")
            columns[column.name] = series
    return pl.DataFrame({column.name: columns[column.name] for column in fact.columns})


def _series(column: FactColumn, values: Any) -> pl.Series:
    match column.kind:
        case "key":
            return _known(np.frombuffer(values, ">i8").reshape(-1, 2)[:, 1].astype(np.int64), 0, column)
        case "number":
            return _known(values.astype(np.int64), NO_NUMBER, column)
        case "day":
            return pl.Series(values.astype(np.int32) + _SINCE).cast(pl.Date)
        case "flag":
            return pl.Series(np.ascontiguousarray(values))
        case "word":
            return _words(values.astype(np.int16), column)
        case _:
            return _uuids(values, column) if column.kind == "uuid" else _texts(values, column)


def _known(values: NDArray[np.int64], none: int, column: FactColumn) -> pl.Series:
    series = pl.Series(values)
    return series.replace(none, None) if column.empty else series


def _uuids(content: bytes, column: FactColumn) -> pl.Series:
    texts = fixed_rows.uuids(content)
    return texts.replace(str(UUID(int=0)), None) if column.empty else texts


def _texts(content: bytes, column: FactColumn) -> pl.Series:
    texts = pl.Series([content.decode()]).str.split("\0").explode()
    return texts.replace("", None) if column.empty else texts


def _words(places: NDArray[np.int16], column: FactColumn) -> pl.Series:
    """Raises ValueError for a word that the fact does not know."""
    if not column.empty and (places < 0).any():
        raise ValueError(f"{column.name} has a word that is none of {', '.join(column.words)}")
    known = pl.Series(column.words, dtype=pl.String)
    return known.gather(pl.Series(places).cast(pl.Int64).replace(-1, None))


def _empty(fact: Fact) -> pl.DataFrame:
    return pl.DataFrame(schema={column.name: _TYPES[column.kind] for column in fact.columns})


def _refuse_alike(fact: Fact, frame: pl.DataFrame) -> None:
    """Two ids that agree in their low 60 bits would be one thing: it has not happened, and is asked each time."""
    if len(fact.keys) != 1:
        return
    key = frame[fact.keys[0]]
    if key.dtype == pl.Int64 and (key * SLOTS).n_unique() != frame.height:
        raise ValueError(f"two rows of the fact {fact.name} have ids with the same low 60 bits")
