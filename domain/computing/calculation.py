"""From pinned inputs to amounts: the same function for the pay run and for the what-if."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import orjson
import polars as pl

from domain.computing import scores, stand_ins
from domain.computing.faults import check_scores, told_of
from domain.computing.rules import STAGES, Change, Rules, rules_of
from domain.computing.snapshot import Inputs
from domain.errors import Invalid
from pay_models.kernel import BadRows, Explanation, PayModel, Run, again, run, sheet
from pay_models.kernel.rows import columns_of, keys_of, steps_of

PERSON = ("employee_id",)
MONTH = ("employee_id", "month")


class SheetRow(NamedTuple):
    """A step of a model, and whether it is one value per person (or finer: a month, a work item)."""

    model: PayModel[Any]
    step: Explanation
    personal: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What was computed under one regulation.

    `people`: one row per person with every step of that grain. `runs`: the models' filled tables by stage.
    """

    number: int
    regulation_id: str
    rules: Rules
    people: pl.DataFrame
    runs: Mapping[str, Run]

    def sheet(self) -> Iterator[SheetRow]:
        """Every step of every model, in the order in which they were computed."""
        day = self.rules.day
        year = (day.replace(month=1, day=1), day.replace(month=12, day=31))
        for chosen in self.rules.models.values():
            personal = {stage.name for stage in chosen.stages if keys_of(stage.inputs) == PERSON}
            for step in sheet(chosen, on=day, changes=self.rules.of(chosen), period=year):
                yield SheetRow(chosen, step, step.stage in personal)

    def finer_tables(self) -> Iterator[tuple[PayModel[Any], str, pl.DataFrame]]:
        """Keys and steps of the stages that are finer than a person; what they were given is in the snapshot."""
        for stage in STAGES:
            computed = self.runs[stage]
            for each in computed.model.stages:
                if keys_of(each.inputs) != PERSON:
                    told = [*keys_of(each.inputs), *steps_of(each.outputs)]
                    yield computed.model, each.name, computed[each.name].select(told)


@dataclass(frozen=True, slots=True)
class Calculation:
    """All parts of a run. `people`: employee, unit, rated, amount_vnd, one row each."""

    parts: tuple[Part, ...]
    people: pl.DataFrame

    @property
    def total_vnd(self) -> int:
        """What everybody gets together."""
        return int(self.people["amount_vnd"].sum())

    @property
    def funds(self) -> pl.DataFrame:
        """unit_id, salary_fund_vnd, fund_vnd and how many are eligible, one row per unit."""
        return pl.concat(
            part.people.group_by("fund_unit_id", maintain_order=True).agg(
                pl.col("salary_fund_vnd").first(), pl.col("fund_vnd").first(), pl.col("eligible").sum()
            )
            for part in self.parts
        ).rename({"fund_unit_id": "unit_id"})

    @property
    def rules_hash(self) -> str:
        """sha256 over the rules of every part."""
        listed = [[part.number, part.regulation_id, part.rules.hash] for part in self.parts]
        return hashlib.sha256(orjson.dumps(listed)).hexdigest()


def calculate(
    taken: Inputs,
    year: int,
    changes: Sequence[Change] = (),
    *,
    validate: bool = True,
    before: Calculation | None = None,
) -> Calculation:
    """Score, pay, classify and share out, each unit under its regulation with `changes` on top.

    With `before`, what was computed of the same frames under other changes, only what differs is computed anew.

    Raises Invalid with every fault of the rows, of a regulation or of a change; Conflict when, without changes,
    the scores are not those that were confirmed.
    """
    day = date(year, 12, 31)
    parts = []
    for number, (regulation, units) in enumerate(taken.units.group_by("regulation_id", maintain_order=True)):
        with told_of(str(regulation[0]), units):
            rules = rules_of(orjson.loads(units["models"][0]), orjson.loads(units["parameters"][0]), day)
            known = before.parts[number].runs if before else {}
            parts.append(
                _part(
                    number, str(regulation[0]), rules.changed(changes), _within(taken, units), validate, known
                )
            )
        if not changes:
            scored = parts[-1].people.select(pl.col("employee_id").alias("employee"), "score_hundredths")
            check_scores(taken.people, scored, year)
    people = pl.concat(
        part.people.select(
            pl.col("employee_id").alias("employee"),
            pl.col("unit_id").alias("unit"),
            pl.col("class").alias("rated"),
            pl.col("award_vnd").alias("amount_vnd"),
        )
        for part in parts
    )
    return Calculation(tuple(parts), people.sort("employee"))


def opening_funds(taken: Inputs, year: int) -> pl.DataFrame:
    """The bonus fund of each unit: unit_id, salary_fund_vnd, fund_vnd, and the model and numbers behind it.

    Needs grades and months only: nobody's class moves the size of a fund, so everybody counts as unrated.
    """
    day, opened = date(year, 12, 31), []
    for regulation, units in taken.units.group_by("regulation_id", maintain_order=True):
        with told_of(str(regulation[0]), units):
            rules = rules_of(orjson.loads(units["models"][0]), orjson.loads(units["parameters"][0]), day)
            people, finer = _named(_within(taken, units))
            people = people.with_columns(pl.lit("unrated").alias("class"))
            for stage in ("pay", "bonus"):
                people = _with(rules.models[stage], rules, people, finer, validate=True)[0]
        bonus = rules.models["bonus"]
        opened.append(
            people.group_by("fund_unit_id", maintain_order=True)
            .agg(pl.col("salary_fund_vnd", "fund_vnd").first())
            .with_columns(
                pl.lit(bonus.id).alias("model_id"),
                pl.lit(bonus.version).alias("model_version"),
                pl.lit(rules.hash).alias("parameters_hash"),
            )
        )
    return pl.concat(opened).rename({"fund_unit_id": "unit_id"})


def _within(taken: Inputs, units: pl.DataFrame) -> Inputs:
    """The frames of the people of some units; all of them when these are all."""
    if units.height == taken.units.height:
        return taken
    people = taken.people.join(units.select("unit"), on="unit", how="semi", maintain_order="left")
    theirs = people.select("employee")
    return Inputs(
        people,
        taken.months.join(theirs, on="employee", how="semi", maintain_order="left"),
        taken.items.join(theirs, on="employee", how="semi", maintain_order="left"),
        units,
    )


def _part(
    number: int, regulation_id: str, rules: Rules, taken: Inputs, validate: bool, known: Mapping[str, Run]
) -> Part:
    people, finer = _named(taken)
    runs = {}
    for stage in STAGES:
        people, runs[stage] = _with(rules.models[stage], rules, people, finer, validate, known.get(stage))
        people = stand_ins.scored(people)
    return Part(number, regulation_id, rules, people, runs)


def _named(taken: Inputs) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """People, months and items as the models call their keys: they compute with the ordinals."""
    people = taken.people.rename(
        {"employee_id": "employee_uuid", "unit_id": "fund_unit_id", "peer_group_id": "peer_group_uuid"}
    ).rename({"employee": "employee_id", "unit": "unit_id", "peer_group": "peer_group_id"})
    finer = {name: getattr(taken, name).rename({"employee": "employee_id"}) for name in ("months", "items")}
    finer["items"] = scores.worked(finer["items"])
    finer["months"] = finer["months"].with_columns(stand_ins.MONTHS)
    return people.with_columns(*stand_ins.DECISIONS, *stand_ins.PEOPLE), finer


def _with(
    chosen: PayModel[Any],
    rules: Rules,
    people: pl.DataFrame,
    finer: Mapping[str, pl.DataFrame],
    validate: bool,
    known: Run | None = None,
) -> tuple[pl.DataFrame, Run]:
    """The people with the columns that a model fills for each of them."""
    computed = _run(chosen, rules, _given(chosen, people, finer), validate, known)
    filled = computed.result.select("employee_id", *_fresh(chosen, people))
    return people.join(filled, on="employee_id", how="left", maintain_order="left"), computed


def _fresh(chosen: PayModel[Any], people: pl.DataFrame) -> list[str]:
    """The columns that a model adds to what is known of a person; each has one meaning in the whole run."""
    last = chosen.stages[-1]
    added = [
        name
        for name in columns_of(last.outputs)
        if name in steps_of(last.outputs) or name not in people.columns
    ]
    if twice := [name for name in added if name in people.columns]:
        raise Invalid(
            "step_twice", f"{chosen.id} fills {', '.join(twice)}, which an earlier stage filled.", "models"
        )
    return added


def _run(
    chosen: PayModel[Any], rules: Rules, given: dict[str, pl.DataFrame], validate: bool, known: Run | None
) -> Run:
    same = known is not None and known.model is chosen and known.parameters.day == rules.day
    try:
        if known and same and all(known.given[name].equals(frame) for name, frame in given.items()):
            return again(known, rules.of(chosen), validate=validate)
        return run(chosen, given, on=rules.day, changes=rules.of(chosen), validate=validate)
    except BadRows as bad:
        raise Invalid("bad_rows", f"{chosen.id}: {bad}", "unitId") from bad


def _given(
    chosen: PayModel[Any], people: pl.DataFrame, finer: Mapping[str, pl.DataFrame]
) -> dict[str, pl.DataFrame]:
    """The tables that a model takes, found by what names their rows: a person, a month of theirs, a work item."""
    given = {}
    for name, rows in chosen.given.items():
        keys = keys_of(rows)
        frame = people if keys == PERSON else finer["months" if keys == MONTH else "items"]
        columns = list(columns_of(rows))
        if missing := [column for column in columns if column not in frame.columns]:
            raise Invalid(
                "model_needs_more", f"{chosen.id} takes {', '.join(missing)}, which no stage gives.", "models"
            )
        given[name] = frame.select(columns)
    return given
