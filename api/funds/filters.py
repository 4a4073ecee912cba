"""Filters and orders of funds."""

import strawberry

from api.funds.enums import FundState
from api.graphql.reads.inputs import AmountRange, filtered, narrows, ordered


@strawberry.input(description="Which bonus funds.")
class BonusFundFilter:
    unit_ids: list[strawberry.ID] | None = narrows("Only of exactly these units.")
    subtree_of: strawberry.ID | None = narrows("Only of this unit and all units below it.")
    years: list[int] | None = narrows("Only of these calendar years.")
    states: list[FundState] | None = narrows("Only those so far.")
    amount: AmountRange | None = narrows("Only funds within this.")


BONUS_FUNDS = (
    filtered(BonusFundFilter),
    ordered(
        "BonusFund",
        YEAR="The calendar year.",
        AMOUNT="What there is to give.",
        SPENT="What runs take from it.",
    ),
)
