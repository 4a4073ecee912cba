"""Which fact or earlier output gives each column that a model takes: found by key, or refused by name."""

from collections.abc import Iterable, Mapping
from typing import Any

from domain.computing.chain.kind import Kind, StageContract
from domain.errors import Invalid
from domain.facts.stand_ins import PERSON, Keys
from domain.language.text import all_of
from pay_models.kernel import PayModel
from pay_models.kernel.declare.rows import columns_of, keys_of, steps_of

FACTS = "a fact"
TYPES = {int: "Int64", str: "String", bool: "Boolean"}


def refuse_misfits(
    kind: Kind, models: Mapping[str, PayModel[Any]], facts: Mapping[Keys, Iterable[str]], path: str = "models"
) -> None:
    """Refuse models that do not feed one another, or not the line, before a row is computed.

    facts: the columns of each table of facts by the keys of its rows. `path` is where the models stand. Raises Invalid
    naming stage, model and column: `model_does_not_fit`, `model_needs_more`, `step_twice`.
    """
    known = _Known({keys: dict.fromkeys(columns, (FACTS,)) for keys, columns in facts.items()})
    for stage in kind.stages:
        chosen = models[stage.name]
        where = f"{path}.{stage.name}"
        _refuse_contract(stage, chosen, where)
        known.refuse_missing(stage, chosen, where)
        known.fill(stage, chosen, where)


def place_of(column: str, keys: Keys, known: Mapping[Keys, Iterable[str]]) -> Keys | None:
    """The keys of the table that gives a column to rows of `keys`: their own, else the finest coarser ones."""
    among = [here for here, columns in known.items() if {*here} <= {*keys} and column in columns]
    return max(among, key=len, default=None)


def first_needed(
    kind: Kind, models: Mapping[str, PayModel[Any]], facts: Mapping[Keys, Iterable[str]], first: int
) -> int:
    """The first stage that has to be computed so that those from the place `first` on can be.

    A run keeps values of people and lines; what is finer of an earlier stage, months or items that a later one takes,
    is computed anew. `models` fit one another, as `refuse_misfits` judges.
    """
    fed = _feeding(kind, models, facts)
    for place in range(len(kind.stages) - 1, -1, -1):
        if place >= first:
            first = min(first, fed[place])
    return first


def _feeding(
    kind: Kind, models: Mapping[str, PayModel[Any]], facts: Mapping[Keys, Iterable[str]]
) -> list[int]:
    """For each stage the place of the first one whose tables finer than a person it takes, or its own."""
    by: dict[Keys, dict[str, int]] = {
        keys: dict.fromkeys(columns, len(models)) for keys, columns in facts.items()
    }
    fed = []
    for place, stage in enumerate(kind.stages):
        taken = [place]
        for rows in models[stage.name].given.values():
            asked = stage.asks(rows)
            for column in (*asked.own, *asked.roots):
                where = place_of(column, keys_of(rows), by)
                if where is not None and where != PERSON:
                    taken.append(by[where][column])
        fed.append(min(taken))
        for each in models[stage.name].stages:
            for column in steps_of(each.outputs):
                by.setdefault(keys_of(each.inputs), {}).setdefault(column, place)
    return fed


def _refuse_contract(stage: StageContract, chosen: PayModel[Any], path: str) -> None:
    last = chosen.stages[-1]
    if keys_of(last.inputs) != stage.keys:
        raise Invalid(
            "model_does_not_fit",
            "{stage}: {chosen} gives a row for each {keys_of}, and the stage needs one"
            " for each {keys}: pick a model such as {example}.",
            path,
            stage=stage.name,
            chosen=chosen.id,
            keys_of=_named(keys_of(last.inputs)),
            keys=_named(stage.keys),
            example=stage.example,
        )
    columns, steps = columns_of(last.outputs), steps_of(last.outputs)
    for name, kind in stage.yields.items():
        if name not in steps or str(columns[name].dtype) != TYPES[kind]:
            raise Invalid(
                "model_does_not_fit",
                "{stage}: {chosen} gives no {name} ({types}), which the stage has to yield: pick a model"
                " such as {example}.",
                path,
                stage=stage.name,
                chosen=chosen.id,
                name=name,
                types=TYPES[kind],
                example=stage.example,
            )


def _named(keys: Keys) -> str:
    return ", ".join(keys) or "nothing"


class _Known:
    """The columns known so far by the keys of their rows, each with what fills it."""

    def __init__(self, filled: dict[Keys, dict[str, tuple[str, ...]]]) -> None:
        self.filled = filled

    def refuse_missing(self, stage: StageContract, chosen: PayModel[Any], path: str) -> None:
        for rows in chosen.given.values():
            keys, columns = keys_of(rows), columns_of(rows)
            if keys not in self.filled:
                raise Invalid(
                    "model_needs_more",
                    "{stage}: {chosen} takes a row for each {keys}, which no fact and no earlier stage"
                    " gives, with {column}.",
                    path,
                    stage=stage.name,
                    chosen=chosen.id,
                    keys=_named(keys),
                    column=[column for column in columns if column not in keys],
                )
            asked = stage.asks(rows)
            self._refuse_unknown(stage, chosen, [(column, keys, keys) for column in asked.own], path)
            self._refuse_unknown(stage, chosen, [(root, keys, None) for root in asked.roots], path)

    def _refuse_unknown(
        self,
        stage: StageContract,
        chosen: PayModel[Any],
        wanted: Iterable[tuple[str, Keys, Keys | None]],
        path: str,
    ) -> None:
        """`wanted`: a column, the keys of its rows, and the only keys that it may come by, if any."""
        for column, keys, only in wanted:
            place = only or place_of(column, keys, self.filled)
            filled_by = self.filled.get(place, {}).get(column, ()) if place else ()
            if not filled_by:
                raise Invalid(
                    "model_needs_more",
                    "{stage}: {chosen} takes {column} for each {keys}, which no fact and no earlier"
                    " stage gives.",
                    path,
                    stage=stage.name,
                    chosen=chosen.id,
                    column=column,
                    keys=_named(keys),
                )
            if len(filled_by) > 1:
                raise _filled_twice(stage, column, filled_by, path)

    def fill(self, stage: StageContract, chosen: PayModel[Any], path: str) -> None:
        for each in chosen.stages:
            keys, last = keys_of(each.inputs), each is chosen.stages[-1]
            here = self.filled.setdefault(keys, dict.fromkeys(keys, (chosen.id,)))
            for column in steps_of(each.outputs):
                if last and column in here:
                    raise _filled_twice(stage, column, (*here[column], chosen.id), path)
                here[column] = (*here.get(column, ()), chosen.id)


def _filled_twice(stage: StageContract, column: str, by: tuple[str, ...], path: str) -> Invalid:
    return Invalid(
        "step_twice",
        "{stage}: {by} fill one column, {column}: pick models of which one does.",
        path,
        stage=stage.name,
        by=all_of(by),
        column=column,
    )
