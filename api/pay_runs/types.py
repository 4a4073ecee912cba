"""Pay runs, their lines and the steps behind each amount, as clients see them."""

from datetime import date, datetime

import strawberry

from api.graphql.computed.decisions import ChangedInput, ChangedLineInput, PayRunDecision
from api.graphql.computed.runs import PaidFor, PayLineProof, RunModel, RunParameter
from api.graphql.enums.assessments import Period
from api.graphql.enums.pay import ExclusionReason, PayRunState
from api.graphql.enums.words import Certainty, PayRunKind
from api.graphql.filters.pay import (
    LINES_BY_CLASS,
    LINES_BY_UNIT,
    PAY_LINE_STEPS,
    PAY_LINES,
    PAY_RUN_EXCLUSIONS,
    PAY_RUN_RULES,
    PAY_RUN_STEPS,
    STAND_INS,
)
from api.graphql.lazy_types import (
    AccountRef,
    AssessmentRef,
    EmployeeRef,
    PayLineConnectionRef,
    PayLineRef,
    PayLineStepRef,
    PaymentHoldRef,
    PayRunExclusionRef,
    PayRunRef,
    PayRunRulesRef,
    PayRunStepRef,
    PeerGroupRef,
    PositionRef,
    RegulationRef,
    StandInRef,
    UnitRef,
)
from api.graphql.query_cost import weights
from api.graphql.reads.fields import PAGE_SAYS, Connection, Node, paged, shown
from api.graphql.reads.permissions import ViewerPermission
from api.graphql.reads.quantities import Money, PayClass
from api.graphql.reads.values import StepInput, StepParameter, StepValue


@strawberry.type(
    description="One person is not paid for a period for now, and why; everybody else is. Once it is released, a run"
    " over whoever is not paid yet pays the person."
)
class PaymentHold(Node):
    kind: PayRunKind = shown("What is held back: a kind of run.")
    period: Period = shown("How long the period is.")
    period_start: date = shown("The first day of the period.")
    reason: str = shown("Why, in the words of whoever put the person on hold.")
    held_at: datetime = shown("Since when.")
    released_at: datetime | None = shown("When it was released; null while the person is on hold.")
    release_reason: str | None = shown("Why it was released.")
    version: int = shown("Goes up with each change; send it back to release it.")
    employee_id: strawberry.ID = shown("Who is on hold.")
    employee: EmployeeRef | None = shown("Who is on hold; null for whoever may not see the person.")
    unit: UnitRef = shown(
        "The unit for which it was put on record: that of the person's last post in the period."
    )
    held_by_id: strawberry.ID = shown("The account that put the person on hold.")
    held_by: AccountRef | None = shown("Who did; null for whoever may not see the account.")
    released_by_id: strawberry.ID | None = shown("The account that released it.")
    released_by: AccountRef | None = shown("Who released it.")


@strawberry.type(
    description="Somebody of the run's units who has no line in it, and why: one of both reasons."
)
class PayRunExclusion(Node):
    employee_id: strawberry.ID = shown("Who has no line.")
    employee: EmployeeRef | None = shown("Who has no line; null for whoever may not see the person.")
    unit: UnitRef = shown("The unit in whose fund or list the person counts.")
    hold: PaymentHoldRef | None = shown(
        "The hold, with its reason; null where there is none, or you may not see it."
    )
    paid_by: PayRunRef | None = shown(
        "The run that pays the person already; null where there is none, or you may not see it."
    )
    why: ExclusionReason = shown("Why the person has no line.")


@strawberry.type(
    description="What one unit and all below it are paid for a period, of one kind, computed from pinned inputs."
)
class PayRun(Node):
    kind: PayRunKind = shown(
        "What it pays: bonus, the yearly bonus from the fund of each unit, or another kind of run."
    )
    period: Period = shown("How long a period it pays for.")
    period_start: date = shown("The first day of that period.")
    year: int = shown("The calendar year of that period.")
    title: str = shown("What it is called.")
    state: PayRunState = shown("How far it is.")
    people: int = shown("How many people it pays.")
    total: Money = shown("What all its lines add up to.")
    snapshot_hash: str = shown("The SHA-256 of its inputs, kept as long as the run.")
    rules_hash: str = shown("The hash of its rules: every model, and every number in force.")
    lines_root: str = shown("The root of the hashes of all lines; empty until they are written.")
    made_at: datetime = shown("When it was computed.")
    reviewed_at: datetime | None = shown("When it was reviewed.")
    approved_at: datetime | None = shown("When it was approved.")
    closed_at: datetime | None = shown("When it was closed: from then on nothing changes.")
    release: str | None = shown("The release of Meritgrid that computed it, for information.")
    version: int = shown("Goes up with each change; send it back to change the run.")
    unit: UnitRef = shown("The unit it was made for, with all below it.")
    made_by_office: str | None = shown("The office that made it; null when it is none any more.")
    reviewed_by_office: str | None = shown("The office that reviewed it.")
    approved_by_office: str | None = shown("The office that approved it.")
    closed_by_office: str | None = shown("The office that closed it.")
    viewer_can_review: ViewerPermission = shown("Whether you can review it now.")
    viewer_can_approve: ViewerPermission = shown("Whether you can approve it now.")
    viewer_can_close: ViewerPermission = shown("Whether you can close it now.")
    viewer_can_discard: ViewerPermission = shown("Whether you can set it aside now.")
    viewer_can_ask_withdrawal: ViewerPermission = shown(
        "Whether you can ask for the withdrawal of its approval now."
    )
    viewer_can_withdraw_approval: ViewerPermission = shown("Whether you can withdraw its approval now.")
    viewer_can_keep_approval: ViewerPermission = shown(
        "Whether you can let its approval stand now, though its withdrawal was asked for."
    )
    made_by_id: strawberry.ID = shown("The account that made it.")
    made_by: AccountRef | None = shown("Who made it; null for whoever may not see the account.")
    reviewed_by_id: strawberry.ID | None = shown("The account that reviewed it.")
    reviewed_by: AccountRef | None = shown("Who reviewed it.")
    approved_by_id: strawberry.ID | None = shown("The account that approved it: never the one that made it.")
    approved_by: AccountRef | None = shown("Who approved it.")
    withdrawal_asked_by_id: strawberry.ID | None = shown(
        "The account that asked for the withdrawal of the approval; another one carries it out."
    )
    withdrawal_asked_by: AccountRef | None = shown(
        "Who asked for it; null for whoever may not see the account, and while nobody asks."
    )
    withdrawal_asked_by_office: str | None = shown("The office that asked for it.")
    withdrawal_asked_at: datetime | None = shown("When that was asked.")
    closed_by_id: strawberry.ID | None = shown("The account that closed it.")
    closed_by: AccountRef | None = shown("Who closed it.")
    decisions: list[PayRunDecision] = shown(
        "What was decided on it so far, from its making on; empty for whoever may not read its lines (`pay_run.read`)."
    )
    changed_inputs: list[ChangedInput] = shown(
        "What was changed since it was computed; empty when it waits for no decision, or you may not read its lines.",
        weight=1_000,
    )
    rules: Connection[PayRunRulesRef] = paged(
        "The rules it followed, one for each regulation.", *PAY_RUN_RULES
    )
    steps: Connection[PayRunStepRef] = paged("Its steps as they read on that day, in order.", *PAY_RUN_STEPS)
    stand_ins: Connection[StandInRef] = paged(
        "What its models took that no table records yet; empty also for a run of a release before, which did not tell.",
        *STAND_INS,
    )
    lines: PayLineConnectionRef = paged("One line for each person and unit.", *PAY_LINES)
    exclusions: Connection[PayRunExclusionRef] = paged("Whoever has no line, and why.", *PAY_RUN_EXCLUSIONS)


@strawberry.type(description="The rules that a part of a run followed, as they were on that day.")
class PayRunRules:
    number: int = shown("Their number in the run.")
    models: list[RunModel] = shown("The model for each stage.")
    parameters: list[RunParameter] = shown("Every parameter of every model, with its value.")
    parameters_hash: str = shown("The hash of the models and of all numbers in force.")
    regulation: RegulationRef = shown("The regulation they come from.")


@strawberry.type
class _OfRules(Node):
    rules_number: int = shown("The rules it belongs to.")


@strawberry.type
class _Step:
    ordinal: int = shown("Its place in the order of computing.")
    model_id: str = shown("The model it belongs to.")
    stage: str = shown("The part of the model it belongs to.")
    name: str = shown("Its name in the model.")
    says: str = shown("What it means, in words.")
    certainty: Certainty = shown("How sure we are of the text behind it.")
    law: str = shown("The legal text behind it; empty when there is none.")
    agreement: str = shown("The agreement behind it; empty when there is none.")
    choice: str = shown("Our own choice where the texts are silent; empty when they are not.")
    parameters: list[StepParameter] = shown("The parameters it used.")
    inputs: list[StepInput] = shown(
        "What it was computed from besides; empty also for a run of a release before, which did not keep it."
    )


@strawberry.type(description="A step as it read on the day of the run: its sentence and the text behind it.")
class PayRunStep(_OfRules, _Step):
    pass


@strawberry.type(description="What one person gets from a run.")
class PayLine(Node):
    is_paying: bool = shown(
        "Whether it pays: its run is approved or closed. The runs of a commune and of its province may both have a line"
        " of a person, of which one pays at most."
    )
    changed_inputs: list[ChangedLineInput] = shown(
        "What was changed of its inputs since; empty when its run waits for no decision: then they stay, or it counts"
        " for nothing.",
        weight=1_000,
    )
    proof: PayLineProof | None = shown(
        "What leads from its leaf to the root of the run, worked out from all leaves when asked for.",
        weight=weights.PROOF,
    )
    class_: PayClass = shown("The class the person is in.", name="class")
    amount: Money = shown("What the person gets.")
    amount_change: Money | None = shown(
        "By how much that is more, or less where it is negative, than `previous`; null where there is none."
    )
    paid_for: PaidFor | None = shown(
        "What it pays for; told to whom it pays also where its run is not shown, as one of fewer than ten people."
    )
    amount_step: int | None = shown("The step that gives the amount, by its `ordinal`.")
    rules_number: int = shown("The rules of the run that were followed.")
    model_id: str = shown("The model that computed the amount.")
    model_version: str = shown("The version of the model: a hash of its code, without comments.")
    parameters_hash: str = shown(
        "The hash of its rules: the model of each stage, and all their numbers in force."
    )
    leaf: str = shown("The hash of this line, in hexadecimal: a leaf of the run's tree.")
    pay_run_id: strawberry.ID = shown("The run.")
    pay_run: PayRunRef | None = shown("The run.")
    employee_id: strawberry.ID = shown("Who is paid.")
    employee: EmployeeRef | None = shown("Who is paid; null for whoever may not see the person.")
    unit: UnitRef = shown("The unit of that person then.")
    position: PositionRef = shown("The position of that person then.")
    peer_group: PeerGroupRef = shown("The peer group of that person then.")
    assessment: AssessmentRef | None = shown(
        "The score of a year that it rests on; null where there is none, as for quarters."
    )
    previous: PayLineRef | None = shown(
        "What the same kind of run paid the person last, for an earlier period; null where this is the first. Of two"
        " lines in one run, that of the same unit."
    )
    steps: Connection[PayLineStepRef] = paged(
        "How the amount came about, step by step, in the order of computing: the steps of the person. Those of each"
        " month or work item are not among them: a run keeps what they were computed from elsewhere.",
        *PAY_LINE_STEPS,
    )


@strawberry.type(description="A step of one person's pay: its sentence, the text behind it, and the value.")
class PayLineStep(_Step):
    value: StepValue | None = shown(
        "This person's value; null where it has one for each month, or none for you."
    )
    values: list[StepValue] = shown(
        "This person's value of each month, in their order, of a step that a model computes once for each month of a"
        " longer period; empty where it has one."
    )


@strawberry.type(description="What lines come to.")
class PayLineSums:
    lines: int = shown("How many lines.")
    people: int = shown("How many people: one may have a line in each of several units.")
    unpaid: int = shown("How many of the lines pay nothing.")
    amount: Money = shown("What all of them add up to.")


@strawberry.type(description="What the lines of a unit come to.")
class PayLinesOfUnit(PayLineSums):
    unit: UnitRef = shown("The unit.")
    limit: PayLineStepRef | None = shown(
        "What may be paid in the unit at most, in all or in each month, and the text behind it; null for a kind of run"
        " without a limit, and where the lines follow several rules or runs.",
        weight=weights.STEP_OF_GROUP,
    )
    claims: PayLineStepRef | None = shown(
        "What its lines would come to without that limit; null like `limit`.", weight=weights.STEP_OF_GROUP
    )


@strawberry.type(description="What the lines of a class come to.")
class PayLinesOfClass(PayLineSums):
    class_: PayClass = shown("The class.", name="class")
    counted_by: PayLineStepRef | None = shown(
        "What the class counts when amounts are worked out, and the text behind it; null where the lines follow several"
        " rules or runs.",
        weight=weights.STEP_OF_GROUP,
    )


@strawberry.type(name="PayLineConnection", description=PAGE_SAYS)
class PayLineConnection(Connection[PayLineRef]):
    sums: PayLineSums = shown("What all of them come to, on whatever page.")
    by_unit: Connection[PayLinesOfUnit] = paged("What they come to by unit.", LINES_BY_UNIT)
    by_class: Connection[PayLinesOfClass] = paged("What they come to by class.", LINES_BY_CLASS)
