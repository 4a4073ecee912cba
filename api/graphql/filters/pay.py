"""Filters and orders of bonus funds, pay runs and holds."""

import strawberry

from api.graphql.enums.pay import FundState, PayRunState
from api.graphql.enums.words import PayRunKind
from api.graphql.reads.inputs import AmountRange, DateRange, OfUnits, filtered, narrows, ordered


@strawberry.input(description="Which pay runs.")
class PayRunFilter(OfUnits):
    kinds: list[PayRunKind] | None = narrows("Only of these kinds.")
    years: list[int] | None = narrows("Only of these calendar years.")
    period_start: DateRange | None = narrows("Only for periods that begin on these days.")
    states: list[PayRunState] | None = narrows("Only runs so far.")


@strawberry.input(description="Which lines.")
class PayLineFilter(OfUnits):
    pay_run_ids: list[strawberry.ID] | None = narrows("Only of these pay runs.")
    employee_ids: list[strawberry.ID] | None = narrows("Only of these people.")
    peer_group_ids: list[strawberry.ID] | None = narrows("Only of these peer groups.")
    classes: list[str] | None = narrows("Only people in these classes, by their codes.")
    rules_numbers: list[int] | None = narrows("Only lines that followed these rules of their run.")
    amount: AmountRange | None = narrows("Only amounts within this.")


@strawberry.input(description="Whom a run leaves out.")
class PayRunExclusionFilter(OfUnits):
    employee_ids: list[strawberry.ID] | None = narrows("Only these people.")


PAY_RUN_EXCLUSIONS = (
    filtered(PayRunExclusionFilter),
    ordered("PayRunExclusion", EMPLOYEE="The person, by id."),
)


@strawberry.input(description="Which rules.")
class PayRunRulesFilter:
    numbers: list[int] | None = narrows("Only these.")


@strawberry.input(description="Which steps.")
class PayRunStepFilter:
    rules_numbers: list[int] | None = narrows("Only steps of these rules.")
    model_ids: list[str] | None = narrows("Only steps of these models.")


@strawberry.input(description="Which steps.")
class PayLineStepFilter:
    model_ids: list[str] | None = narrows("Only steps of these models.")


@strawberry.input(description="Which stand-ins.")
class StandInFilter:
    columns: list[str] | None = narrows("Only of these columns.")


PAY_RUNS = (
    filtered(PayRunFilter),
    ordered(
        "PayRun",
        MADE_AT="When it was computed.",
        PERIOD_START="The first day of the period.",
        TOTAL="What its lines add up to.",
    ),
)
PAY_LINES = (
    filtered(PayLineFilter),
    ordered("PayLine", EMPLOYEE="The run, then the person, by id.", AMOUNT="What the person gets."),
)
PAY_RUN_RULES = (filtered(PayRunRulesFilter), ordered("PayRunRules", NUMBER="The number in the run."))
PAY_RUN_STEPS = (
    filtered(PayRunStepFilter),
    ordered("PayRunStep", ORDINAL="The place in the order of computing."),
)
PAY_LINE_STEPS = (
    filtered(PayLineStepFilter),
    ordered("PayLineStep", ORDINAL="The place in the order of computing."),
)
STAND_INS = (filtered(StandInFilter), ordered("StandIn", ORDINAL="The place in the run's list."))
_SUMMED = {"LINES": "How many lines.", "PEOPLE": "How many people.", "AMOUNT": "What they add up to."}
LINES_BY_UNIT = ordered("PayLinesOfUnit", **_SUMMED)
LINES_BY_CLASS = ordered("PayLinesOfClass", **_SUMMED)


@strawberry.input(description="Which bonus funds.")
class BonusFundFilter(OfUnits):
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


@strawberry.input(description="Which holds.")
class PaymentHoldFilter(OfUnits):
    employee_ids: list[strawberry.ID] | None = narrows("Only of these people.")
    kinds: list[PayRunKind] | None = narrows("Only of these kinds of runs.")
    period_start: DateRange | None = narrows("Only for periods that begin on these days.")
    released: bool | None = narrows("Only those that were released, or only those that stand.")


PAYMENT_HOLDS = (
    filtered(PaymentHoldFilter),
    ordered("PaymentHold", HELD_AT="Since when.", PERIOD_START="The first day of the period."),
)
