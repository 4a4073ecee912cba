"""Columns of a run: the value of every step of all its lines as one Parquet file, proven by its hash."""

import io
from collections.abc import Awaitable
from typing import Any, NamedTuple
from uuid import UUID

import polars as pl
from sqlalchemy import text
from sqlmodel import col, select

from domain.computing.calculation import Calculation
from domain.computing.snapshot import parquet, sha256
from domain.database.sessions import ReadSession
from domain.errors import Conflict, NotFound
from domain.pay_runs.lines import step_columns
from domain.pay_runs.tables import PayRunColumns
from domain.reading.ids import global_id

NAME = "lines"
_TO_SIMULATE = text("select sha256, content from columns_to_simulate(:run) where name = :name")


def of(computed: Calculation) -> pl.DataFrame:
    """A row for each row of the people of the inputs, in their order: `line` (the number of the row), `rules_number`.

    Beside them `rated`, `amount_vnd` and a column for each step that has a value in each line; null where the rules of
    a line do not have the step.
    """
    steps = dict.fromkeys(column for one in computed.rules for column in step_columns(computed, one.number))
    return computed.people.select("line", "rules_number", "rated", "amount_vnd", *steps)


class Moved(NamedTuple):
    """The first value that is not the stored one: of which line, of which step, and both."""

    line: int
    step: str
    stored: Any
    computed: Any


def moved(stored: pl.DataFrame, computed: pl.DataFrame) -> pl.Series:
    """Of each row of the longer one whether any of its values differ."""
    names = list(dict.fromkeys([*stored.columns, *computed.columns]))
    one, other = _alike(stored, names, computed.height), _alike(computed, names, stored.height)
    if not names:
        return pl.Series([], dtype=pl.Boolean)
    return pl.concat(
        [(one[name].ne_missing(other[name])).alias(name).to_frame() for name in names], how="horizontal"
    ).select(pl.any_horizontal(pl.all()))[:, 0]


def first_moved(stored: pl.DataFrame, computed: pl.DataFrame, line: int | None = None) -> Moved | None:
    """The first line whose values differ, or `line` if they do, and the first step of it in the order of computing."""
    places = moved(stored, computed).arg_true().to_list()
    if line is not None:
        places = [line] if line in places else []
    for place in places:
        for name in dict.fromkeys([*computed.columns[4:], *stored.columns[4:], *computed.columns[:4]]):
            was, now = _value(stored, name, place), _value(computed, name, place)
            if was != now:
                return Moved(place, name, was, now)
    return None


def row(run_id: UUID, computed: Calculation) -> PayRunColumns:
    """The file of a run as it is stored."""
    columns = of(computed)
    content = parquet(columns)
    return PayRunColumns(
        pay_run_id=run_id, name=NAME, sha256=sha256(content), rows=columns.height, content=content
    )


async def load(session: ReadSession, run_id: UUID) -> pl.DataFrame:
    """The columns of a run as `of` gives them, for whoever may read its lines.

    Raises NotFound (`run_columns_not_found`) where there are none, for this actor or of a run of before; Conflict
    (`run_columns_changed`) when the file is no longer the one that the run wrote.
    """
    stored = await session.scalar(
        select(PayRunColumns).where(col(PayRunColumns.pay_run_id) == run_id, col(PayRunColumns.name) == NAME)
    )
    return _proven(run_id, None if stored is None else (stored.sha256, stored.content))


async def load_to_simulate(session: ReadSession, run_id: UUID) -> pl.DataFrame:
    """The same for whoever may simulate the run but not select what it keeps.

    Raises what `load` raises, and what the database raises when the actor may not simulate there.
    """
    stored = (await session.execute(_TO_SIMULATE, {"run": run_id, "name": NAME})).one_or_none()
    return _proven(run_id, None if stored is None else (stored.sha256, stored.content))


async def if_kept(loaded: Awaitable[pl.DataFrame]) -> pl.DataFrame | None:
    """What is loaded; None of a run of before, which keeps no columns."""
    try:
        return await loaded
    except NotFound:
        return None


def _alike(frame: pl.DataFrame, names: list[str], height: int) -> dict[str, pl.Series]:
    """Its columns as text, with those and as many rows as the other one has."""
    rows = max(frame.height, height)
    none = pl.Series([None] * rows, dtype=pl.String)
    return {
        name: frame[name].cast(pl.String).extend(none[: rows - frame.height])
        if name in frame.columns
        else none
        for name in names
    }


def _value(frame: pl.DataFrame, name: str, place: int) -> Any:
    return frame[name][place] if name in frame.columns and place < frame.height else None


def _proven(run_id: UUID, stored: tuple[str, bytes] | None) -> pl.DataFrame:
    if stored is None:
        raise NotFound(
            "run_columns_not_found", "{payrun} keeps no columns.", payrun=global_id("PayRun", run_id)
        )
    digest, content = stored
    if sha256(content) != digest:
        name = global_id("PayRun", run_id)
        raise Conflict(
            "run_columns_changed",
            "The stored columns of {name} are no longer those that it wrote; run `meritgrid audit verify`.",
            name=name,
        )
    return pl.read_parquet(io.BytesIO(content))
