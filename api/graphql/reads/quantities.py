"""Quantities: values with their unit, each as a number that is exact and as words in the reader's language."""

import strawberry

from api.graphql.reads.fields import shown
from api.graphql.scalars import Amount

FORMATTED = "As it is written in the reader's language."


@strawberry.type(description="An amount of money.")
class Money:
    amount: Amount = shown("In the smallest coin of the currency, such as dong or cents.")
    currency: str = shown("The currency, by its code of ISO 4217.")
    formatted: str = shown(FORMATTED)


@strawberry.type(description="Points of a score.")
class Points:
    hundredths: int = shown("In hundredths: 9050 are 90.5 points.")
    formatted: str = shown(FORMATTED)


@strawberry.type(description="A part of a whole.")
class Rate:
    basis_points: int = shown("In basis points: 10,000 are the whole.")
    formatted: str = shown(FORMATTED)


@strawberry.type(description="A factor, such as that of a grade and step.")
class Coefficient:
    hundredths: int = shown("In hundredths: 234 are 2.34.")
    formatted: str = shown(FORMATTED)


@strawberry.type(description="A class that people are put in.")
class PayClass:
    code: str = shown("Its word, the same in every language.")
    label: str = shown("What it is called in the reader's language.")
    rank: int | None = shown("Its place, the best first; null of what is no class, such as “unrated”.")
