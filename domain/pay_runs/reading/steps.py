"""What readers see of the rules of a run and of the steps behind each amount."""

from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    FromClause,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    column,
    func,
    select,
    true,
)

from domain.pay_runs.reading.inputs import INPUTS
from domain.pay_runs.tables import PayRun, PayRunRules
from domain.reading.columns import columns, listed, shouted, stored, table_of, view, whole
from domain.reading.filters import any_of
from domain.reading.joins import by
from domain.reading.objects.quantities import worded
from domain.reading.objects.values import (
    elements,
    history_of,
    member_source,
    text_member,
    told,
    value_members,
    value_object,
    word_member,
)
from domain.reading.sql.json_text import constant
from domain.reading.view import One

_READS = ("model_id", "stage", "name", "says", "certainty", "law", "agreement", "choice")


def _read() -> list[Column[Any]]:
    return [Column(name, Text, nullable=False) for name in _READS]


def _kept() -> list[Column[Any]]:
    """What the step used; of before without its unit and what it read."""
    return [Column("parameters", JSON, nullable=False), Column("unit", Text), Column("inputs", JSON)]


# The SQL views that put the sentence of a step beside it, and a line's values beside the steps of its run.
STEPS = Table(
    "pay_run_step_seen",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("pay_run_id", Uuid, nullable=False),
    Column("rules_number", Integer, nullable=False),
    Column("ordinal", Integer, nullable=False),
    *_read(),
    *_kept(),
    UniqueConstraint("pay_run_id", "rules_number", "ordinal"),
)
LINE_STEPS = Table(
    "pay_line_step",
    MetaData(),
    Column("pay_line_id", Uuid, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    *_read(),
    *_kept(),
    Column("value", JSON),
)
SAID = ("says", "law", "agreement", "choice")
SHEET = ("ordinal", *(name for name in _READS if name not in {"certainty", *SAID}))
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
    texts = [each.c.value.op("->>", return_type=Text())(constant(name)).label(name) for name in STAND_IN]
    return select(runs.c.id.label("pay_run_id"), each.c.ordinal, *texts).join(each, true()).subquery(alias)


USED = ("name", "says", "unit", "meaning", "source", "href", "certainty")


def _used(source: FromClause) -> FromClause:
    """The parameters of a step, each opened once, beside its model."""
    each = elements(stored("parameters"), "listed")(source)
    parts = (*(column(name, Text) for name in USED), column("value", JSON))
    opened = func.json_to_record(each.c.value).table_valued(*parts).render_derived("used", with_types=True)
    told_of = select(opened, source.c.model_id, each.c.n).select_from(each.join(opened, true()))
    return told_of.correlate(source).lateral("used")


PARAMETERS = listed(
    "parameters",
    _used,
    {
        "__typename": lambda _, __: ('"StepParameter"',),
        "name": text_member("name"),
        **{name: text_member(name, catalogue=True) for name in ("says", "unit", "meaning")},
        "source": member_source("source"),
        "href": text_member("href", nullable=True),
        "certainty": word_member("certainty", nullable=True),
        "value": value_object("ParameterValue", stored("name"), stored("value")),
        "history": history_of(stored("name"), stored("value")),
    },
)


def _months(source: FromClause) -> FromClause:
    """The values of a step of each month, beside the name that says their unit."""
    each = elements(stored("value"), "month")(source)
    return told(source, source.c.name, each.c.value, "months", each.c.n, stated=source.c.unit)


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


VALUE = value_members("StepValue")
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
PAY_RUN_RULES = view(
    "PayRunRules",
    PayRunRules,
    columns(PayRunRules, "number", "parameters_hash"),
    listed("models", _models, MODEL),
    listed(
        "parameters",
        _numbers,
        {
            **PARAMETER,
            "value": value_object("ParameterValue", stored("name"), stored("value")),
            "history": history_of(stored("name"), stored("value")),
        },
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
    worded(*SAID),
    PARAMETERS,
    INPUTS,
    shouted(STEPS, "certainty"),
    order=("pay_run_id", "rules_number", "ordinal"),
    orders={"ORDINAL": ("rules_number", "ordinal")},
    filters={"rulesNumbers": any_of("rules_number"), "modelIds": any_of("model_id")},
)
PAY_RUN_STAND_IN = view(
    "StandIn",
    STAND_INS,
    columns(STAND_INS, "column"),
    worded("says", "until"),
    order=("pay_run_id", "ordinal"),
    orders={"ORDINAL": ("ordinal",)},
    filters={"columns": any_of("column")},
    rows=_stand_ins,
)
PAY_LINE_STEP = view(
    "PayLineStep",
    LINE_STEPS,
    columns(LINE_STEPS, *SHEET),
    worded(*SAID),
    PARAMETERS,
    INPUTS,
    shouted(LINE_STEPS, "certainty"),
    whole("value", value_object("StepValue", stored("name"), stored("value"), stored("unit")), VALUE),
    listed("values", _months, VALUE),
    order=("pay_line_id", "ordinal"),
    orders={"ORDINAL": ("ordinal",)},
    filters={"modelIds": any_of("model_id")},
)
