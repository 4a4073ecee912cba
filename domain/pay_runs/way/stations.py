"""Stations on the way: the models that led to the amount, the share and the fund where money is shared, the amount."""

from collections.abc import Sequence
from dataclasses import replace

from domain.language.text import Text
from domain.pay_runs.way import grounds, thresholds
from domain.pay_runs.way.answer import From, Station, StepTold
from domain.pay_runs.way.months import months
from domain.pay_runs.way.phrases import Telling, called
from domain.pay_runs.way.reading import path
from domain.pay_runs.way.reading.path import Sharing
from domain.pay_runs.way.reading.record import WHOSE, Input, Step

SHARE, FUND = "share", "fund"
OF = Text("{mine} of {all}")
OF_THIS_LINE = Text("of this line alone, {says}")
NOTHING = "–"
EACH_MONTH = Text("in each month")
WITHOUT_THE_PART = Text("{formula}, without the part of a dong {value}")


def leading(telling: Telling, end: Step) -> list[Station]:
    """From the first model that fed the amount by this person's own rows to the amount itself."""
    record = telling.record
    shared = path.sharing(record, end)
    sides = [_share(telling, shared), _fund(telling, shared)] if shared else []
    return [
        *(of_model(telling, model) for model in models(telling, end)),
        *sides,
        _amount(telling, end, shared),
    ]


def models(telling: Telling, end: Step) -> list[str]:
    """The models before the one that pays that fed the amount; all where the run did not keep what fed what."""
    fed = path.own(telling.record, end) if end.inputs else telling.record.own
    named = dict.fromkeys(step.model_id for step in fed)
    return [model for model in named if model != end.model_id]


def besides(telling: Telling, end: Step) -> list[Station]:
    """The models of the run that do not lead to the amount."""
    on_the_way = {end.model_id, *models(telling, end)}
    rest = dict.fromkeys(step.model_id for step in telling.record.own if step.model_id not in on_the_way)
    return [of_model(telling, model) for model in rest]


def of_model(telling: Telling, model_id: str) -> Station:
    """What a model gave to those after it, and why."""
    gave = path.outcome(telling.record, model_id)
    its = [step for step in telling.record.own if step.model_id == model_id]
    key = telling.record.stages.get(model_id, model_id)
    if gave is None:
        raise LookupError(model_id)
    return _station(telling, key, gave, thresholds.reason(telling, gave), its)


def _share(telling: Telling, shared: Sharing) -> Station:
    told = Text(OF.template, mine=telling.value(shared.mine), all=telling.value(shared.all))
    return replace(_side(telling, SHARE, shared.mine), value=telling.said(told))


def _fund(telling: Telling, shared: Sharing) -> Station:
    return _side(telling, FUND, shared.whole)


def _side(telling: Telling, key: str, of: Step) -> Station:
    """One side of the division: what it was computed from stands behind it, and who set the numbers in that."""
    behind = _behind(telling, of)
    told = _station(telling, key, of, _follows(telling, behind, of), [*behind, of])
    return replace(told, grounds=grounds.with_numbers(telling, of, behind), months=None)


def _follows(telling: Telling, behind: Sequence[Step], of: Step) -> str:
    """How a side follows: each step behind it that says so, then the side itself."""
    said = [
        f"{telling.title(step)}: {formula} = {telling.value(step)}."
        for step in behind
        if not step.looks_at_others and (formula := telling.formula(step))
    ]
    return " ".join([*said, telling.formula(of)])


def _amount(telling: Telling, end: Step, shared: Sharing | None) -> Station:
    """The amount, with the steps that no side of the division has told."""
    sides = [shared.mine, shared.whole] if shared else []
    told = {one.ordinal for side in sides for one in (side, *_behind(telling, side))}
    its = [one for one in telling.record.own if one.model_id == end.model_id and one.ordinal not in told]
    return _station(telling, telling.record.kind.paying.name, end, _divided(telling, end), its)


def _divided(telling: Telling, end: Step) -> str:
    """The division, to be done again by hand, and what became of the part of a dong."""
    shared = path.sharing(telling.record, end)
    formula = telling.formula(shared.share) if shared else ""
    if not shared or not formula:
        return telling.formula(end)
    monthly = f" {telling.said(EACH_MONTH)}" if len(shared.share.numbers) > 1 else ""
    value = f"{telling.value(shared.share)}{monthly}"
    cut = telling.said(Text(WITHOUT_THE_PART.template, formula=formula, value=value))
    return f"{cut if shared.leaves_a_part else f'{formula} = {value}'}. {telling.formula(end)}".strip()


def _behind(telling: Telling, step: Step) -> list[Step]:
    """The steps of the model that pays which a side of the division goes back to."""
    found = path.own(telling.record, step)
    return [one for one in found if one.model_id == step.model_id and one is not step]


def _station(telling: Telling, key: str, of: Step, reason: str, steps: Sequence[Step]) -> Station:
    told = [step for step in steps if thresholds.concerns(telling, step)]
    judged = [limit for step in told for limit in thresholds.limits(telling, step)]
    return Station(
        key=key,
        title=telling.title(of),
        value=telling.value(of) or NOTHING,
        reason=reason,
        limits=judged,
        grounds=grounds.texts(telling, of),
        steps=[_step(telling, step) for step in told],
        months=months(telling, of.model_id),
    )


def _step(telling: Telling, step: Step) -> StepTold:
    return StepTold(
        ordinal=step.ordinal,
        title=telling.title(step),
        says=telling.words.text(step.says),
        value=telling.value(step) or NOTHING,
        formula=telling.formula(step),
        limits=thresholds.limits(telling, step),
        grounds=grounds.grounds(telling, step),
        sources=[
            source for one in step.inputs if one.name != WHOSE for source in _sources(telling, step, one)
        ],
    )


def _sources(telling: Telling, step: Step, read: Input) -> list[From]:
    """What a step read under a name: each earlier step that the line tells, or the fact."""
    told = [found for ordinal in read.steps if (found := telling.record.at(ordinal))]
    if told:
        titles = [_of_this_line(telling, step, telling.title(one)) for one in told]
        return [From(says, telling.value(one), one.ordinal) for says, one in zip(titles, told, strict=True)]
    says = _of_this_line(telling, step, called(telling.words.text(read.says)))
    if read.steps:
        return [From(says, telling.said(EACH_MONTH), None)]
    value = telling.finer.facts((step.model_id, step.stage)).get(read.name)
    if read.among or not isinstance(value, int | str):
        return []
    return [From(says, telling.words.value(step.model_id, read.name, value), None)]


def _of_this_line(telling: Telling, step: Step, says: str) -> str:
    """What is read of this line by a step that looks at the rows of a group; of any other as it is called."""
    return telling.said(Text(OF_THIS_LINE.template, says=says)) if step.looks_at_others else says
