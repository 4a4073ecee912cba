"""Bonus funds as clients see them."""

import strawberry

from api.graphql.enums.pay import FundState
from api.graphql.lazy_types import BonusFundRef, UnitRef
from api.graphql.reads.fields import PAGE_SAYS, Connection, Node, shown
from api.graphql.reads.quantities import Money


@strawberry.type(
    description="The bonus fund of a unit for a year: a tenth of its salary fund without allowances."
)
class BonusFund(Node):
    year: int = shown("The calendar year.")
    salary_fund: Money = shown("The salary fund of the year without allowances.")
    amount: Money = shown("What there is to give.")
    spent: Money = shown("What approved and closed runs take from it: never more than there is.")
    left: Money = shown("What there is still to give: the amount without what is spent.")
    model_id: str = shown("The model that computed it.")
    model_version: str = shown("The version of the model: a hash of its code, without comments.")
    parameters_hash: str = shown("The hash of every parameter that it used.")
    state: FundState = shown("Whether it still changes.")
    unit: UnitRef = shown("The unit whose it is.")


@strawberry.type(description="What bonus funds come to.")
class BonusFundSums:
    funds: int = shown("How many funds.")
    salary_fund: Money = shown("All salary funds without allowances.")
    amount: Money = shown("What there is to give in all.")
    spent: Money = shown("What approved and closed runs take from them.")
    left: Money = shown("What there is still to give in all.")


@strawberry.type(name="BonusFundConnection", description=PAGE_SAYS)
class BonusFundConnection(Connection[BonusFundRef]):
    sums: BonusFundSums = shown("What all of them come to, on whatever page.")
