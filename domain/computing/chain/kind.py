"""A kind of run as data: what it pays, for which period, by which stages, and what each stage has to give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

import polars as pl

from domain.facts.period import Period
from domain.facts.stand_ins import Keys
from domain.language.text import Text
from pay_models.kernel.declare.rows import columns_of, keys_of


class Asked(NamedTuple):
    """What a table that a model takes is made of.

    `own` columns come as they are, `derived` ones by the rules of the stage, over the columns `roots`.
    """

    own: list[str]
    derived: Mapping[str, pl.Expr]
    roots: list[str]


@dataclass(frozen=True, slots=True, eq=False)
class StageContract:
    """What the model of a stage has to fit, whoever wrote it.

    `keys` name a row of the model's last table, `yields` are columns of it that later stages or the line take, with
    their types. `example` is the id of a model for whoever named none. `by`: whom `employee_id` names, a person
    (rows of the unit that classifies them) or a line (each unit in which months of theirs count). `takes` are rules:
    by the keys of a table that a model takes, a column of it over facts and outputs of the same or coarser keys.
    `at_most`: numbers of the model, if it has them, that nobody reaches within the period when they are more.
    """

    name: str
    keys: Keys
    yields: Mapping[str, type]
    example: str
    by: Literal["person", "line"] = "person"
    takes: Mapping[Keys, Mapping[str, pl.Expr]] = field(default_factory=dict)
    at_most: Mapping[str, int] = field(default_factory=dict)

    def asks(self, rows: Any) -> Asked:
        """Of what a table that the stage's model takes is made."""
        columns, rules = columns_of(rows), self.takes.get(keys_of(rows), {})
        derived = {name: rule for name, rule in rules.items() if name in columns}
        roots = [root for rule in derived.values() for root in rule.meta.root_names()]
        return Asked([name for name in columns if name not in derived], derived, roots)


@dataclass(frozen=True, slots=True)
class FundColumns:
    """Columns of the lines that tell of the fund which they share out: the same number for everybody of a unit.

    `opened_by` are the stages that the size of a fund takes, `assumes` what stands for the outputs of the others.
    """

    salary_vnd: str
    amount_vnd: str
    eligible: str
    opened_by: tuple[str, ...]
    assumes: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What a run of the kind pays and from what; `words` call it in a sentence ("the 2026 bonus"), `law` is its ground.

    `amount` is a column of the last stage: what a line pays, in dong. `rated` is the class of a line, over the columns
    of all stages, if there are classes; `weights` says what each class weighs beside the others: a parameter of the
    last stage's model, or a number in its unit. Without them nobody is told what a change would do.
    `counted_by` names the step of the model that pays which says what the class of a line counts; `limited_by` those
    which say what may be paid in a unit at most, and what its lines would come to without that.
    `preconditions` are the checks of inputs that have to hold, by their names in `domain.computing.faults`.
    """

    name: str
    words: Text
    law: str
    period: str
    stages: tuple[StageContract, ...]
    amount: str
    rated: pl.Expr | None = None
    weights: Mapping[str, str | int] = field(default_factory=dict)
    fund: FundColumns | None = None
    counted_by: str = ""
    limited_by: tuple[str, str] = ("", "")
    preconditions: frozenset[str] = frozenset()

    @property
    def stage_names(self) -> tuple[str, ...]:
        """The stages in the order in which they feed one another."""
        return tuple(stage.name for stage in self.stages)

    @property
    def paying(self) -> StageContract:
        """The stage that gives the amount: the last one."""
        return self.stages[-1]

    def stage(self, name: str) -> StageContract:
        """The contract of a stage that the kind has."""
        return next(stage for stage in self.stages if stage.name == name)

    def last_day(self, start: date) -> date:
        """The last day of the period that begins on a day: its numbers are those of the run."""
        return Period.beginning(self.period, start).last_day

    def start(self, day: date) -> date:
        """The first day of the period that a day lies in."""
        return Period.holding(self.period, day).start
