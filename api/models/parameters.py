"""The numbers and choices of a pay model on a day, with what a reader needs to trust them."""

from datetime import date
from functools import lru_cache, partial
from typing import Any

import strawberry

from api.graphql.enums.words import Certainty, member
from api.graphql.reads.quantities import Money
from api.graphql.reads.values import ParameterValue
from api.graphql.scalars import Amount
from api.models.days import day_after
from api.models.numbers import OPTION, coins, unit_called, written
from pay_models.kernel import PayModel, model
from pay_models.kernel.declare.parameter_file import From, Order, Source
from pay_models.kernel.declare.parameters import InForce
from pay_models.kernel.declare.units import currency_of
from pay_models.kernel.tell.articles import phrases, words
from pay_models.kernel.tell.language import translated

REMEMBERED = 500


@strawberry.type(description="Where a number or a rule comes from.")
class LegalSource:
    title: str = strawberry.field(description="The act and the article.")
    href: str | None = strawberry.field(description="Where to read it, if anywhere.")


@strawberry.type(description="One of the readings that a parameter may take.")
class ParameterOption:
    name: str = strawberry.field(description="Its name, which `simulate` takes as the value.")
    says: str = strawberry.field(description="What it means.")
    words: str = strawberry.field(description="The same as it reads inside of a sentence.")


@strawberry.type(description="A value that a parameter has, had or will have.")
class DatedParameterValue:
    effective_from: date = strawberry.field(description="Its first day.")
    effective_until: date | None = strawberry.field(
        description="The first day on which it is no more; null without an end."
    )
    value: ParameterValue = strawberry.field(description="The value.")
    source: LegalSource = strawberry.field(description="The text behind this very value.")
    certainty: Certainty = strawberry.field(description="How sure we are of it.")


@strawberry.type(description="A rule between numbers, which no change may break.")
class ParameterOrder:
    says: str = strawberry.field(description="The rule as a sentence.")
    parameters: list[str] = strawberry.field(description="The parameters, the lowest first.")
    may_be_equal: bool = strawberry.field(description="Whether two neighbours may have the same value.")
    source: LegalSource = strawberry.field(description="The text behind it.")


@strawberry.type(description="A number or a choice of a pay model on a day.")
class Parameter:
    name: str = strawberry.field(description="Its name in the model, such as `quota_bp`.")
    says: str = strawberry.field(description="What it is.")
    unit: str = strawberry.field(description="The unit of the value, in words.")
    value: ParameterValue | None = strawberry.field(
        description="The model's own value in force on the day; null where it is known to have ended."
    )
    at_least: ParameterValue | None = strawberry.field(
        description="The lowest value that the law allows; null where the value is no number."
    )
    at_most: ParameterValue | None = strawberry.field(
        description="The highest value that the law allows; null where the value is no number."
    )
    options: list[ParameterOption] = strawberry.field(description="What it may be; empty for a number.")
    source: LegalSource = strawberry.field(description="The text behind the value in force.")
    certainty: Certainty = strawberry.field(description="How sure we are of it.")
    choice: bool = strawberry.field(
        description="Whether the text leaves it open, so that a regulation chooses."
    )
    by_month: bool = strawberry.field(description="Whether each month takes the value of its own day.")
    history: list[DatedParameterValue] = strawberry.field(
        description="Its values of all times, the first one first."
    )
    orders: list[ParameterOrder] = strawberry.field(description="The rules between it and other numbers.")


@lru_cache(REMEMBERED)
def parameters_of(model_id: str, on: date, language: str) -> tuple[Parameter, ...]:
    """All of a model, in its order, with its own values on a day. Raises UnknownModel, NotInForce."""
    found = model(model_id)
    in_force = found.in_force(on)
    return tuple(_parameter(found, in_force, name, language) for name in found.parameters.parameters)


def value_of(found: PayModel[Any], name: str, value: int | str, language: str) -> ParameterValue:
    """A value of one of the model's parameters; an option in words."""
    if isinstance(value, str):
        phrase = phrases(found).get(name, {}).get(value)
        said = translated(found, phrase, language) if phrase else value.replace("_", " ")
        return ParameterValue(unit=OPTION, number=None, money=None, option=value, formatted=said)
    measure, country = found.parameters.parameters[name].measure, found.id.partition(".")[0]
    formatted = written(measure, value, language, country)
    currency = currency_of(measure, country)
    amount = Amount(coins(measure, value, currency))
    return ParameterValue(
        unit=unit_called(measure.name),
        number=Amount(value),
        money=Money(amount=amount, currency=currency, formatted=formatted) if currency else None,
        option=None,
        formatted=formatted,
    )


def certainty_of(word: str) -> Certainty:
    """How sure we are, by the kernel's word for it."""
    return member(Certainty, word)


def in_force_of(in_force: InForce[Any], name: str) -> int | str | None:
    """The value of the day itself, changed or not, also of a number that each month takes as of its own."""
    entry = in_force.entry(name)
    ended = entry.until is not None and in_force.day > entry.until
    return in_force.changes.get(name, None if ended else entry.value)


def _parameter(found: PayModel[Any], in_force: InForce[Any], name: str, language: str) -> Parameter:
    declared, entry, own = (
        found.parameters.parameters[name],
        in_force.entry(name),
        in_force_of(in_force, name),
    )
    bounds, say = declared.range, partial(value_of, found, name, language=language)
    return Parameter(
        name=name,
        says=translated(found, declared.says, language),
        unit=translated(found, declared.unit, language),
        value=None if own is None else say(own),
        at_least=say(bounds.at_least) if bounds else None,
        at_most=say(bounds.at_most) if bounds else None,
        options=_options(found, name, language),
        source=_source(found, entry.source or declared.source, language),
        certainty=certainty_of(entry.certainty or declared.certainty),
        choice=declared.choice,
        by_month=in_force.by_row(name),
        history=_history(found, name, language),
        orders=[_order(found, each, language) for each in found.parameters.orders if name in each.names],
    )


def _options(found: PayModel[Any], name: str, language: str) -> list[ParameterOption]:
    """The readings of a choice, or the editions of a table, which say no more than their words."""
    sentences = found.parameters.parameters[name].options or dict.fromkeys(
        found.parameters.grids.get(name, ())
    )
    return [
        ParameterOption(
            name=option,
            says=translated(found, says, language) if says else words(found, name, option, language),
            words=words(found, name, option, language),
        )
        for option, says in sentences.items()
    ]


def _source(found: PayModel[Any], source: Source, language: str) -> LegalSource:
    return LegalSource(title=translated(found, source.title, language), href=source.href)


def _history(found: PayModel[Any], name: str, language: str) -> list[DatedParameterValue]:
    declared = found.parameters.parameters[name]
    return [
        DatedParameterValue(
            effective_from=entry.start,
            effective_until=day_after(entry.until) or (later.start if later else None),
            value=value_of(found, name, entry.value, language),
            source=_source(found, entry.source or declared.source, language),
            certainty=certainty_of(entry.certainty or declared.certainty),
        )
        for entry, later in _with_next(declared.values)
    ]


def _with_next(entries: tuple[From, ...]) -> list[tuple[From, From | None]]:
    return list(zip(entries, (*entries[1:], None), strict=True))


def _order(found: PayModel[Any], order: Order, language: str) -> ParameterOrder:
    return ParameterOrder(
        says=translated(found, order.says, language),
        parameters=list(order.names),
        may_be_equal=bool(order.not_falling),
        source=_source(found, order.source, language),
    )
