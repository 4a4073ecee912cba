"""Sources of steps: which earlier steps, or which facts, give each column that a step reads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from domain.computing.chain.kind import Kind, StageContract
from domain.computing.chain.matching import place_of
from domain.facts.stand_ins import Keys
from pay_models.kernel import PayModel
from pay_models.kernel.declare.pay_model import Stage
from pay_models.kernel.declare.rows import keys_of, steps_of
from pay_models.kernel.tell.explain import Explanation

Ordinals: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A column that a step reads. `steps`: the ordinals of those that give it; none of a fact.

    `among`: it says among which rows the step looks, such as those of one unit.
    """

    name: str
    says: str
    among: bool
    steps: Ordinals


class Sources:
    """What the models of some rules read, stage by stage, with their steps numbered from 1 in the order of computing.

    `facts`: the columns of each table of facts by the keys of its rows. The models fit one another, as
    `refuse_misfits` judges.
    """

    def __init__(
        self, kind: Kind, models: Mapping[str, PayModel[Any]], facts: Mapping[Keys, Iterable[str]]
    ) -> None:
        self._known: dict[Keys, dict[str, Ordinals]] = {
            keys: dict.fromkeys(columns, ()) for keys, columns in facts.items()
        }
        self._tables: dict[tuple[str, str], dict[str, Ordinals]] = {}
        self._last = 0
        for stage in kind.stages:
            self._number(stage, models[stage.name])

    def of(self, stage: str, model: PayModel[Any], step: Explanation) -> Iterator[Source]:
        """What a step of the model that was picked for a stage reads, in the order in which it names it."""
        parts = [part.name for part in model.stages]
        place = parts.index(step.stage)
        # what a step gathered stands in the rows of the stage before
        gathered = step.column not in model.stages[place].formulas
        table = self._tables[stage, parts[place - 1 if gathered else place]]
        for among, inputs in ((False, step.inputs), (True, step.group)):
            yield from (Source(one.name, one.says, among, table.get(one.name, ())) for one in inputs)

    def _number(self, stage: StageContract, model: PayModel[Any]) -> None:
        for part in model.stages:
            steps = {name: (self._last + n,) for n, name in enumerate(steps_of(part.outputs), 1)}
            self._last += len(steps)
            self._tables[stage.name, part.name] = {**self._given(stage, part), **steps}
        for part in model.stages:
            table = self._tables[stage.name, part.name]
            known = self._known.setdefault(keys_of(part.inputs), {})
            known.update({name: table[name] for name in steps_of(part.outputs)})

    def _given(self, stage: StageContract, part: Stage[Any]) -> dict[str, Ordinals]:
        """What gives each column that a table takes from facts and earlier stages."""
        if part.given is None:
            return {}
        keys, asked = keys_of(part.given), stage.asks(part.given)
        given = {name: self._from(name, keys) for name in asked.own}
        for name, rule in asked.derived.items():
            found = (ordinal for root in rule.meta.root_names() for ordinal in self._from(root, keys))
            given[name] = tuple(dict.fromkeys(found))
        return given

    def _from(self, column: str, keys: Keys) -> Ordinals:
        place = place_of(column, keys, self._known)
        return () if place is None else self._known[place].get(column, ())
