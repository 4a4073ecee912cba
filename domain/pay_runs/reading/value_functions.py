"""What the database knows of the values of models: functions of its desired state, made of what the models declare."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from domain.language.text import Text
from domain.pay_runs.reading.classes import CLASSES
from pay_models.kernel.declare.pay_model import PayModel
from pay_models.kernel.declare.units import PESOS, UNITS, Unit, currency_of
from pay_models.kernel.tell.articles import phrases

YES, NO = Text("yes"), Text("no")
WORDS = "value_words(text,text,text)"  # of models that others may add
NOBODYS = ""  # the country of a model that is not asked for


def functions(models: Iterable[PayModel[Any]]) -> tuple[str, ...]:
    """Of a unit its currency and decimals; in English, to be translated, what a truth and an option are called."""
    whole = " ".join(f"when '{name}' then {unit.decimals}" for name, unit in UNITS.items() if unit.decimals)
    return (
        # Pesos are those of the country, which the first part of a model's id names.
        "create or replace function value_currency(unit text, model text) returns text language sql immutable"
        f" as $$ select case unit {_currencies()} end $$",
        "create or replace function value_unit_decimals(unit text) returns int language sql immutable"
        f" as $$ select case unit {whole} else 0 end $$",
        "create or replace function value_truth(truth boolean) returns text language sql immutable"
        f" as $$ select case when truth then {_quoted(YES.template)} else {_quoted(NO.template)} end $$",
        "create or replace function value_words(model text, name text, option text) returns text language sql"
        f" immutable as $${_words_body(models)}$$",
    )


def printed_words(models: Iterable[PayModel[Any]]) -> str:
    """`value_words` as PostgreSQL prints it, for whoever compares."""
    head = "CREATE OR REPLACE FUNCTION public.value_words(model text, name text, option text)"
    text = " RETURNS text\n LANGUAGE sql\n IMMUTABLE\nAS $function$"
    return f"{head}\n{text}{_words_body(models)}$function$\n"


def _words_body(models: Iterable[PayModel[Any]]) -> str:
    words = json.dumps({model.id: dict(_words(model)) for model in models}, ensure_ascii=False)
    return f" select {_quoted(words)}::jsonb #>> array[model, name, option] "


def _currencies() -> str:
    told = ((name, _currency(unit)) for name, unit in UNITS.items() if unit.coin)
    return " ".join(f"when '{name}' then {currency}" for name, currency in told)


def _currency(unit: Unit) -> str:
    if currency := currency_of(unit, NOBODYS):
        return f"'{currency}'"
    countries = " ".join(f"when '{country}' then '{currency_of(unit, country)}'" for country in PESOS)
    return f"case split_part(model, '.', 1) {countries} end"


def _words(model: PayModel[Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """By parameter or column: what its options are called. A class is called as everywhere."""
    yield from phrases(model).items()
    for stage in model.stages:
        for name, column in stage.outputs.to_schema().columns.items():
            options = {
                str(one) for check in column.checks for one in check.statistics.get("allowed_values", ())
            }
            if (classes := options - {"none"}) and classes <= CLASSES.keys():
                yield name, {code: CLASSES[code][1].template for code in sorted(classes)}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
