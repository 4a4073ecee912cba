"""Scalars of this schema: money is exact for every client, a day is written in one way and lies within reach."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NewType, TypeVar

import strawberry
from graphql import GraphQLError

from api.graphql.engine.parts import ScalarDefinition
from domain import clock
from domain.errors import Invalid
from domain.language.text import Text
from tabular import days

Amount = NewType("Amount", int)
LARGEST = 2**63 - 1
LONGEST = 40  # of an amount: Python counts no digits beyond 4,300
Value = TypeVar("Value", date, datetime)


NO_DIGITS = Text(
    "An amount is a string of digits, such as “12300000”: in the smallest coin, without point or separators."
)
TOO_LONG = Text("An amount has at most 64 bits.")


class NoAmountError(ValueError):
    """What was sent is no amount; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


def _amount(sent: Any) -> Amount:
    if (
        not isinstance(sent, str)
        or not sent.removeprefix("-").isascii()
        or not sent.removeprefix("-").isdigit()
    ):
        raise NoAmountError(NO_DIGITS)
    if len(sent) > LONGEST or not -LARGEST <= int(sent) <= LARGEST:
        raise NoAmountError(TOO_LONG)
    return Amount(int(sent))


def _gated(judge: Callable[[str, date], Value | days.BrokenDay]) -> Callable[[Any], Value]:
    def parse(sent: Any) -> Value:
        judged = judge(sent if isinstance(sent, str) else "", clock.today())
        if isinstance(judged, days.BrokenDay):
            # Not a ValueError: this one keeps its code and its words on the way out.
            broken = Invalid(judged.rule, Text(judged.template, **judged.values))
            raise GraphQLError(broken.message, original_error=broken, extensions={"code": broken.code})
        return judged

    return parse


SCALARS: dict[object, ScalarDefinition] = {
    Amount: strawberry.scalar(
        name="Amount",
        description="An amount in the smallest coin, as a string of an integer: exact in every language.",
        serialize=str,
        parse_value=_amount,
    ),
    date: strawberry.scalar(
        name="Date",
        description="A day, as 2026-07-31; at most a working life from today.",
        serialize=date.isoformat,
        parse_value=_gated(days.day),
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment with its zone, as 2026-07-31T08:00:00+07:00.",
        serialize=datetime.isoformat,
        parse_value=_gated(days.moment),
    ),
}
