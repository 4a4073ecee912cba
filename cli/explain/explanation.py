"""One row of a run, told in the reader's language: what was given, each step with its reasons, the whole group."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from cli.explain.groups import Group, group_of
from cli.formats import CERTAINTY, plain
from cli.language import Language
from pay_models.kernel import Run
from pay_models.kernel.declare.rows import columns_of, steps_of
from pay_models.kernel.declare.units import unit_of
from pay_models.kernel.tell.explain import Explanation, Input, Used
from pay_models.kernel.tell.explain import explain as explain_row
from pay_models.kernel.tell.history import DatedValue
from pay_models.kernel.tell.language import translated

SURE = "text_read"


@dataclass(frozen=True)
class Explained:
    """The row of a stage of a run, ready to be told."""

    run: Run
    stage: str
    row: Mapping[str, Any]
    language: Language

    @property
    def steps(self) -> list[Explanation]:
        """The steps of the stage, with the values of the row."""
        parameters = self.run.parameters
        return explain_row(
            self.run.model, self.row, on=parameters.day, changes=parameters.changes,
            stage=self.stage, language=self.language.code,
        )  # fmt: skip

    def lines(self) -> Iterator[str]:
        """What a person reads."""
        say, model = self.language.say, self.run.model
        says, day = self._said(model.stage(self.stage).says), self.run.parameters.day
        yield say(
            "{says} ({id} {version}, rules of {day})", says=says, id=model.id, version=model.version, day=day
        )
        yield ""
        yield from self._given()
        for number, step in enumerate(self.steps, start=1):
            value = plain(step.unit, step.value, self.language)
            yield ""
            yield f"{number}. {step.says}: {value}  [{step.column} = {step.value}]"
            yield from (f"   {line}" for line in self._because(step))
        if group := group_of(self.run, self.stage, self.row):
            yield ""
            yield from self._whole(group)
        names = [stage.name for stage in model.stages]
        for earlier in names[: names.index(self.stage)]:
            yield ""
            yield say("What this was gathered from: --stage {stage}", stage=earlier)

    def as_json(self) -> str:
        """The same for a program."""
        group = group_of(self.run, self.stage, self.row)
        told = {
            "model": self.run.model.id,
            "version": self.run.model.version,
            "on": self.run.parameters.day,
            "parameters_hash": self.run.parameters.hash,
            "row": self.row,
            "steps": [asdict(step) for step in self.steps],
            "group": asdict(group) if group else None,
        }
        return orjson.dumps(told, option=orjson.OPT_INDENT_2).decode()

    def _said(self, text: str) -> str:
        return translated(self.run.model, text, self.language.code)

    def _given(self) -> Iterator[str]:
        outputs = next(stage.outputs for stage in self.run.model.stages if stage.name == self.stage)
        columns, steps = columns_of(outputs), steps_of(outputs)
        for name, value in self.row.items():
            if name not in steps:
                says = self._said(columns[name].description or "")
                yield f"   {name} = {plain(unit_of(name), value, self.language)}{f' ({says})' if says else ''}"

    def _because(self, step: Explanation) -> Iterator[str]:
        say = self.language.say
        for kind, said in (
            (say("Law"), step.law),
            (say("Agreement"), step.agreement),
            (say("Our choice"), step.choice),
        ):
            if said:
                yield f"{kind}: {said}"
        if step.certainty != SURE:
            yield f"{say('Certainty')}: {say(CERTAINTY[step.certainty])}"
        read, group = (", ".join(map(self._input, these)) for these in (step.inputs, step.group))
        if group:
            yield say(
                "Reads, of all rows with {group}: {columns}", group=group, columns=read or say("their number")
            )
        elif read:
            yield say("Reads: {columns}", columns=read)
        for used in step.parameters:
            yield self._used(used)

    def _input(self, read: Input) -> str:
        # what was gathered stands in many rows of an earlier stage, and has no value in this one
        return (
            read.name
            if read.value is None
            else f"{read.name} = {plain(unit_of(read.name), read.value, self.language)}"
        )

    def _used(self, used: Used) -> str:
        say = self.language.say
        meaning = f" {say('Chosen')}: {used.meaning}" if used.meaning else ""
        return f"{used.name} = {self._values(used)}: {used.says}{meaning}"

    def _values(self, used: Used) -> str:
        """What the parameter was, and the text behind it; a history with each value that the row took."""
        values: list[tuple[Any, Used | DatedValue]] = [(used.value, used)]
        values = [([[str(one.day), one.value]], one) for one in used.dated] or values
        return ", ".join(
            f"{plain(used.measure, value, self.language)} ({self._standing(behind)})"
            for value, behind in values
        )

    def _standing(self, behind: Used | DatedValue) -> str:
        said = self.language.say("changed for this question") if behind.changed else behind.source
        return f"{said}; {self.language.say(CERTAINTY[behind.certainty])}"

    def _whole(self, group: Group) -> Iterator[str]:
        say = self.language.say
        named = ", ".join(f"{name} = {value}" for name, value in group.key.items())
        yield say("All rows with {group}: {count}", group=named, count=self.language.number(group.rows))
        for name, value in group.same.items():
            yield f"   {name} = {plain(unit_of(name), value, self.language)}"
        for name, value in group.together.items():
            yield "   " + say(
                "{name}: {value} together", name=name, value=plain(unit_of(name), value, self.language)
            )
