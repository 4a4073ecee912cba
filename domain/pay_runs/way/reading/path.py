"""Paths through the steps of a line: which led to the amount, and where the money of a group was shared out."""

from typing import NamedTuple

from domain.pay_runs.way.reading.record import Record, Step, told_of


class Sharing(NamedTuple):
    """Money that is shared out: `whole` × `mine` / `all` = `share`, in every month where there are several."""

    whole: Step
    mine: Step
    all: Step
    share: Step

    @property
    def leaves_a_part(self) -> bool:
        """Whether the division does not come out even, in any month where there are several."""
        told = [step.numbers for step in self]
        most = max(map(len, told))
        if not all(told):
            return False
        rows = zip(*(numbers * most if len(numbers) == 1 else numbers for numbers in told), strict=False)
        return any(whole * mine != share * all_ for whole, mine, all_, share in rows)


def sources(record: Record, step: Step) -> list[Step]:
    """The steps that a step was computed from, each once; none that the line does not tell."""
    ordinals = dict.fromkeys(ordinal for one in step.inputs for ordinal in one.steps)
    return [found for ordinal in ordinals if (found := record.at(ordinal))]


def own(record: Record, end: Step) -> list[Step]:
    """The steps that a step goes back to by rows of this person alone: where one looks at a group, the way ends."""
    found = {end.ordinal: end}
    waiting = [end]
    while waiting:
        step = waiting.pop()
        if step is end or not step.looks_at_others:
            new = [one for one in sources(record, step) if one.ordinal not in found]
            found |= {one.ordinal: one for one in new}
            waiting += new
    return sorted(found.values(), key=lambda step: step.ordinal)


def outcome(record: Record, model: str) -> Step | None:
    """The step by which a model feeds those after it: the last of those that another model read, else its last one."""
    its = [step for step in record.own if step.model_id == model]
    others = [step for step in record.steps if step.model_id != model]
    read = {ordinal for step in others for one in step.inputs for ordinal in one.steps}
    # The model that pays may read several: the one that is nearest to the way stands last.
    fed = [step for step in its if step.ordinal in read]
    return next(iter((fed or its)[::-1]), None)


def sharing(record: Record, end: Step) -> Sharing | None:
    """How the money of a group came to somebody, as the model that pays declares it; None where it shares none."""
    told = told_of(end.model_id).shared
    if told is None:
        return None
    its = {step.name: step for step in record.own if step.model_id == end.model_id}
    found = [its.get(name) for name in (told.whole, told.mine, told.all, told.share)]
    known = [step for step in found if step]
    return Sharing(*known) if len(known) == len(found) else None
