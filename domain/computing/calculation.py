"""From pinned inputs to amounts: the same function for the pay run and for the what-if."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
import polars as pl

from domain.computing.chain import frames, withholding
from domain.computing.chain.assumptions import assumed
from domain.computing.chain.kind import FundColumns, Kind, StageContract
from domain.computing.chain.matching import first_needed, refuse_misfits
from domain.computing.chain.sources import Source, Sources
from domain.computing.chain.stages import ID, Chain, Followed, Pass
from domain.computing.faults import check_scores, told_of
from domain.computing.rules import Change, Rules, rules_of
from domain.computing.snapshot import Inputs
from domain.facts import ordinals
from domain.facts.stand_ins import PERSON, Keys, StandIn
from pay_models.kernel import PayModel
from pay_models.kernel.declare.rows import keys_of, steps_of
from pay_models.kernel.tell.explain import Explanation, sheet


class SheetRow(NamedTuple):
    """A step of a model, and the column of `people` that holds its value; none when it is finer than a line.

    A step of each month of the model that pays has one: its values as a JSON array, in the order of the months.
    `sources`: what the step reads, its steps by their number among those of its rules.
    """

    model: PayModel[Any]
    step: Explanation
    column: str | None
    sources: tuple[Source, ...]

    @property
    def personal(self) -> bool:
        """Whether a line tells it, or it is of a month of an earlier model, or of a work item."""
        return self.column is not None


class FinerTable(NamedTuple):
    """Keys and steps of a stage that is finer than a line, of those who follow some rules."""

    rules_number: int
    model: PayModel[Any]
    stage: str
    table: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Calculation:
    """What a run computed.

    `people`: one row a line in the order of the snapshot, also of who gets none (`lines` has the others), with its ids
    (employee_uuid, fund_unit_id, position_id,
    peer_group_uuid, assessment_id), ordinals (employee, unit, line), `rules_number`, `rated` (the class, null where the
    kind has none), `amount_vnd`, every step of the models' last tables, and those of each month of the model that pays
    as JSON (`monthly`: their columns by model id, stage and name). `rules`: of each regulation, by number.
    """

    kind: Kind
    start: date
    rules: tuple[Followed, ...]
    people: pl.DataFrame
    passes: tuple[Pass, ...]
    columns: Mapping[str, Mapping[str, str]]
    monthly: Mapping[str, Mapping[tuple[str, str], str]]

    @property
    def lines(self) -> pl.DataFrame:
        """The people who get a line: all of them, but those who are on hold or paid already (`withheld`)."""
        return withholding.lines(self.people)

    @property
    def total_vnd(self) -> int:
        """What all lines pay together."""
        return int(self.lines["amount_vnd"].sum())

    @property
    def funds(self) -> pl.DataFrame:
        """unit_id, salary_fund_vnd, fund_vnd, what its lines take (taken_vnd), whether others are paid (paid_before).

        And how many people are eligible. A row per unit that somebody has a line in; empty without funds.
        """
        fund = self.kind.fund
        if fund is None:
            return pl.DataFrame()
        units = self.people.join(self.lines, on="fund_unit_id", how="semi", maintain_order="left")
        if "withheld" not in units.columns:
            units = units.with_columns(pl.lit(None, pl.String).alias("withheld"))
        return units.group_by(pl.col("fund_unit_id").alias("unit_id"), maintain_order=True).agg(
            pl.col(fund.salary_vnd).first().alias("salary_fund_vnd"),
            pl.col(fund.amount_vnd).first().alias("fund_vnd"),
            pl.col("amount_vnd").filter(withholding.LINES).sum().alias("taken_vnd"),
            (pl.col("withheld") == withholding.PAID).any().alias("paid_before"),
            pl.col(fund.eligible).sum().alias("eligible"),
        )

    @property
    def rules_hash(self) -> str:
        """sha256 over the rules of every regulation."""
        listed = [[one.number, one.regulation_id, one.rules.hash] for one in self.rules]
        return hashlib.sha256(orjson.dumps(listed)).hexdigest()

    @property
    def stand_ins(self) -> tuple[StandIn, ...]:
        """What the models took that no table records yet, whatever the regulation, each once."""
        behind = (one for each in self.rules for one in assumed(self.kind, each.rules.models))
        return tuple({(one.keys, one.column): one for one in behind}.values())

    def sheet(self, rules_number: int) -> Iterator[SheetRow]:
        """Every step of every model of some rules, in the order in which they were computed."""
        for stage in self.rules[rules_number].rules.models:
            yield from self.sheet_of(rules_number, stage)

    def sheet_of(self, rules_number: int, stage: str) -> Iterator[SheetRow]:
        """Every step of the model that some rules pick for a stage."""
        rules = self.rules[rules_number].rules
        chosen, period, names = rules.models[stage], (self.start, rules.day), self.columns[stage]
        sources = Sources(self.kind, rules.models, frames.FACTS)
        for step in sheet(chosen, on=rules.day, changes=rules.of(chosen), period=period):
            last = step.stage == chosen.stages[-1].name
            monthly = self.monthly_of(stage, chosen).get((step.stage, step.column))
            column = names[step.column] if last else monthly
            yield SheetRow(chosen, step, column, tuple(sources.of(stage, chosen, step)))

    def monthly_of(self, stage: str, chosen: PayModel[Any]) -> Mapping[tuple[str, str], str]:
        """The columns of steps of each month, by stage and name: only the model that pays has some."""
        return self.monthly[chosen.id] if stage == self.kind.stages[-1].name else {}

    def finer_tables(self) -> Iterator[FinerTable]:
        """The stages that are finer than a line; what they were given is in the snapshot."""
        for each in self.passes:
            for stage in each.run.model.stages[:-1]:
                table = each.run[stage.name].select(*keys_of(stage.inputs), *steps_of(stage.outputs))
                for number, theirs in self._parted(table, each.numbers):
                    yield FinerTable(number, each.run.model, stage.name, theirs)

    def _parted(self, table: pl.DataFrame, together: Sequence[int]) -> Iterator[tuple[int, pl.DataFrame]]:
        """The rows of a table by the rules that they follow."""
        if len(together) == 1:
            yield together[0], table
            return
        followed = ordinals.beside(table[ID], self.people["line"], self.people["rules_number"])
        for number in together:
            yield number, table.filter(followed == number)


class Stored(NamedTuple):
    """The columns that a run keeps, a row for each of its lines in order; stages from `first` on are computed."""

    columns: pl.DataFrame
    first: int


def first_changed(kind: Kind, taken: Inputs, start: date, changes: Sequence[Change]) -> int:
    """The place of the first stage that some changes ask to be computed: what stands before it is what the run kept.

    It is the first one whose models they name, or an earlier one that feeds what follows with months or items.
    """
    followed, named = _followed(kind, taken, kind.last_day(start)), {change.model for change in changes}
    places = (
        place
        for place, stage in enumerate(kind.stages)
        if any(one.stated.models[stage.name].id in named for one in followed)
    )
    first = next(places, len(kind.stages))
    return min(first_needed(kind, one.stated.models, frames.FACTS, first) for one in followed)


def _wanted(stages: Sequence[StageContract], followed: Sequence[Followed]) -> set[Keys]:
    """The keys of the tables that the models of some stages take."""
    models = {one.rules.models[stage.name] for one in followed for stage in stages}
    return {keys_of(rows) for model in models for rows in model.given.values()}


def calculate(
    kind: Kind,
    taken: Inputs,
    start: date,
    changes: Sequence[Change] = (),
    *,
    validate: bool = True,
    before: Sequence[Calculation] = (),
    stored: Stored | None = None,
) -> Calculation:
    """Compute a kind of run for the period that begins on `start`, each unit under its regulation and `changes`.

    With `before`, calculations of the same frames under other changes, only what differs from the nearest of them is
    computed anew, stage by stage. With `stored`, stages are taken from the columns of a run of these inputs instead.

    Raises Invalid with every fault of the rows, of a regulation or of a change; Conflict when, without changes,
    the scores are not those that were confirmed.
    """
    followed = _followed(kind, taken, kind.last_day(start), changes)
    given = frames.named(taken, _wanted(kind.stages[stored.first if stored else 0 :], followed))
    chain = Chain(kind, given, followed, validate)
    for place, stage in enumerate(kind.stages):
        if stored and place < stored.first:
            chain.restore(stage, stored.columns)
            continue
        known = [each for one in before for each in one.passes if each.stage is stage]
        chain.compute(stage, known)
        if stage.name == "scoring" and not changes and "scores" in kind.preconditions:
            scored = chain.people.filter(~pl.col("elsewhere")).select("employee", "score_hundredths")
            check_scores(taken.people, scored, start.year)
    last = kind.stages[-1]
    pays = {one.rules.models[last.name] for one in followed}
    monthly = {model.id: chain.monthly(last, model) for model in pays}
    return Calculation(
        kind, start, tuple(followed), _paid(chain), tuple(chain.passes), chain.columns, monthly
    )


def _paid(chain: Chain) -> pl.DataFrame:
    """The people of a chain that is computed, each line with its rules, class and amount."""
    kind = chain.kind
    amount = chain.columns[kind.stages[-1].name][kind.amount]
    rated = pl.lit(None, pl.String) if kind.rated is None else kind.rated
    numbers = {unit: one.number for one in chain.followed for unit in one.units}
    return chain.people.with_columns(
        pl.col("unit_id").alias("unit"),
        pl.col("unit_id").replace_strict(numbers, return_dtype=pl.Int64).alias("rules_number"),
        rated.alias("rated"),
        pl.col(amount).alias("amount_vnd"),
    )


def opening_funds(kind: Kind, fund: FundColumns, taken: Inputs, start: date) -> pl.DataFrame:
    """The fund of each unit: unit_id, salary_fund_vnd, fund_vnd, and the model and numbers behind it.

    `fund`: the kind's own. Computes only the stages that its size takes.
    """
    given = frames.named(taken)
    followed = _followed(kind, taken, kind.last_day(start))
    given[PERSON] = given[PERSON].with_columns(
        pl.lit(word).alias(name) for name, word in fund.assumes.items()
    )
    chain = Chain(kind, given, followed)
    for name in fund.opened_by:
        chain.compute(kind.stage(name))
    opened = chain.people.group_by("fund_unit_id", "unit_id", maintain_order=True).agg(
        pl.col(fund.salary_vnd).first().alias("salary_fund_vnd"),
        pl.col(fund.amount_vnd).first().alias("fund_vnd"),
    )
    behind = pl.DataFrame(
        [
            {
                "unit_id": unit,
                "model_id": one.rules.models[fund.opened_by[-1]].id,
                "model_version": one.rules.models[fund.opened_by[-1]].version,
                "parameters_hash": hashed,
            }
            for one in followed
            for hashed in [one.rules.hash]
            for unit in one.units
        ]
    )
    return (
        opened.join(behind, on="unit_id", maintain_order="left")
        .drop("unit_id")
        .rename({"fund_unit_id": "unit_id"})
    )


def _followed(kind: Kind, taken: Inputs, day: date, changes: Sequence[Change] = ()) -> list[Followed]:
    """The rules of each regulation of the units, by number in the order of the units."""
    followed = []
    for number, (regulation, units) in enumerate(taken.units.group_by("regulation_id", maintain_order=True)):
        with told_of(str(regulation[0]), units):
            rules = _rules(kind, units["models"][0], units["parameters"][0], day)
            followed.append(
                Followed(number, str(regulation[0]), tuple(units["unit"]), rules, rules.changed(changes))
            )
    return followed


@lru_cache(maxsize=512)
def _rules(kind: Kind, models: str, parameters: str, day: date) -> Rules:
    """The rules that a regulation states in JSON; kept, because every what-if of a run asks for the same."""
    rules = rules_of(kind, orjson.loads(models), orjson.loads(parameters), day)
    refuse_misfits(kind, rules.models, frames.FACTS)
    return rules
