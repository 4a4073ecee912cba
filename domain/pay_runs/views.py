"""What readers see of pay runs and their lines."""

from dataclasses import replace
from typing import Any

from sqlalchemy import TEXT, Column, ColumnElement, FromClause, Uuid, case, func, select

from domain.pay_runs.reading import classes
from domain.pay_runs.reading.classes import CLASSES
from domain.pay_runs.reading.decisions import DECISIONS
from domain.pay_runs.reading.earlier_lines import CHANGE, PAID_FOR, PREVIOUS
from domain.pay_runs.reading.inputs import AMOUNT_STEP
from domain.pay_runs.reading.permissions import PERMISSIONS
from domain.pay_runs.reading.proofs import IS_PAYING, PROOF
from domain.pay_runs.reading.staleness import CHANGED_INPUTS, CHANGED_OF_LINE
from domain.pay_runs.reading.steps import PAY_LINE_STEP, PAY_RUN_RULES, PAY_RUN_STAND_IN, PAY_RUN_STEP
from domain.pay_runs.tables import PayLine, PayRun, PayRunExclusion, PayRunRules
from domain.reading.columns import Columns, as_enum, camel, columns, computed, shouted, stored, table_of, view
from domain.reading.filters import any_id_of, any_of, any_word, between
from domain.reading.joins import by
from domain.reading.objects.quantities import pay_class, quantities
from domain.reading.objects.sums import sums
from domain.reading.sql.json_text import constant
from domain.reading.units import unit_filters
from domain.reading.view import Group, Many, One

COUNTS = ("lines", "people", "unpaid")
LINE_SUMS = sums("PayLineSums", counts=COUNTS, amounts={"amount": "amount_vnd"})
BY_UNIT = sums(
    "PayLinesOfUnit",
    counts=COUNTS,
    amounts={"amount": "amount_vnd"},
    key=Column("unit_id", Uuid),
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "limit": classes.LIMIT,
        "claims": classes.CLAIMS,
    },
)
BY_CLASS = sums(
    "PayLinesOfClass",
    pay_class("class", stored("rated"), CLASSES),
    counts=COUNTS,
    amounts={"amount": "amount_vnd"},
    key=Column("rated", TEXT),
    relations={"countedBy": classes.COUNTED_BY},
)


def _of_rules(name: str) -> Columns:
    """What the rules of a line say for all their lines; lines of before say it themselves."""

    def value(rows: FromClause) -> ColumnElement[Any]:
        rules = table_of(PayRunRules).alias()
        of_line = (rules.c.pay_run_id == rows.c.pay_run_id) & (rules.c.number == rows.c.rules_number)
        said = select(rules.c[name]).where(of_line).correlate(rows).scalar_subquery()
        return func.coalesce(rows.c[name], said)

    return computed(camel(name), value)


def _office(act: str) -> Columns:
    """Where whoever did it sat then: seen by whoever sees the run, though not every account is."""

    def office(rows: FromClause) -> ColumnElement[Any]:
        return func.acting_office(rows.c[f"{act}_by"], rows.c[f"{act}_at"], type_=TEXT)

    return computed(camel(f"{act}_by_office"), office, nullable=True)


def _why(rows: FromClause) -> ColumnElement[Any]:
    held, paid = constant("on_hold"), constant("paid_already")
    return case((rows.c.hold_id.is_not(None), held), else_=paid)


PAY_RUN = view(
    "PayRun",
    PayRun,
    columns(
        PayRun,
        "period_start",
        "year",
        "title",
        "snapshot_hash",
        "rules_hash",
        "lines_root",
        "people",
        "made_at",
        "reviewed_at",
        "approved_at",
        "closed_at",
        "withdrawal_asked_at",
        "release",
        "version",
        "period",
        "state",
        "made_by",
        "reviewed_by",
        "approved_by",
        "closed_by",
        "withdrawal_asked_by",
    ),
    shouted(PayRun, "kind"),
    quantities(PayRun, "total_vnd"),
    PERMISSIONS,
    DECISIONS,
    CHANGED_INPUTS,
    *map(_office, ("made", "reviewed", "approved", "closed", "withdrawal_asked")),
    order=("id",),
    newest_first=True,
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "madeBy": One("Account", by(id="made_by")),
        "reviewedBy": One("Account", by(id="reviewed_by")),
        "approvedBy": One("Account", by(id="approved_by")),
        "closedBy": One("Account", by(id="closed_by")),
        "withdrawalAskedBy": One("Account", by(id="withdrawal_asked_by")),
        "rules": Many("PayRunRules", by(pay_run_id="id")),
        "steps": Many("PayRunStep", by(pay_run_id="id")),
        "standIns": Many("StandIn", by(pay_run_id="id")),
        "lines": Many("PayLine", by(pay_run_id="id")),
        "exclusions": Many("PayRunExclusion", by(pay_run_id="id")),
    },
    orders={"MADE_AT": ("id",), "PERIOD_START": ("period_start",), "TOTAL": ("total_vnd",)},
    filters={
        **unit_filters(),
        "years": any_of("year"),
        "states": any_of("state"),
        "kinds": any_of("kind"),
        **between("periodStart", "period_start"),
    },
)
PAY_RUN_EXCLUSION = view(
    "PayRunExclusion",
    PayRunExclusion,
    columns(PayRunExclusion, "employee_id"),
    computed("why", _why, write=as_enum),
    order=("pay_run_id", "employee_id", "unit_id"),
    relations={
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "hold": One("PaymentHold", by(id="hold_id")),
        "paidBy": One("PayRun", by(id="paid_by_run_id")),
    },
    filters={**unit_filters(), "employeeIds": any_id_of("Employee", "employee_id")},
    orders={"EMPLOYEE": ("pay_run_id", "employee_id")},
)
PAY_LINE = replace(
    view(
        "PayLine",
        PayLine,
        columns(PayLine, "rules_number", "leaf", "employee_id", "pay_run_id"),
        quantities(PayLine, "amount_vnd"),
        pay_class("class", stored("rated"), CLASSES),
        *map(_of_rules, ("model_id", "model_version", "parameters_hash")),
        IS_PAYING,
        CHANGED_OF_LINE,
        PROOF,
        CHANGE,
        PAID_FOR,
        AMOUNT_STEP,
        order=("pay_run_id", "employee_id", "unit_id"),
        relations={
            "payRun": One("PayRun", by(id="pay_run_id")),
            "employee": One("Employee", by(id="employee_id")),
            "unit": One("Unit", by(id="unit_id"), required=True),
            "position": One("Position", by(id="position_id"), required=True),
            "peerGroup": One("PeerGroup", by(id="peer_group_id"), required=True),
            "assessment": One("Assessment", by(id="assessment_id")),
            "previous": PREVIOUS,
            "steps": Many("PayLineStep", by(pay_line_id="id")),
        },
        filters={
            **unit_filters(),
            "payRunIds": any_id_of("PayRun", "pay_run_id"),
            "employeeIds": any_id_of("Employee", "employee_id"),
            "peerGroupIds": any_id_of("PeerGroup", "peer_group_id"),
            "classes": any_word("rated", CLASSES),
            "rulesNumbers": any_of("rules_number"),
            **between("amount", "amount_vnd"),
        },
        orders={"EMPLOYEE": ("pay_run_id", "employee_id"), "AMOUNT": ("amount_vnd",)},
    ),
    aggregates=classes.AGGREGATES,
    sums=LINE_SUMS,
    groups={"byUnit": Group(BY_UNIT, "unit_id"), "byClass": Group(BY_CLASS, "rated")},
)
VIEWS = (PAY_RUN, PAY_RUN_EXCLUSION, PAY_RUN_RULES, PAY_RUN_STEP, PAY_RUN_STAND_IN, PAY_LINE, PAY_LINE_STEP)
