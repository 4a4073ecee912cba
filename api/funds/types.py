"""Bonus funds as clients see them."""

from enum import Enum

import strawberry

from api.graphql.lazy_types import UnitRef
from api.graphql.reads.arguments import Argument
from api.graphql.reads.fields import Node, shown
from api.graphql.scalars import Money


@strawberry.enum(description="Whether a fund still changes.")
class FundState(Enum):
    OPEN = "open"
    CLOSED = "closed"


STATE = Argument("state", FundState, "Only open ones, or only closed ones.")


@strawberry.type(
    description="The bonus fund of a unit for a year: a tenth of its salary fund without allowances."
)
class BonusFund(Node):
    year: int = shown("The calendar year.")
    salary_fund_vnd: Money = shown("The salary fund of the year without allowances.")
    amount_vnd: Money = shown("What there is to give.")
    spent_vnd: Money = shown("What approved and closed runs take from it: never more than there is.")
    model_id: str = shown("The model that computed it.")
    model_version: str = shown("The version of the model: a hash of its code, without comments.")
    parameters_hash: str = shown("The hash of every parameter that it used.")
    state: FundState = shown("Whether it still changes.")
    unit: UnitRef = shown("The unit whose it is.")
