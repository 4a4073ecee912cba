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

from domain.pay_runs.tables import PayLine, PayRun, PayRunRules, PayRunStep
from domain.reading.columns import columns, computed, view
from domain.reading.filters import equal, of
from domain.reading.joins import by
from domain.reading.sql.json_text import constant, plain
from domain.reading.units import unit_filters
from domain.reading.view import Many, One
from pay_models.kernel.declare.units import MONEY

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
    columns(
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
        "state",
        "made_by",
        "reviewed_by",
        "approved_by",
        "closed_by",
        "withdrawal_asked_by",
    ),
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
    columns(PayRunRules, "number", "parameters_hash", "models", "versions", "parameters"),
    order=("pay_run_id", "number"),
    relations={"regulation": One("Regulation", by(id="regulation_id"), required=True)},
)

PAY_RUN_STEP = view(
    "PayRunStep",
    PayRunStep,
    columns(PayRunStep, "rules_number", *SHEET, "parameters"),
    order=("pay_run_id", "rules_number", "ordinal"),
    filters={"rulesNumber": equal("rules_number"), "modelId": equal("model_id")},
)

PAY_LINE = view(
    "PayLine",
    PayLine,
    columns(
        PayLine,
        "rules_number",
        "rated",
        "amount_vnd",
        "model_id",
        "model_version",
        "parameters_hash",
        "leaf",
        "employee_id",
        "pay_run_id",
    ),
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
    columns(LINE_STEPS, *SHEET, "parameters"),
    computed("value", _exact, nullable=True, write=plain),
    order=("pay_line_id", "ordinal"),
    filters={"modelId": equal("model_id")},
)

VIEWS = (PAY_RUN, PAY_RUN_RULES, PAY_RUN_STEP, PAY_LINE, PAY_LINE_STEP)
