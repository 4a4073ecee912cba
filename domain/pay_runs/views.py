"""What readers see of pay runs, their lines, and the steps behind each amount."""

from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    FromClause,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    case,
    func,
    literal_column,
)

from domain.organisation.within import unit_filters
from domain.pay_runs.tables import PayLine, PayRun, PayRunRules, PayRunStep
from domain.reading.columns import choices, computed, documents, fields, hashes, reference, view
from domain.reading.filters import equal, of
from domain.reading.joins import by
from domain.reading.sql.json_text import constant, plain
from domain.reading.view import Many, One
from pay_models.kernel.units import MONEY

# The SQL view that puts a line's values beside its run's steps.
LINE_STEPS = Table(
    "pay_line_step",
    MetaData(),
    Column("pay_line_id", Uuid, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("model_id", "stage", "name", "says", "certainty", "law", "agreement", "choice")
    ),
    Column("parameters", JSON, nullable=False),
    Column("value", JSON),
)
SHEET = ("ordinal", "model_id", "stage", "name", "says", "certainty", "law", "agreement", "choice")


def _exact(rows: FromClause) -> ColumnElement[Any]:
    """A step's value as JSON; an amount of whatever coin as a string, so that no client rounds it."""
    amount = func.to_json(rows.c.value.op("#>>")(constant("{}")))
    ending = func.split_part(rows.c.name, constant("_"), literal_column("-1"))
    return case((ending.in_([constant(coin) for coin in MONEY]), amount), else_=rows.c.value)


PAY_RUN = view(
    "PayRun",
    PayRun,
    fields(
        PayRun,
        "year",
        "title",
        "snapshot_hash",
        "rules_hash",
        "lines_root",
        "people",
        "total_vnd",
        "made_at",
        "reviewed_at",
        "approved_at",
        "closed_at",
        "withdrawal_asked_at",
        "version",
    ),
    choices(PayRun, "state"),
    reference(PayRun, "made_by", "Account", "madeById"),
    reference(PayRun, "reviewed_by", "Account", "reviewedById"),
    reference(PayRun, "approved_by", "Account", "approvedById"),
    reference(PayRun, "closed_by", "Account", "closedById"),
    reference(PayRun, "withdrawal_asked_by", "Account", "withdrawalAskedById"),
    order=("id",),
    newest_first=True,
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "madeBy": One("Account", by(id="made_by")),
        "reviewedBy": One("Account", by(id="reviewed_by")),
        "approvedBy": One("Account", by(id="approved_by")),
        "closedBy": One("Account", by(id="closed_by")),
        "rules": Many("PayRunRules", by(pay_run_id="id"), paged=False),
        "steps": Many("PayRunStep", by(pay_run_id="id"), paged=False),
        "lines": Many("PayLine", by(pay_run_id="id")),
    },
    filters={**unit_filters(), "year": equal("year"), "state": equal("state")},
)

PAY_RUN_RULES = view(
    "PayRunRules",
    PayRunRules,
    fields(PayRunRules, "number", "parameters_hash"),
    documents(PayRunRules, "models", "versions", "parameters"),
    order=("pay_run_id", "number"),
    relations={"regulation": One("Regulation", by(id="regulation_id"), required=True)},
)

PAY_RUN_STEP = view(
    "PayRunStep",
    PayRunStep,
    fields(PayRunStep, "rules_number", *SHEET),
    documents(PayRunStep, "parameters"),
    order=("pay_run_id", "rules_number", "ordinal"),
    filters={"rulesNumber": equal("rules_number"), "modelId": equal("model_id")},
)

PAY_LINE = view(
    "PayLine",
    PayLine,
    fields(PayLine, "rules_number", "rated", "amount_vnd", "model_id", "model_version", "parameters_hash"),
    hashes(PayLine, "leaf"),
    reference(PayLine, "employee_id", "Employee"),
    reference(PayLine, "pay_run_id", "PayRun"),
    order=("pay_run_id", "employee_id"),
    relations={
        "payRun": One("PayRun", by(id="pay_run_id")),
        "employee": One("Employee", by(id="employee_id")),
        "unit": One("Unit", by(id="unit_id"), required=True),
        "position": One("Position", by(id="position_id"), required=True),
        "peerGroup": One("PeerGroup", by(id="peer_group_id"), required=True),
        "assessment": One("Assessment", by(id="assessment_id")),
        "steps": Many("PayLineStep", by(pay_line_id="id"), paged=False),
    },
    filters={
        **unit_filters(),
        "payRunId": of("PayRun", "pay_run_id"),
        "employeeId": of("Employee", "employee_id"),
        "rated": equal("rated"),
    },
)

PAY_LINE_STEP = view(
    "PayLineStep",
    LINE_STEPS,
    fields(LINE_STEPS, *SHEET),
    documents(LINE_STEPS, "parameters"),
    computed("value", _exact, nullable=True, write=plain),
    order=("pay_line_id", "ordinal"),
    filters={"modelId": equal("model_id")},
)

VIEWS = (PAY_RUN, PAY_RUN_RULES, PAY_RUN_STEP, PAY_LINE, PAY_LINE_STEP)
