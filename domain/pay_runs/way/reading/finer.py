"""What is finer than a line: the facts, months and work of its person, computed again from the run's kept inputs.

Only whoever the line was measured against is computed, as for its reproduction.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import polars as pl

from domain.actor import SYSTEM
from domain.compute_queue import in_thread
from domain.computing import snapshot
from domain.computing.calculation import calculate
from domain.computing.chain.stages import ID, Pass
from domain.computing.snapshot import Inputs
from domain.database.sessions import Database
from domain.errors import Refusal
from domain.pay_runs.proof.line_reproduction import around
from domain.pay_runs.way.reading.record import Record

Row: TypeAlias = Mapping[str, Any]
Part: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Finer:
    """By model and stage: the person's rows with what was given and every step."""

    rows: Mapping[Part, Sequence[Row]] = field(default_factory=dict)

    def facts(self, part: Part) -> Row:
        """What is the same in every row that a stage has of the person, by column."""
        rows = self.rows.get(part) or [{}]
        return {name: value for name, value in rows[0].items() if all(row[name] == value for row in rows)}


async def read(database: Database, record: Record) -> Finer:
    """The rows of the person of a line; none where the kept inputs no longer compute."""
    async with database.reading(SYSTEM) as session:
        taken = await snapshot.load_to_reproduce(session, record.inputs_hash)
    return await in_thread(_of_line, record, taken)


def _of_line(record: Record, taken: Inputs) -> Finer:
    line = record.line
    near = around(taken, str(line.unit_id))
    try:
        computed = calculate(record.kind, near, record.start, validate=False)
    except Refusal:
        return Finer()
    own = computed.people.filter(
        pl.col("employee_uuid") == str(line.employee_id), pl.col("fund_unit_id") == str(line.unit_id)
    ).row(0, named=True)
    return Finer({part: rows for each in computed.passes for part, rows in _rows(each, own) if rows})


def _rows(each: Pass, own: Row) -> Iterator[tuple[Part, Sequence[Row]]]:
    """The person's rows of each stage of a model; who is classified elsewhere has none of what is told of people."""
    person = each.stage.by == "person"
    if person and own["elsewhere"]:
        return
    whose = own["employee"] if person else own["line"]
    for part in each.run.model.stages:
        table = each.run[part.name]
        found = table.filter(pl.col(ID) == whose).sort([name for name in ("month",) if name in table.columns])
        yield (each.run.model.id, part.name), found.rows(named=True)
