"""Reproduction of one line: computed again from the run's kept inputs, for the person whom it pays.

Only whoever the line was measured against is computed; where that does not give its leaf, the whole run.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import orjson
import polars as pl
from sqlalchemy import select, text
from sqlmodel import col

from domain.actor import SYSTEM, Actor
from domain.compute_queue import in_thread
from domain.computing import snapshot
from domain.computing.calculation import Calculation, calculate
from domain.computing.snapshot import Inputs
from domain.database.sessions import Database, ReadSession
from domain.errors import Refusal
from domain.locking import seen
from domain.pay_runs import kinds, lines
from domain.pay_runs.lines import Heading
from domain.pay_runs.proof import rules
from domain.pay_runs.proof.labels import labels
from domain.pay_runs.proof.rules import Other
from domain.pay_runs.tables import PayLine, PayRunRules

_OF_LINE = text(
    "select values_of_line(:line) as steps, salt_of_line(:line) as salt, kind, period_start, snapshot_hash, release"
    " from run_of_line(:line)"
)


@dataclass(frozen=True, slots=True)
class LineReproduction:
    """What came out the second time. `first_difference` names the first step that is not the same, if any.

    `people`: how many were computed for it. `stored_leaf` and `recomputed_leaf` are hexadecimal; the latter is empty
    where nobody can make it any more.
    """

    stored_leaf: str
    recomputed_leaf: str
    people: int
    first_difference: str | None
    other_rules: Sequence[str]
    other_versions: Sequence[Other]
    release: str | None

    @property
    def same_values(self) -> bool:
        """Whether the amount and every step are the same: the leaf covers them."""
        return self.stored_leaf == self.recomputed_leaf

    @property
    def same_rules(self) -> bool:
        """Whether the models and their numbers in force are those of the run."""
        return not self.other_rules


class _Kept(NamedTuple):
    """A line as it is kept, with what the person may read of it and of its run."""

    line: PayLine
    steps: str
    salt: bytes | None
    stated: PayRunRules
    kind: str
    start: date
    inputs_hash: str
    release: str | None


async def reproduce_line(database: Database, actor: Actor, line_id: UUID) -> LineReproduction:
    """Compute a line that the actor may read again, with today's models, and compare every step.

    Raises NotFound for a line that the actor may not read, Conflict when the kept inputs of its run were changed.
    """
    async with database.reading(actor) as session:
        kept = await _kept(session, line_id)
    async with database.reading(SYSTEM) as session:
        taken = await snapshot.load_to_reproduce(session, kept.inputs_hash)
    return await in_thread(_compare, kept, taken)


async def _kept(session: ReadSession, line_id: UUID) -> _Kept:
    line = await seen(session, PayLine, line_id, "payLineId")
    told = (await session.execute(_OF_LINE, {"line": line_id})).one()
    stated = select(PayRunRules).where(
        col(PayRunRules.pay_run_id) == line.pay_run_id, col(PayRunRules.number) == line.rules_number
    )
    return _Kept(line, told.steps, told.salt, (await session.scalars(stated)).one(), *told[2:])


def _compare(kept: _Kept, taken: Inputs) -> LineReproduction:
    near = around(taken, str(kept.line.unit_id))
    if near.people.height < taken.people.height:
        with suppress(Refusal):
            found = _computed(kept, near)
            if found.same_values:
                return found
    return _computed(kept, taken)


def around(taken: Inputs, unit_id: str) -> Inputs:
    """The lines of a unit, and whoever is classified where its people are: what a line of it is measured against."""
    people = taken.people
    of_unit = people.filter(pl.col("unit_id") == unit_id)
    classified = people.filter(~pl.col("elsewhere") & pl.col("employee").is_in(of_unit["employee"].implode()))
    units = pl.concat([of_unit["unit"], classified["unit"]]).unique()
    near = people.filter(
        (pl.col("unit_id") == unit_id) | (~pl.col("elsewhere") & pl.col("unit").is_in(units.implode()))
    )
    whose = pl.col("employee").is_in(near["employee"].implode())
    return Inputs(
        near,
        taken.months.filter(whose),
        taken.items.filter(whose),
        taken.units.filter(pl.col("unit").is_in(units.implode())),
    )


def _computed(kept: _Kept, inputs: Inputs) -> LineReproduction:
    line = kept.line
    computed = calculate(kinds.named(kept.kind), inputs, kept.start, validate=False)
    again = lines.of(Heading(line.pay_run_id, kept.inputs_hash), computed).filter(
        pl.col("employee_id") == str(line.employee_id), pl.col("unit_id") == str(line.unit_id)
    )
    # the regulation has the number of the run, whichever units are computed
    numbered = again.with_columns(pl.lit(line.rules_number, pl.Int64).alias("rules_number"))
    leaf = labels([kept.stated]).leaves(numbered, [kept.salt])[0]
    recomputed = "" if leaf is None else leaf.hex()
    stored = line.leaf.hex()
    moved = None if recomputed == stored else _moved(kept, computed, again)
    return LineReproduction(
        stored,
        recomputed,
        computed.people["employee"].n_unique(),
        moved,
        rules.differences_of_one(kept.stated, computed),
        _own(rules.other_versions([kept.stated], computed), kept.stated),
        kept.release,
    )


def _own(others: Sequence[Other], stated: PayRunRules) -> list[Other]:
    return [other for other in others if other.model_id in stated.models.values()]


def _moved(kept: _Kept, computed: Calculation, again: pl.DataFrame) -> str | None:
    """The first step that is not the same, with what was kept and what was computed."""
    number = int(again["rules_number"][0])
    was, now = orjson.loads(kept.steps), orjson.loads(again["steps"][0])
    names = lines.step_columns(computed, number)
    return next(_differing(names, was, now), None)


def _differing(names: Sequence[str], was: Sequence[Any], now: Sequence[Any]) -> Iterator[str]:
    for name, before, after in zip(names, was, now, strict=False):
        if before != after:
            yield f"{name}: kept {before}, computed {after}"
