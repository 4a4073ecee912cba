"""Enums that the domain's own words make: rights, events, certainties, kinds of runs."""

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import strawberry

from domain.access.verbs import VERBS
from domain.areas import TASKS, events
from domain.pay_runs.kinds import KINDS
from pay_models.kernel.declare.parameter_file import CERTAINTIES

CERTAIN = {
    "text_read": "The act itself was read.",
    "ocr": "A copy of the act was read by machine.",
    "press": "The press says so.",
    "third_party": "Others' programs say so.",
    "derived": "It follows from what was read.",
    "our_choice": "The texts are silent: it is a choice.",
    "memory": "It is remembered, and was not looked up.",
}


HAPPENED = {
    "account.closed": "An account was closed: nobody signs in to it, and its rights ended.",
    "account.moved": "The owner of the database gave an account to another subject of the provider.",
    "account.opened": "An account was opened.",
    "account.renamed": "An account got another name.",
    "account.reopened": "A closed account was opened again, without its rights.",
    "administration.begun": "The first unit was made, and the account of whoever grants rights on it.",
    "administration.loaded": "An administration was loaded.",
    "allowance.set": "Somebody got an allowance, or another one, or it ended.",
    "allowance.withdrawn": "An allowance was taken back that had paid nobody.",
    "assessment.confirmed": "A score was confirmed.",
    "assessment.proposed": "A score was computed.",
    "assessment_batch.confirmed": "The scores of a unit were confirmed together: how many, and who was left out.",
    "assessment_batch.proposed": "The scores of a unit were computed together: how many, and who was left out.",
    "assessments.confirmed": "Scores of one unit were confirmed together.",
    "assessments.proposed": "Scores of one unit were computed together.",
    "contract_pay.set": "Somebody's pay by a labour contract was set.",
    "contract_pay.withdrawn": "Somebody's pay by a labour contract was taken back that had paid nobody.",
    "day.set": "The administration's day was set for a trial or a rehearsal.",
    "documents.registered": "Documents of GraphQL were registered.",
    "documents.removed": "Registered documents were removed.",
    "funds.opened": "Bonus funds were opened.",
    "grade.set": "Somebody got a grade and step.",
    "grade.withdrawn": "A grade was taken back that had paid nobody.",
    "kpi.bound": "A KPI was bound to a position.",
    "kpi.changed": "A KPI became something else.",
    "kpi.closed": "A KPI ended.",
    "kpi.created": "A KPI was set up.",
    "kpi.unbound": "A KPI was taken from a position.",
    "kpi.withdrawn": "What a KPI was to become was taken back.",
    "kpi_set.activated": "The KPIs of a position became its active set.",
    "kpi_set.withdrawn": "The set of KPIs of a position was taken back.",
    "pay_run.approval_kept": "The withdrawal of an approval was not carried out.",
    "pay_run.approval_withdrawn": "The approval of a run was withdrawn.",
    "pay_run.approved": "A run was approved.",
    "pay_run.closed": "A run was closed, and its funds.",
    "pay_run.computed": "A run was made.",
    "pay_run.discarded": "A run was set aside.",
    "pay_run.reviewed": "A run was reviewed.",
    "pay_run.withdrawal_asked": "Somebody asked for the withdrawal of an approval.",
    "payment.held": "Somebody was put on hold: a run does not pay them for now.",
    "payment.released": "A hold was released.",
    "peer_group.closed": "A peer group ended.",
    "peer_group.created": "A peer group was set up.",
    "peer_group.renamed": "A peer group got another name.",
    "peer_group.withdrawn": "What a peer group was to become was taken back.",
    "hire.withdrawn": "Somebody's hire was taken back that had paid nobody.",
    "leave.ended": "Somebody came back from leave.",
    "leave.recorded": "Somebody's leave was recorded.",
    "leave.withdrawn": "A leave was taken back that had changed nobody's pay.",
    "occupancy.withdrawn": "A post was taken back that somebody had been given, and had paid nobody from.",
    "people.hired": "People were hired into posts.",
    "people.left": "The service of people ended.",
    "people.moved": "People took other posts.",
    "people.transferred": "People went over to other posts.",
    "policy_goal.changed": "A policy goal became something else.",
    "policy_goal.closed": "A policy goal ended.",
    "policy_goal.drafted": "A policy goal was drafted.",
    "policy_goal.published": "A policy goal was published.",
    "policy_goal.superseded": "Another policy goal took the place of one.",
    "policy_goal.withdrawn": "What a policy goal was to become was taken back.",
    "position.changed": "A position became something else.",
    "position.closed": "A position ended.",
    "position.created": "A position was set up.",
    "position.withdrawn": "What a position was to become was taken back.",
    "regulation.drafted": "A regulation was drafted.",
    "regulation.published": "A regulation was published.",
    "regulation.withdrawn": "The draft of a regulation was taken back.",
    "result.changed": "One result was changed.",
    "result.recorded": "One result was recorded.",
    "results.recorded": "Results were recorded, or changed, together.",
    "right.delegated": "Somebody let another use a right of their own for a time.",
    "right.granted": "Somebody got a right.",
    "right.granted_alone": "Who alone granted rights let a second person grant them.",
    "right.requested": "Somebody asked for a right for another.",
    "right.returned": "Somebody ended what they had let another use for a time.",
    "right.restored": "The owner of the database let somebody grant rights again, where nobody could.",
    "right.revoked": "A right was ended.",
    "scenario.simulated": "Somebody asked what a rule would cost.",
    "target.assigned": "Work was assigned to somebody for a month.",
    "target.changed": "Work assigned for a month was changed.",
    "target.withdrawn": "Work assigned for a month was taken back.",
    "unit.changed": "A unit became something else.",
    "unit.closed": "A unit ended.",
    "unit.created": "A unit was set up.",
    "unit.merged": "A unit was merged into another.",
    "unit.moved": "A unit came under another.",
    "unit.renamed": "A unit got another name.",
    "unit.withdrawn": "What a unit was to become was taken back.",
    "secret.erased": "The salts of events that name a person were erased.",
    "session.ended": "Sessions of an account on the pages were ended.",
    "session.started": "Somebody signed in on the pages.",
}

WAITS = {
    "assessment.confirm": "Assessments of a unit wait to be confirmed.",
    "pay_line.new": "A line of your own was approved within the last 30 days.",
    "pay_run.approve": "A run that is reviewed waits to be approved.",
    "pay_run.close": "A run that is approved waits to be closed.",
    "pay_run.review": "A run that is computed waits to be reviewed.",
    "pay_run.withdraw": "Another asked for the withdrawal of an approval.",
    "regulation.publish": "Another's draft waits to be published.",
    "right.confirm": "A right that another asked for waits to be confirmed.",
    "right.ends": "Rights of your own on a unit end within 30 days.",
}


# mypy takes Enum(...) for a look-up of a value unless all stands in it.
functional: Any = Enum


def name_of(word: str) -> str:
    """How a word of the domain is called in an enum: `pay_run.approve` is PAY_RUN_APPROVE."""
    return word.replace(".", "_").upper()


def member(of: type[Enum], word: str) -> Enum:
    """The member of an enum here that stands for a word of the domain."""
    return of[name_of(word)]


def _enum(name: str, says: str, words: Mapping[str, str]) -> type[Enum]:
    members = {name_of(word): strawberry.enum_value(word, description=told) for word, told in words.items()}
    made: Any = functional(name, members)
    return cast("type[Enum]", strawberry.enum(made, description=says))


if TYPE_CHECKING:
    Verb: TypeAlias = Enum
    AuditEventKind: TypeAlias = Enum
    TaskKind: TypeAlias = Enum
    Certainty: TypeAlias = Enum
    PayRunKind: TypeAlias = Enum
else:
    Verb = _enum("Verb", "A right.", VERBS)
    AuditEventKind = _enum(
        "AuditEventKind",
        "What an event of the trail tells.",
        {event: HAPPENED.get(event, "") for event in events()},
    )
    TaskKind = _enum(
        "TaskKind", "What waits.", {each: WAITS[each] for each in sorted(one.kind for one in TASKS)}
    )
    Certainty = _enum(
        "Certainty",
        "How sure we are of a fact, the surest first.",
        {one: CERTAIN[one] for one in CERTAINTIES},
    )
    PayRunKind = _enum(
        "PayRunKind",
        "What a run pays.",
        {name: f"The {kind.words} of a {kind.period} ({kind.law})." for name, kind in KINDS.items()},
    )
