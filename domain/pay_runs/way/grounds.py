"""Grounds: which text a step rests on, and of each number who set it: a law, a regulation, or nobody yet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.language.text import Text
from domain.pay_runs.way.answer import Ground, GroundKind
from domain.pay_runs.way.phrases import Telling, called
from domain.pay_runs.way.reading.record import Step, told_of

SET_HERE = Text("Set by the unit's regulation “{title}”, in force from {day}.")
SET_ABOVE = Text("Set by a regulation of a unit above, “{title}”, in force from {day}.")
ASSUMED = Text("Assumed, and no rule of this unit: “{title}” does not set it. Source: {source}.")
SILENT = Text("Assumed, and no rule of this unit: {source} leaves it open, and “{title}” does not set it.")
OPEN = Text("Left to a regulation of the unit: {agreement}.")
READING = Text("Assumed where the texts are silent: {choice}.")
NUMBER = Text("{says}: {value}")


def grounds(telling: Telling, step: Step) -> list[Ground]:
    """What a step rests on, the law first; of several numbers of which a class picks one, that one."""
    return [*_texts(telling, step), *numbers(telling, step, _relevant(telling, step))]


def texts(telling: Telling, step: Step) -> list[Ground]:
    """The texts alone: the numbers stand at each step."""
    return list(_texts(telling, step))


def with_numbers(telling: Telling, step: Step, behind: Sequence[Step]) -> list[Ground]:
    """The texts, and the numbers of the step and of those behind it; without options such as roundings."""
    used = [(one, each) for one in (*behind, step) for each in _relevant(telling, one) if not each["meaning"]]
    told = {each["name"]: _number(telling, one, each) for one, each in used}
    return [*_texts(telling, step), *told.values()]


def numbers(telling: Telling, step: Step, used: Sequence[Mapping[str, Any]]) -> list[Ground]:
    """The numbers of a step, each with whoever set it."""
    return [_number(telling, step, one) for one in used]


def _texts(telling: Telling, step: Step) -> Iterator[Ground]:
    said = telling.words.text
    if step.law:
        yield Ground(GroundKind.LAW, "", said(step.law), None, step.certainty)
    if step.agreement and not any(one["choice"] for one in step.parameters):
        text = Text(OPEN.template, agreement=said(step.agreement))
        yield Ground(GroundKind.LEFT_OPEN, "", telling.said(text))
    if step.choice and not any(one["choice"] for one in step.parameters):
        text = Text(READING.template, choice=said(step.choice))
        yield Ground(GroundKind.READING, "", telling.said(text))


def _relevant(telling: Telling, step: Step) -> list[Mapping[str, Any]]:
    picked = told_of(step.model_id).picked.get(step.name)
    if picked is None:
        return list(step.parameters)
    word = str(telling.row(step).get(picked.by))
    return [used for used in step.parameters if used["name"] == picked.numbers.get(word)]


def _number(telling: Telling, step: Step, used: Mapping[str, Any]) -> Ground:
    says = Text(
        NUMBER.template,
        says=called(telling.words.text(used["says"])),
        value=telling.number(step.model_id, used).rstrip("."),
    )
    kind, text = _origin(telling, used)
    return Ground(kind, telling.said(says), text, used["href"], used["certainty"])


def _origin(telling: Telling, used: Mapping[str, Any]) -> tuple[GroundKind, str]:
    """Who set a number. A choice that no regulation makes is nobody's rule, whoever it was taken from."""
    regulation, source = telling.record.regulation, _source(telling, used)
    if used["changed"]:
        here = regulation.unit_id == telling.record.line.unit_id
        told = Text(
            (SET_HERE if here else SET_ABOVE).template, title=regulation.title, day=regulation.effective_from
        )
        return GroundKind.REGULATION, telling.said(told)
    if used["choice"]:
        told = Text((SILENT if used["meaning"] else ASSUMED).template, title=regulation.title, source=source)
        return GroundKind.ASSUMED, telling.said(told)
    return GroundKind.LAW, source


def _source(telling: Telling, used: Mapping[str, Any]) -> str:
    """The text behind a number; of one with several days that of the last of them."""
    return telling.words.text(used["dated"][-1]["source"] if used["dated"] else used["source"])
