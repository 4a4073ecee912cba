"""What moves between two runs of a model, told in the reader's language: one row step by step, or all rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from cli.compute.faults import computed
from cli.compute.question import Asked
from cli.explain.comparison import Column, compared
from cli.formats import plain
from cli.language import Language
from pay_models.kernel import Run
from pay_models.kernel.declare.units import Unit, unit_of
from pay_models.kernel.tell.difference import Cause, Moved, difference
from pay_models.kernel.tell.language import translated
from tabular import files

Key = Mapping[str, Any]
Question = tuple[Asked, Mapping[str, str]]


def two_runs(
    before: Question, after: Question, stage: str, language: Language, bad_rows: str | None
) -> Differing:
    """Compute two questions to one model. Ends with exit code 1 when the rows of one are bad."""
    runs = [computed(asked, places, bad_rows) for asked, places in (before, after)]
    first = runs[0].model.stages[0].name
    names = [files.named(places[first]) for _, places in (before, after)]
    return Differing(runs[0], runs[1], stage, language, (names[0], names[1]))


@dataclass(frozen=True)
class Differing:
    """The same stage of two runs."""

    before: Run
    after: Run
    stage: str
    language: Language
    files: tuple[str, str]

    def lines(self, key: Key | None) -> Iterator[str]:
        """What a person reads of one row, or of all."""
        say, model = self.language.say, self.before.model
        says = translated(model, model.stage(self.stage).says, self.language.code)
        yield say("{says} ({id} {version})", says=says, id=model.id, version=model.version)
        yield f"{say('Before')}: {self._standing(self.before, self.files[0])}"
        yield f"{say('After')}: {self._standing(self.after, self.files[1])}"
        yield ""
        yield from self._whole() if key is None else self._row(key)

    def as_json(self, key: Key | None) -> str:
        """The same for a program."""
        told: dict[str, Any] = {
            "model": self.before.model.id,
            "version": self.before.model.version,
            "stage": self.stage,
            "before": {"on": self.before.parameters.day, "changes": self.before.parameters.changes},
            "after": {"on": self.after.parameters.day, "changes": self.after.parameters.changes},
        }
        if key is None:
            told |= asdict(compared(self.before, self.after, self.stage))
        else:
            told |= {"row": dict(key), "moved": [asdict(moved) for moved in self._moved(key)]}
        return orjson.dumps(told, option=orjson.OPT_INDENT_2).decode()

    def _moved(self, key: Key) -> list[Moved]:
        return difference(self.before, self.after, key, stage=self.stage, language=self.language.code)

    def _row(self, key: Key) -> Iterator[str]:
        say = self.language.say
        yield ", ".join(f"{name} = {value}" for name, value in key.items())
        moved = self._moved(key)
        if not moved:
            yield say("Nothing moved: every step of this row is the same in both runs.")
        for number, step in enumerate(moved, start=1):
            yield ""
            yield f"{number}. {step.says}: {self._from_to(step.unit, step.before, step.after)}  [{step.column}]"
            yield from (f"   {say('Because')} {self._cause(cause)}" for cause in step.because)

    def _cause(self, cause: Cause) -> str:
        say = self.language.say
        if cause.kind == "group":
            return say("of other rows with the same {columns}", columns=cause.name)
        if cause.kind == "stage":
            return say("of the rows that it was gathered from: {columns}", columns=cause.name)
        told = self._from_to(cause.unit, cause.before, cause.after)
        return f"{cause.name} = {told}: {cause.says}"

    def _whole(self) -> Iterator[str]:
        say, number = self.language.say, self.language.number
        found = compared(self.before, self.after, self.stage)
        yield say("Rows before: {count}", count=number(found.rows_before))
        yield say("Rows after: {count}", count=number(found.rows_after))
        yield say("Changed: {count}", count=number(found.changed))
        if found.only_before:
            yield say("Only before: {count}", count=number(found.only_before))
        if found.only_after:
            yield say("Only after: {count}", count=number(found.only_after))
        for column in found.columns:
            if column.rows or column.before != column.after:
                yield from self._column(column)

    def _column(self, column: Column) -> Iterator[str]:
        yield ""
        yield f"{translated(self.before.model, column.says, self.language.code)}  [{column.name}]"
        count = self.language.number(column.rows)
        yield "   " + self.language.say("changed rows: {count}", count=count)
        if column.before is not None and column.after is not None:
            total = self._from_to(unit_of(column.name), column.before, column.after)
            yield "   " + self.language.say("together: {total}", total=total)

    def _from_to(self, unit: Unit, before: Any, after: Any) -> str:
        if isinstance(before, list) and isinstance(after, list):  # of a history only what is not in both
            before, after = (
                [each for each in one if each not in other] for one, other in _ways(before, after)
            )
        told = f"{plain(unit, before, self.language)} -> {plain(unit, after, self.language)}"
        if before == after:
            return self.language.say("{value}, as before", value=plain(unit, after, self.language))
        if unit.label or any(
            isinstance(value, bool) or not isinstance(value, int) for value in (before, after)
        ):
            return told
        sign = "+" if after > before else "-"
        return f"{told} ({sign}{plain(unit, abs(after - before), self.language)})"

    def _standing(self, run: Run, file: str) -> str:
        changed = "".join(f", {name} = {value}" for name, value in run.parameters.changes.items())
        return f"{file}, {self.language.say('rules of {day}', day=run.parameters.day)}{changed}"


def _ways(one: Any, other: Any) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    return (one, other), (other, one)
