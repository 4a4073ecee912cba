"""Telling: a line with all that is known of it and the words for it; titles, values and formulas are made here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from domain.language.text import Language, Text
from domain.pay_runs.way.reading.finer import Finer, Part, Row
from domain.pay_runs.way.reading.record import Record, Step, told_of
from domain.pay_runs.way.reading.words import ToSay, Words
from pay_models.kernel.tell.way_file import RULE, SLOT, ToldBy, sentence_of


def called(says: str) -> str:
    """What a step or a number is called: its sentence up to the first colon or semicolon; the rest explains."""
    for mark in (": ", "; ", " ("):
        says = says.partition(mark)[0]
    return says.rstrip(".")


@dataclass(frozen=True)
class Telling:
    """`products`: titles of products by their code."""

    record: Record
    finer: Finer
    words: Words
    language: Language
    products: Mapping[str, str]

    def said(self, text: Text) -> str:
        """A text of ours."""
        return text.said(self.language)

    def title(self, step: Step) -> str:
        """What a step is called."""
        own = told_of(step.model_id).titles.get(step.name)
        return self.words.text(own) if own else called(self.words.text(step.says))

    def value(self, step: Step) -> str:
        """What a step came to; of each month all of them."""
        return short(self.words.value(step.model_id, step.name, step.value, step.unit))

    def number(self, model_id: str, used: Mapping[str, Any]) -> str:
        """The value of a parameter; of an option what it means; of several days each from its own."""
        if used["meaning"]:
            return self.words.text(used["meaning"])
        if isinstance(used["value"], list):
            return self.words.value(model_id, used["name"], [value for _, value in used["value"]][-1:])
        return self.words.value(model_id, used["name"], used["value"])

    @cached_property
    def parameters(self) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
        """Every number that the models used, by model and name."""
        found: dict[str, dict[str, Mapping[str, Any]]] = {}
        for step in self.record.steps:
            found.setdefault(step.model_id, {}).update({used["name"]: used for used in step.parameters})
        return found

    def units(self, part: Part) -> Mapping[str, str | None]:
        """The unit that each step of a stage states."""
        return {step.name: step.unit for step in self.record.steps if (step.model_id, step.stage) == part}

    def formula(self, step: Step) -> str:
        """How a step follows from others, in words; empty where that is not said."""
        formula = told_of(step.model_id).formulas.get(step.name, "")
        row = self.row(step)
        return self.filled(formula, (step.model_id, step.stage), row)

    def row(self, step: Step) -> Row:
        """What the line tells beside a step: the values of its model, under which stand facts of the same stage."""
        own = {one.name: one.value for one in self.record.own if one.model_id == step.model_id}
        return {**self.finer.facts((step.model_id, step.stage)), **own}

    def filled(self, formula: str | ToldBy, part: Part, row: Row) -> str:
        """A formula with the values of a row and the numbers of its model; empty where one of them is not told."""
        numbers = self.parameters.get(part[0], {})
        chosen = {name: used["value"] for name, used in numbers.items()} | dict(row)
        sentence = sentence_of(formula, chosen)
        if not sentence:
            return ""
        units = self.units(part)

        def told(slot: str) -> str:
            name = slot.removeprefix(RULE)
            if name != slot:
                return self.number(part[0], numbers[name]) if name in numbers else ""
            if isinstance(row.get(name), list) and len(set(row[name])) > 1:
                return ""
            if row.get(name) is not None:
                return short(self.words.value(part[0], name, row[name], units.get(name)))
            return self.number(part[0], numbers[name]).rstrip(".") if name in numbers else ""

        values = {name: told(name) for name in SLOT.findall(sentence)}
        if not all(values.values()):
            return ""
        return SLOT.sub(lambda slot: values[slot[1]], self.words.text(sentence))


SHOWN = 2  # decimals that are always shown


def short(formatted: str) -> str:
    """A number without the noughts behind its second decimal, which say nothing."""
    head, mark, decimals = formatted.rpartition("," if "," in formatted[-8:] else ".")
    if not mark or not decimals.isdigit() or len(decimals) <= SHOWN + 1:
        return formatted
    return f"{head}{mark}{decimals[:SHOWN]}{decimals[SHOWN:].rstrip('0')}"


def wanted(record: Record, finer: Finer) -> ToSay:
    """All texts and values that a line may tell."""
    asked = ToSay()
    for step in record.steps:
        asked.say(step.says, step.law, step.agreement, step.choice, *(one.says for one in step.inputs))
        asked.show(step.model_id, step.name, step.value, step.unit)
        for used in step.parameters:
            asked.say(used["says"], used["meaning"], used["source"])
            asked.say(*(one["source"] for one in used["dated"]))
            value = [each for _, each in used["value"]] if isinstance(used["value"], list) else used["value"]
            asked.show(step.model_id, used["name"], value)
    units = {(step.model_id, step.stage, step.name): step.unit for step in record.steps}
    for part, row in _rows(finer):
        for name, value in row.items():
            if isinstance(value, bool | int | str):
                asked.show(part[0], name, value, units.get((*part, name)))
    for model_id in {step.model_id for step in record.steps}:
        asked.say(*told_of(model_id).texts)
        for name, bands in told_of(model_id).bands.items():
            for word in (*bands.floors, bands.below):
                asked.show(model_id, name, word)
    return asked


def _rows(finer: Finer) -> Iterator[tuple[Part, Row]]:
    return ((part, row) for part, rows in finer.rows.items() for row in rows)
