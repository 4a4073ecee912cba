"""What readers see of pay runs, their lines, and the steps behind each amount."""

from dataclasses import replace
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
    UniqueConstraint,
    Uuid,
    case,
    column,
    func,
    select,
    true,
)

from domain.pay_runs.tables import PayLine, PayRun, PayRunRules
from domain.pay_runs.values import elements, member_text, text_member, value_members, value_object
from domain.reading.columns import (
    Columns,
    camel,
    columns,
    computed,
    listed,
    objects,
    shouted,
    stored,
    table_of,
    view,
)
from domain.reading.filters import any_id_of, any_of, between
from domain.reading.joins import by
from domain.reading.quantities import pay_class, quantities
from domain.reading.sql.json_text import constant, or_null
from domain.reading.sums import sums, total
from domain.reading.units import unit_filters
from domain.reading.view import Group, Many, One

_READS = ("model_id", "stage", "name", "says", "certainty", "law", "agreement", "choice")


def _read() -> list[Column[Any]]:
    return [Column(name, Text, nullable=False) for name in _READS]


# The SQL views that put the sentence of a step beside it, and a line's values beside the steps of its run.
STEPS = Table(
    "pay_run_step_seen",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("pay_run_id", Uuid, nullable=False),
    Column("rules_number", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    *_read(),
    Column("parameters", JSON, nullable=False),
    UniqueConstraint("pay_run_id", "rules_number", "ordinal"),
)
LINE_STEPS = Table(
    "pay_line_step",
    MetaData(),
    Column("pay_line_id", Uuid, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *_read(),
    Column("parameters", JSON, nullable=False),
    Column("value", JSON),
)
# The classes of all kinds of runs, the best first.
RANKS = {name: place for place, name in enumerate(("excellent", "good", "completed", "not_completed"), 1)}
LINES = {
    "lines": lambda _: func.count(),
    "people": lambda rows: func.count(rows.c.employee_id.distinct()),
    "amount_vnd": total("amount_vnd"),
}
LINE_SUMS = sums("PayLineSums", counts=("lines", "people"), amounts={"amount": "amount_vnd"})
BY_UNIT = sums(
    "PayLinesOfUnit",
    counts=("lines", "people"),
    amounts={"amount": "amount_vnd"},
    key=Column("unit_id", Uuid),
    relations={"unit": One("Unit", by(id="unit_id"), required=True)},
)
BY_CLASS = sums(
    "PayLinesOfClass",
    pay_class("class", stored("rated"), RANKS),
    counts=("lines", "people"),
    amounts={"amount": "amount_vnd"},
    key=Column("rated", Text),
)
SHEET = ("ordinal", *(name for name in _READS if name != "certainty"))
STAND_IN = ("column", "says", "until")
# Each of those that a run names, as rows.
STAND_INS = Table(
    "pay_run_stand_in",
    MetaData(),
    Column("pay_run_id", Uuid, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in STAND_IN),
)


def _stand_ins(alias: str) -> FromClause:
    runs = table_of(PayRun).alias()
    named = func.json_array_elements(runs.c.stand_ins)
    each = named.table_valued(column("value", JSON), with_ordinality="ordinal").render_derived()
    texts = [each.c.value.op("->>")(constant(name)).label(name) for name in STAND_IN]
    return select(runs.c.id.label("pay_run_id"), each.c.ordinal, *texts).join(each, true()).subquery(alias)


def _single(rows: FromClause) -> ColumnElement[Any]:
    """The value of a step that is no list."""
    kind = func.json_typeof(rows.c.value)
    return case((kind.not_in([constant("array"), constant("null")]), rows.c.value))


def _named(rows: FromClause) -> ColumnElement[Any]:
    return rows.c.value.op("->>")(constant("name"))


def _valued(rows: FromClause) -> ColumnElement[Any]:
    return rows.c.value.op("->")(constant("value"))


def _shouted(rows: FromClause) -> ColumnElement[Any]:
    certainty = rows.c.value.op("->>")(constant("certainty"))
    return constant('"') + func.upper(certainty, type_=Text) + constant('"')


PARAMETERS = listed(
    "parameters",
    elements(stored("parameters"), "used"),
    {
        "__typename": lambda _, __: ('"StepParameter"',),
        **{name: member_text(name) for name in ("name", "unit")},
        **{name: member_text(name, catalogue=True) for name in ("says", "meaning", "source")},
        "href": member_text("href", nullable=True),
        "certainty": lambda rows, _: or_null(_shouted(rows)),
        "value": value_object("ParameterValue", _named, _valued),
    },
)


def _months(source: FromClause) -> FromClause:
    """The values of a step of each month, beside the name that says their unit."""
    each = elements(stored("value"), "months")(source)
    return (
        select(each.c.value, each.c.n, source.c.name.label("name"))
        .select_from(each)
        .correlate(source)
        .lateral("months")
    )


def _of_rules(name: str) -> Columns:
    """What the rules of a line say for all their lines; lines of before say it themselves."""

    def value(rows: FromClause) -> ColumnElement[Any]:
        rules = table_of(PayRunRules).alias()
        of_line = (rules.c.pay_run_id == rows.c.pay_run_id) & (rules.c.number == rows.c.rules_number)
        said = select(rules.c[name]).where(of_line).correlate(rows).scalar_subquery()
        return func.coalesce(rows.c[name], said)

    return computed(camel(name), value)


def _models(source: FromClause) -> FromClause:
    """The model of each stage with its version."""
    each = (
        func.json_each_text(source.c.models)
        .table_valued("key", "value", with_ordinality="n")
        .render_derived("picked")
    )
    version = source.c.versions.op("->>")(each.c.value)
    return (
        select(each.c.key.label("stage"), each.c.value.label("model_id"), version.label("version"), each.c.n)
        .select_from(each)
        .correlate(source)
        .lateral("models")
    )


def _numbers(source: FromClause) -> FromClause:
    """Every parameter of every model with its value."""
    models = (
        func.json_each(source.c.parameters)
        .table_valued(column("key", Text), column("value", JSON), with_ordinality="m")
        .render_derived("of_model")
    )
    each = (
        func.json_each(models.c.value)
        .table_valued(column("key", Text), column("value", JSON), with_ordinality="k")
        .render_derived("number")
    )
    order = func.row_number().over(order_by=(models.c.m, each.c.k))
    return (
        select(models.c.key.label("model_id"), each.c.key.label("name"), each.c.value, order.label("n"))
        .select_from(models.join(each, true()))
        .correlate(source)
        .lateral("numbers")
    )


MODEL = {
    "__typename": lambda _, __: ('"RunModel"',),
    **{
        field: text_member(name)
        for field, name in (("stage", "stage"), ("modelId", "model_id"), ("version", "version"))
    },
}
PARAMETER = {
    "__typename": lambda _, __: ('"RunParameter"',),
    "modelId": text_member("model_id"),
    "name": text_member("name"),
}
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
    order=("id",),
    newest_first=True,
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "madeBy": One("Account", by(id="made_by")),
        "reviewedBy": One("Account", by(id="reviewed_by")),
        "approvedBy": One("Account", by(id="approved_by")),
        "closedBy": One("Account", by(id="closed_by")),
        "rules": Many("PayRunRules", by(pay_run_id="id")),
        "steps": Many("PayRunStep", by(pay_run_id="id")),
        "standIns": Many("StandIn", by(pay_run_id="id")),
        "lines": Many("PayLine", by(pay_run_id="id")),
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

PAY_RUN_RULES = view(
    "PayRunRules",
    PayRunRules,
    columns(PayRunRules, "number", "parameters_hash"),
    listed("models", _models, MODEL),
    listed(
        "parameters",
        _numbers,
        {**PARAMETER, "value": value_object("ParameterValue", stored("name"), stored("value"))},
    ),
    order=("pay_run_id", "number"),
    orders={"NUMBER": ("number",)},
    filters={"numbers": any_of("number")},
    relations={"regulation": One("Regulation", by(id="regulation_id"), required=True)},
)

PAY_RUN_STEP = view(
    "PayRunStep",
    STEPS,
    columns(STEPS, "rules_number", *SHEET),
    PARAMETERS,
    shouted(STEPS, "certainty"),
    order=("pay_run_id", "rules_number", "ordinal"),
    orders={"ORDINAL": ("rules_number", "ordinal")},
    filters={"rulesNumbers": any_of("rules_number"), "modelIds": any_of("model_id")},
)

PAY_RUN_STAND_IN = view(
    "StandIn",
    STAND_INS,
    columns(STAND_INS, *STAND_IN),
    order=("pay_run_id", "ordinal"),
    orders={"ORDINAL": ("ordinal",)},
    filters={"columns": any_of("column")},
    rows=_stand_ins,
)

PAY_LINE = replace(
    view(
        "PayLine",
        PayLine,
        columns(PayLine, "rules_number", "leaf", "employee_id", "pay_run_id"),
        quantities(PayLine, "amount_vnd"),
        pay_class("class", stored("rated"), RANKS),
        *map(_of_rules, ("model_id", "model_version", "parameters_hash")),
        order=("pay_run_id", "employee_id", "unit_id"),
        relations={
            "payRun": One("PayRun", by(id="pay_run_id")),
            "employee": One("Employee", by(id="employee_id")),
            "unit": One("Unit", by(id="unit_id"), required=True),
            "position": One("Position", by(id="position_id"), required=True),
            "peerGroup": One("PeerGroup", by(id="peer_group_id"), required=True),
            "assessment": One("Assessment", by(id="assessment_id")),
            "steps": Many("PayLineStep", by(pay_line_id="id")),
        },
        filters={
            **unit_filters(),
            "payRunIds": any_id_of("PayRun", "pay_run_id"),
            "employeeIds": any_id_of("Employee", "employee_id"),
            "peerGroupIds": any_id_of("PeerGroup", "peer_group_id"),
            "classes": any_of("rated"),
            **between("amount", "amount_vnd"),
        },
        orders={"EMPLOYEE": ("pay_run_id", "employee_id"), "AMOUNT": ("amount_vnd",)},
    ),
    aggregates=LINES,
    sums=LINE_SUMS,
    groups={"byUnit": Group(BY_UNIT, "unit_id"), "byClass": Group(BY_CLASS, "rated")},
)

PAY_LINE_STEP = view(
    "PayLineStep",
    LINE_STEPS,
    columns(LINE_STEPS, *SHEET),
    PARAMETERS,
    shouted(LINE_STEPS, "certainty"),
    objects("value", _single, True, value_members("StepValue", stored("name"), stored("value"))),
    listed("values", _months, value_members("StepValue", stored("name"), stored("value"))),
    order=("pay_line_id", "ordinal"),
    orders={"ORDINAL": ("ordinal",)},
    filters={"modelIds": any_of("model_id")},
)

VIEWS = (PAY_RUN, PAY_RUN_RULES, PAY_RUN_STEP, PAY_RUN_STAND_IN, PAY_LINE, PAY_LINE_STEP)
