"""Scalars of this schema: money is exact for every client, however its language counts."""

from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

Money = NewType("Money", int)
LARGEST = 2**63 - 1


def _money(sent: Any) -> Money:
    if (
        not isinstance(sent, str)
        or not sent.removeprefix("-").isascii()
        or not sent.removeprefix("-").isdigit()
    ):
        raise ValueError("Money is a string of digits, such as “12300000”: dong, without separators.")
    if not -LARGEST <= int(sent) <= LARGEST:
        raise ValueError("Money has at most 64 bits.")
    return Money(int(sent))


SCALARS: dict[object, ScalarDefinition] = {
    Money: strawberry.scalar(
        name="Money",
        description="An amount in dong, as a string of an integer: exact in every language.",
        serialize=str,
        parse_value=_money,
    )
}
