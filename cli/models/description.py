"""A pay model told at the terminal: the tables it takes, the steps it computes, the parameters it can be told."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from babel import Locale

from cli.formats import CERTAINTY, plain
from cli.language import Language
from pay_models.kernel import PayModel, Rows
from pay_models.kernel.declare.parameters import InForce
from pay_models.kernel.declare.rows import columns_of
from pay_models.kernel.tell.explain import sheet
from pay_models.kernel.tell.history import Entry
from pay_models.kernel.tell.language import translated

KINDS = {"Int64": "whole number", "String": "text", "Boolean": "true or false", "Date": "day (2026-07-31)"}
TERRITORIES = {"ind": "IN"}
ANYWHERE = "general"


def country(model_id: str, language: Language) -> str:
    """The country whose law a model is, by the first part of its id."""
    first = model_id.partition(".")[0]
    if first == ANYWHERE:
        return language.say("Any country")
    name = Locale.parse(language.code).territories.get(TERRITORIES.get(first, first.upper()))
    return str(name or first)


def listed(models: dict[str, PayModel[Any]], language: Language) -> Iterator[str]:
    """The models by country, each with its first day and what it computes."""
    width, before = max(map(len, models)), ""
    for id_, model in models.items():
        where = country(id_, language)
        if where != before:
            yield f"\n{where}" if before else where
            before = where
        until = language.say(" (until {day})", day=model.last_day) if model.last_day else ""
        yield f"  {id_:<{width}}  {model.effective_from}  {translated(model, model.says, language.code)}{until}"


def described(model: PayModel[Any], values: InForce[Any], language: Language) -> Iterator[str]:
    """Everything of one model on a day."""

    def said(text: str) -> str:
        return translated(model, text, language.code)

    yield language.say("{id} {version}, from {day}: {says}", id=model.id, version=model.version,
                       day=model.effective_from, says=said(model.says))  # fmt: skip
    for stage, rows in model.given.items():
        yield "\n" + language.say("Takes a table '{stage}' with the columns", stage=stage)
        yield from (f"  {line}" for line in _columns(model, rows, language))
    yield "\n" + language.say("Computes on {day}", day=values.day)
    for step in sheet(model, on=values.day, changes=values.changes, language=language.code):
        yield f"  {step.stage}.{step.column}: {step.says}"
    yield "\n" + language.say("Parameters (--set NAME=VALUE)")
    for name, each in values.dated.parameters.items():
        source = values.entry(name).source or each.source
        certainty = values.entry(name).certainty or each.certainty
        yield (
            f"  {name} = {_raw(values, name)} ({_allowed(values, name)}; {said(each.unit)}): {said(each.says)} "
            f"[{said(source.title)}; {language.say(CERTAINTY[certainty])}]"
        )


def as_data(model: PayModel[Any], values: InForce[Any], language: Language) -> dict[str, Any]:
    """The same for a program."""
    columns = {stage: list(columns_of(rows)) for stage, rows in model.given.items()}
    parameters = {
        name: {**each.model_dump(mode="json", by_alias=True), "in_force": values.plain(name)}
        for name, each in values.dated.parameters.items()
    }
    return {
        "id": model.id,
        "version": model.version,
        "says": translated(model, model.says, language.code),
        "effective_from": model.effective_from,
        "effective_until": model.effective_until,
        "on": values.day,
        "tables": columns,
        "steps": [asdict(step) for step in sheet(model, on=values.day, language=language.code)],
        "parameters": parameters,
    }


def told(entry: Entry, model: PayModel[Any], language: Language) -> str:
    """One line of a history: what came into force, and from which text."""

    def said(text: str) -> str:
        return translated(model, text, language.code)

    after = plain(entry.measure, entry.after, language)
    before = "" if entry.before is None else f"{plain(entry.measure, entry.before, language)} -> "
    sure = language.say(CERTAINTY[entry.certainty])
    return f"{entry.parameter} = {before}{after}: {said(entry.says)} [{said(entry.source)}; {sure}]"


def _columns(model: PayModel[Any], rows: type[Rows], language: Language) -> Iterator[str]:
    for name, column in columns_of(rows).items():
        says = translated(model, column.description or "", language.code)
        yield f"{name}: {language.say(KINDS[str(column.dtype)])}{f' - {says}' if says else ''}"


def _allowed(values: InForce[Any], name: str) -> str:
    return values.dated.parameters[name].allowed or " | ".join(values.dated.grids.get(name, ()))


def _raw(values: InForce[Any], name: str) -> str:
    """As --set takes it, not as people read it."""
    value = values.plain(name)
    if isinstance(value, list):
        return ", ".join(f"{number} from {day}" for day, number in reversed(value))
    return str(value)
