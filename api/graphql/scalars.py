"""Scalars of this schema: money is exact for every client, a day is written in one way and lies within reach."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NewType, TypeVar

import strawberry
from graphql import GraphQLError

from api.graphql.engine.parts import ScalarDefinition
from domain import clock
from tabular import days

Amount = NewType("Amount", int)
LARGEST = 2**63 - 1
LONGEST = 40  # of an amount: Python counts no digits beyond 4,300
Value = TypeVar("Value", date, datetime)


def _amount(sent: Any) -> Amount:
    if (
        not isinstance(sent, str)
        or not sent.removeprefix("-").isascii()
        or not sent.removeprefix("-").isdigit()
    ):
        raise ValueError(
            "An amount is a string of digits, such as “12300000”: in the smallest coin, without point or separators."
        )
    if len(sent) > LONGEST or not -LARGEST <= int(sent) <= LARGEST:
        raise ValueError("An amount has at most 64 bits.")
    return Amount(int(sent))


def _gated(judge: Callable[[str, date], Value | days.BrokenDay]) -> Callable[[Any], Value]:
    def parse(sent: Any) -> Value:
        judged = judge(sent if isinstance(sent, str) else "", clock.today())
        if isinstance(judged, days.BrokenDay):
            # Not a ValueError: this one keeps its code on the way out.
            raise GraphQLError(judged.says, extensions={"code": judged.rule})
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
