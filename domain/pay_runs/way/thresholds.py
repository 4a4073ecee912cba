"""Judging: the thresholds that a value is held against, whom a step concerns, and why a class is what it is."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from domain.language.text import Text
from domain.pay_runs.way.answer import Limit
from domain.pay_runs.way.phrases import Telling, called
from domain.pay_runs.way.reading.record import Step, told_of

BETWEEN = Text("{value} points: from {floor} to under {ceiling} is “{word}”.")
HIGHEST = Text("{value} points: from {floor} on is “{word}”.")
LOWEST = Text("{value} points: under {ceiling} is “{word}”.")
OTHERWISE = Text("By the score alone it would be “{word}”; the facts below decided otherwise.")
TOO_FEW = Text("{says}: {value}, fewer than the {least} that a class takes.")
ELSEWHERE = Text(
    "Another unit, where the last post of the period lies, scores and classifies; this line is about the months that"
    " count here."
)
NOT_TOLD = Text("Not told: it would give away the classes of a group of three or fewer others.")


class Band(NamedTuple):
    """What a word opens: from its floor on, up to under that of the next one; as numbers of the law read."""

    word: str
    floor: int | None
    floor_said: str
    ceiling_said: str


def concerns(telling: Telling, step: Step) -> bool:
    """Whether a step says anything to this person, such as the quota to a candidate."""
    row = telling.row(step)
    return all(row.get(one.column) in one.words for one in told_of(step.model_id).concerns_of(step.name))


def limits(telling: Telling, step: Step) -> list[Limit]:
    """The thresholds of a step, the highest first; none of one that no threshold decides."""
    judged = told_of(step.model_id).bands.get(step.name)
    value = telling.row(step).get(judged.of) if judged else None
    if judged is None or not isinstance(value, int):
        return []
    found = bands(telling, step)
    return [
        Limit(word(telling, step, band.word), band.floor_said, value >= band.floor)
        for band in found
        if band.floor is not None
    ]


def bands(telling: Telling, step: Step) -> list[Band]:
    """The bands of a step by the numbers in force, the highest first; none of one that no threshold decides."""
    judged = told_of(step.model_id).bands.get(step.name)
    if judged is None:
        return []
    found, ceiling = [], ""
    for word, name in judged.floors.items():
        used = telling.parameters[step.model_id][name]
        said = telling.number(step.model_id, used)
        found.append(Band(word, int(used["value"]), said, ceiling))
        ceiling = said
    return [*found, Band(judged.below, None, "", ceiling)]


def reason(telling: Telling, step: Step) -> str:
    """Why the outcome of a model is what it is: its threshold first, then what concerns this person besides."""
    its = [one for one in telling.record.own if (one.model_id, one.stage) == (step.model_id, step.stage)]
    said = [sentence for one in its for sentence in _judged(telling, one)]
    said += _in_the_quota(telling, step)
    return " ".join(filter(None, said)) or telling.formula(step)


def _in_the_quota(telling: Telling, step: Step) -> list[str]:
    """What concerns some people only, such as candidates; of a small group nobody is told."""
    named = {name for concern in told_of(step.model_id).concerns for name in concern.steps}
    its = [
        one
        for one in telling.record.steps
        if one.model_id == step.model_id and one.name in named and concerns(telling, one)
    ]
    hidden = any(one.value is None for one in its)
    said = [telling.formula(one) for one in its if one.value is not None]
    return [*(f"{one.rstrip('.')}." for one in said if one), *([telling.said(NOT_TOLD)] if hidden else [])]


def _judged(telling: Telling, step: Step) -> Iterator[str]:
    told = told_of(step.model_id)
    row = telling.row(step)
    for name, parameter in told.least.get(step.name, {}).items():
        if few := _too_few(telling, step, row, name, parameter):
            yield few
            return
    judged = told.bands.get(step.name)
    if judged and isinstance(value := row.get(judged.of), int):
        band = next(one for one in bands(telling, step) if one.floor is None or value >= one.floor)
        said = telling.words.value(step.model_id, judged.of, value)
        yield telling.said(_in_band(band, said, word(telling, step, band.word)))
        if band.word != step.value:
            yield telling.said(Text(OTHERWISE.template, word=word(telling, step, band.word)))


def _in_band(band: Band, value: str, word: str) -> Text:
    """That a value lies in a band, and between what."""
    template = LOWEST if band.floor is None else BETWEEN if band.ceiling_said else HIGHEST
    ends = {"floor": band.floor_said, "ceiling": band.ceiling_said}
    return Text(template.template, value=value, word=word, **ends)


def _too_few(telling: Telling, step: Step, row: Mapping[str, Any], name: str, parameter: str) -> str:
    """Whoever has fewer of something than the least, and for that no class."""
    used, value = telling.parameters[step.model_id][parameter], row.get(name)
    if not isinstance(value, int) or value >= used["value"] or step.value != "unrated":
        return ""
    says = next((one.says for one in step.inputs if one.name == name), name)
    told = Text(
        TOO_FEW.template,
        says=called(telling.words.text(says)),
        value=telling.words.value(step.model_id, name, value),
        least=telling.number(step.model_id, used),
    )
    return telling.said(told)


def word(telling: Telling, step: Step, told: str) -> str:
    """What a word of a step is called."""
    return telling.words.value(step.model_id, step.name, told)
