"""The stages of a kind over the facts of a scope: each model once for all units whose rules differ in numbers alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from domain.computing.chain import withholding
from domain.computing.chain.kind import Kind, StageContract
from domain.computing.chain.matching import place_of
from domain.computing.chain.model_run import computed_by
from domain.computing.rules import Rules
from domain.errors import Invalid
from domain.facts import ordinals
from domain.facts.stand_ins import MONTH, PERSON, Keys
from pay_models.kernel import PayModel, Run
from pay_models.kernel.declare.rows import columns_of, keys_of, steps_of
from pay_models.kernel.declare.units import MONEY
from pay_models.kernel.engines.numbers import column_of
from pay_models.kernel.run.passes import Pass as Together
from pay_models.kernel.run.passes import passes

ID = "employee_id"


@dataclass(frozen=True, slots=True)
class Followed:
    """What the units of one regulation follow: its own rules and, for a what-if, the changed ones."""

    number: int
    regulation_id: str
    units: tuple[int, ...]
    stated: Rules
    rules: Rules


@dataclass(frozen=True, slots=True)
class Pass:
    """One model computed for all units of some rules, which are named by their numbers."""

    stage: StageContract
    numbers: tuple[int, ...]
    run: Run


@dataclass
class Chain:
    """The facts of a scope and what was computed from them so far, stage by stage.

    `frames`: by the keys of their rows, with `employee` and `line` for `employee_id`. `people` has a row a line and
    grows by the steps of each model's last table; `columns` are the names of these by stage, `judged` those that hold
    for a person, whatever line. `passes`: every run.
    """

    kind: Kind
    frames: dict[Keys, pl.DataFrame]
    followed: Sequence[Followed]
    validate: bool = True
    passes: list[Pass] = field(default_factory=list)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    judged: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        people = self.frames[PERSON]
        # Nobody moved: a person is a line, and every month counts for it.
        months = self.frames.get(MONTH)
        alike = people["employee"].equals(people["line"])
        alike = alike and (months is None or not months["line"].has_nulls())
        self.moved = bool(people["elsewhere"].any()) or "withheld" in people.columns or not alike
        self._classify()

    @property
    def people(self) -> pl.DataFrame:
        """A row a line, in the order of the snapshot."""
        return self.frames[PERSON]

    def restore(self, stage: StageContract, stored: pl.DataFrame) -> None:
        """Take what a stage computed from the stored columns of a run of these lines, in their order."""
        names: dict[str, str] = {}
        for model in self._models(stage):
            names |= self._names(stage, model)
        monthly = [name for model in self._models(stage) for name in self.monthly(stage, model).values()]
        kept = [name for name in dict.fromkeys([*names.values(), *monthly]) if name in stored.columns]
        self._told(stage, names, self.people.hstack(stored.select(kept)))

    def compute(self, stage: StageContract, known: Sequence[Pass] = ()) -> None:
        """Compute a stage for everybody. `known`: the same passes under other numbers.

        Raises Invalid (`bad_rows`) with every fault of the rows.
        """
        for model, followed in self._models(stage).items():
            of = {one.number: one for one in followed}
            # each regulation was judged when its rules were read
            for each in passes(
                model, followed[0].rules.day, {n: one.rules.of(model) for n, one in of.items()}
            ):
                group = [of[number] for number in each.whose]
                given = {
                    name: self._with_numbers(
                        self._table(stage, rows, group), each, each.tables.get(name, ()), group
                    )
                    for name, rows in model.given.items()
                }
                before = [one.run for one in known if one.numbers == each.whose]
                computed = computed_by(model, group[0].rules.day, given, each, self.validate, before)
                self.passes.append(Pass(stage, each.whose, computed))
        self._fill(stage)

    def _models(self, stage: StageContract) -> dict[PayModel[Any], list[Followed]]:
        """The regulations that pick each model for a stage."""
        models: dict[PayModel[Any], list[Followed]] = {}
        for one in self.followed:
            models.setdefault(one.rules.models[stage.name], []).append(one)
        return models

    def _with_numbers(
        self, frame: pl.DataFrame, each: Together[int], columns: Sequence[str], group: Sequence[Followed]
    ) -> pl.DataFrame:
        """A table with the numbers in which regulations differ, each row with those of its person's or line's unit."""
        if not columns:
            return frame
        of_lines = [
            pl.col("unit_id")
            .replace_strict(
                {unit: values[one.number] for one in group for unit in one.units},
                default=None,
                return_dtype=pl.Int64,
            )
            .alias(column_of(name))
            for name, values in each.columns.items()
            if column_of(name) in columns
        ]
        # a person is the line in which they are classified
        lines = self.people.select(pl.col("line").alias(ID), *of_lines)
        return frame.join(lines, on=ID, how="left", maintain_order="left")

    def _table(self, stage: StageContract, rows: Any, group: Sequence[Followed]) -> pl.DataFrame:
        """The table that a model takes: rows of its keys, with facts, earlier outputs and what follows from them."""
        keys, asked = keys_of(rows), stage.asks(rows)
        frame = self._beside(self._rows(stage, keys, group), stage, keys, [*asked.own, *asked.roots])
        return frame.with_columns(**asked.derived).select(list(columns_of(rows)))

    def _rows(self, stage: StageContract, keys: Keys, group: Sequence[Followed] | None) -> pl.DataFrame:
        """The facts or outputs of some keys for a person or a line (`employee_id`), of the units of a group."""
        of = "employee" if stage.by == "person" else "line"
        people = self.people.with_columns(pl.col(of).alias(ID))
        if self.moved and stage.by == "person":
            # what holds for a person is read of whoever is on hold, too
            people = people.filter(~pl.col("elsewhere")) if group is None else withholding.judged(people)
        parted = group is not None and len(group) < len(self.followed)
        if group is not None and parted:
            people = people.filter(pl.col("unit_id").is_in([unit for one in group for unit in one.units]))
        if keys == PERSON:
            return people
        frame = self._finer(keys, of)
        if parted or self.moved:
            frame = ordinals.among(frame, ID, people[ID])
        return frame

    def _finer(self, keys: Keys, of: str) -> pl.DataFrame:
        if keys in self.frames:
            return self.frames[keys].with_columns(pl.col(of).alias(ID))
        filled = [table.select(keys) for _, table in self._outputs(keys)]
        return pl.concat(filled).unique(maintain_order=True)

    def _outputs(self, keys: Keys, column: str = "") -> list[tuple[Pass, pl.DataFrame]]:
        """The tables of some keys that were computed, or those of them that have a column as a step."""
        return [
            (each, each.run[part.name])
            for each in self.passes
            for part in each.run.model.stages
            if keys_of(part.inputs) == keys and (not column or column in steps_of(part.outputs))
        ]

    def _beside(
        self, frame: pl.DataFrame, stage: StageContract, keys: Keys, wanted: Iterable[str]
    ) -> pl.DataFrame:
        """A frame with columns of earlier outputs of its keys, or of facts and outputs of coarser ones."""
        for column in dict.fromkeys(wanted):
            if column not in frame.columns:
                place = place_of(column, keys, self._known())
                if place is None:
                    raise Invalid(
                        "model_needs_more",
                        "{stage} takes {column}, which nothing gives.",
                        "models",
                        stage=stage.name,
                        column=column,
                    )
                frame = self._joined(frame, stage, place, column)
        return frame

    def _known(self) -> dict[Keys, set[str]]:
        known = {keys: set(frame.columns) for keys, frame in self.frames.items()}
        for each in self.passes:
            for part in each.run.model.stages:
                known.setdefault(keys_of(part.inputs), set()).update(steps_of(part.outputs))
        return known

    def _joined(self, frame: pl.DataFrame, stage: StageContract, place: Keys, column: str) -> pl.DataFrame:
        """A frame beside a column of rows of its own or of coarser keys: a person's, or those of the line."""
        if column in self.frames.get(place, pl.DataFrame()).columns:
            by = "person" if column in self.judged else stage.by
            found = self._rows(replace(stage, by=by), place, None)
        else:
            outputs = self._outputs(place, column)
            by, found = outputs[0][0].stage.by, pl.concat([table for _, table in outputs], how="diagonal")
        of = ID if by == stage.by or not self.moved else {"person": "employee", "line": "line"}[by]
        left = [of if name == ID else name for name in place]
        found = found.select(*place, column)
        return frame.join(found, left_on=left, right_on=place, how="left", maintain_order="left")

    def _fill(self, stage: StageContract) -> None:
        """Put the steps of the stage's last tables beside the lines."""
        tables, names = [], dict[str, str]()
        for each in (each for each in self.passes if each.stage is stage):
            names |= self._names(stage, each.run.model)
            steps = steps_of(each.run.model.stages[-1].outputs)
            table = each.run.result.select(ID, *steps).rename(names, strict=False)
            tables.append(self._with_months(stage, each.run, table))
        filled = pl.concat(tables, how="diagonal").rename({ID: "line"})
        people = self.people.join(filled, on="line", how="left", maintain_order="left", validate="1:1")
        self._told(stage, names, people)

    def _names(self, stage: StageContract, model: PayModel[Any]) -> dict[str, str]:
        """The column of a line for each step of a model's last table."""
        steps = steps_of(model.stages[-1].outputs)
        return {step: f"{stage.name}.{step}" if step in self.people.columns else step for step in steps}

    def monthly(self, stage: StageContract, model: PayModel[Any]) -> dict[tuple[str, str], str]:
        """The column of a line for each step of a month of the model that pays, by its stage and name."""
        if stage is not self.kind.stages[-1]:
            return {}
        finer = [part for part in model.stages[:-1] if keys_of(part.inputs) == MONTH]
        return {(part.name, step): f"{part.name}.{step}" for part in finer for step in steps_of(part.outputs)}

    def _with_months(self, stage: StageContract, computed: Run, table: pl.DataFrame) -> pl.DataFrame:
        """A row a line beside what each of its months gives: JSON, a value a month in their order."""
        parts: dict[str, list[pl.Expr]] = {}
        for (part, step), name in self.monthly(stage, computed.model).items():
            parts.setdefault(part, []).append(_listed(step, computed[part].schema[step]).alias(name))
        for part, listed in parts.items():
            months = computed[part].sort(MONTH).group_by(ID).agg(listed)
            table = table.join(months, on=ID, how="left", maintain_order="left")
        return table

    def _told(self, stage: StageContract, names: dict[str, str], people: pl.DataFrame) -> None:
        self.columns[stage.name] = names
        if stage.by == "person":
            self.judged |= {*names.values()}
        self.frames[PERSON] = people
        if "class" in stage.yields:
            self._classify()

    def _classify(self) -> None:
        """Whoever gets no line counts with the class that they are paid with, or with the one that weighs most."""
        of = {unit: one.rules for one in self.followed for unit in one.units}
        self.frames[PERSON] = withholding.classified(self.people, of)


def _listed(step: str, kind: pl.DataType) -> pl.Expr:
    """The values of a group as a JSON array; words, days and amounts are text, so that no client rounds them."""
    quoted = step.rpartition("_")[2] in MONEY or kind in (pl.String, pl.Date)
    value = pl.format('"{}"', step) if quoted else pl.col(step).cast(pl.String)
    return pl.format("[{}]", value.fill_null("null").str.join(","))
