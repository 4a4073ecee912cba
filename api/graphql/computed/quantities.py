"""Quantities that are computed, in the reader's words: in the form in which the database writes those that it keeps."""

from babel.numbers import format_currency

from api.graphql.reads.quantities import Money, PayClass
from api.graphql.scalars import Amount
from domain.language.text import Text
from domain.pay_runs.reading.classes import CLASSES
from domain.reading.objects.quantities import CURRENCY


def of_amount(amount: int, language: str) -> Money:
    """An amount of dong."""
    formatted = format_currency(amount, CURRENCY, locale=language)
    return Money(amount=Amount(amount), currency=CURRENCY, formatted=formatted)


def money(amount: int | None, language: str) -> Money | None:
    """An amount of dong that may be withheld."""
    return None if amount is None else of_amount(amount, language)


def pay_class(code: str, language: str) -> PayClass:
    """A class by its code."""
    rank, called = CLASSES.get(code, (None, Text(code)))
    return PayClass(code=code, label=called.said(language), rank=rank)
