"""What a line keeps: its steps as the run pinned them, its values, and the regulation behind the numbers in force."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

import orjson
from sqlalchemy import JSON, column, text

from domain.actor import Actor
from domain.computing.chain.kind import Kind
from domain.database.sessions import Database, ReadSession
from domain.locking import seen
from domain.pay_runs import kinds
from domain.pay_runs.tables import PayLine
from pay_models.kernel.errors import UnknownModel
from pay_models.kernel.registry import model
from pay_models.kernel.tell.way_file import NOTHING, WayFile, read_way

_OF_LINE = text("select kind, period_start, snapshot_hash from run_of_line(:line)")
_VALUES = text("select ordinal, value from pay_line_step where pay_line_id = :line").columns(
    column("ordinal"), column("value", JSON)
)
_SHEET = text("""
    select s.ordinal, s.model_id, s.stage, s.name, s.says, s.law, s.agreement, s.choice, s.certainty, s.unit,
           s.parameters, s.inputs, r.models, r.regulation_id
    from pay_run_step_seen s
    join pay_run_rules r on r.pay_run_id = s.pay_run_id and r.number = s.rules_number
    where s.pay_run_id = :run and s.rules_number = :rules order by s.ordinal
""").columns(
    *map(
        column,
        ("ordinal", "model_id", "stage", "name", "says", "law", "agreement", "choice", "certainty", "unit"),
    ),
    *(column(name, JSON) for name in ("parameters", "inputs", "models")),
    column("regulation_id"),
)
_TOLD = (
    *("ordinal", "model_id", "stage", "name", "says", "law", "agreement", "choice", "certainty"),
    *("unit", "parameters"),
)
# Whose row it is: a step that reads it looks at this person's own rows, such as the months, and at nobody else's.
WHOSE = "employee_id"


@cache
def told_of(model_id: str) -> WayFile:
    """How a model is told; nothing of one that is no longer there."""
    try:
        return read_way(model(model_id).parameters.folder)
    except UnknownModel:
        return NOTHING


class SetBy(NamedTuple):
    """The regulation of a line: whose it is, its title and its first day."""

    unit_id: UUID
    title: str
    effective_from: date


# Regulations take their kinds from here, so that whoever asks for a way hands in who tells of a regulation.
Regulations: TypeAlias = Callable[[ReadSession, UUID], Awaitable[tuple[UUID, str, date]]]


class Input(NamedTuple):
    """A column that a step read; `steps` give it, none a fact. `among`: it says among which rows the step looks."""

    name: str
    says: str
    among: bool
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the run's sheet. `value`: this person's, a list where each month has one; None where none is told."""

    ordinal: int
    model_id: str
    stage: str
    name: str
    says: str
    law: str
    agreement: str
    choice: str
    certainty: str
    unit: str | None
    parameters: Sequence[Mapping[str, Any]]
    inputs: Sequence[Input]
    value: Any = None

    @property
    def numbers(self) -> list[int]:
        """Its value, or that of each month, where these are numbers."""
        values = self.value if isinstance(self.value, list) else [self.value]
        return [int(each) for each in values if _is_number(each)]

    @property
    def looks_at_others(self) -> bool:
        """Whether it looks at rows of more people than this one."""
        return any(one.among for one in self.inputs) and all(one.name != WHOSE for one in self.inputs)


@dataclass(frozen=True, slots=True)
class Record:
    """A line with its whole sheet, the steps finer than a line among them, which have no value here.

    `stages`: the stage of the kind for which each model was picked.
    """

    line: PayLine
    kind: Kind
    start: date
    inputs_hash: str
    steps: Sequence[Step]
    stages: Mapping[str, str]
    regulation: SetBy

    def at(self, ordinal: int) -> Step | None:
        """The step of a number, if this person's value of it is told."""
        found = self.steps[ordinal - 1] if 0 < ordinal <= len(self.steps) else None
        return found if found and found.value is not None else None

    @property
    def own(self) -> list[Step]:
        """The steps with a value."""
        return [step for step in self.steps if step.value is not None]


async def read(database: Database, actor: Actor, line_id: UUID, regulations: Regulations) -> Record:
    """The record of a line that the actor may read; raises NotFound for any other.

    Whoever reads a line reads the sheet of its run, which holds rules and nobody's values.
    """
    async with database.reading(actor) as session:
        line = await seen(session, PayLine, line_id, "payLineId")
        values = {row.ordinal: row.value for row in await session.execute(_VALUES, {"line": line_id})}
        of_run = (await session.execute(_OF_LINE, {"line": line_id})).one()
        steps, stages, regulation_id = await _sheet(session, line, values)
        regulation = SetBy(*await regulations(session, regulation_id))
    return Record(line, kinds.named(of_run[0]), of_run[1], of_run[2], steps, stages, regulation)


async def _sheet(
    session: ReadSession, line: PayLine, values: Mapping[int, Any]
) -> tuple[list[Step], dict[str, str], UUID]:
    of_rules = {"run": line.pay_run_id, "rules": line.rules_number}
    rows = (await session.execute(_SHEET, of_rules)).all()
    steps = [
        Step(
            **{name: getattr(row, name) for name in _TOLD},
            inputs=[_input(one) for one in row.inputs or ()],
            value=values.get(row.ordinal),
        )
        for row in rows
    ]
    stages = {model: stage for stage, model in rows[0].models.items()}
    return steps, stages, rows[0].regulation_id


def _input(told: Mapping[str, Any]) -> Input:
    return Input(told["name"], told["says"], told["among"], tuple(told["steps"]))


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or value is None:
        return False
    return isinstance(value, int) or (isinstance(value, str) and value.lstrip("-").isdigit())


def plain(value: Any) -> str:
    """A value as the JSON that a statement takes."""
    return orjson.dumps(value).decode()
