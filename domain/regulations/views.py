"""What readers see of regulations."""

from typing import Any

from sqlalchemy import (
    JSON,
    TEXT,
    ColumnElement,
    FromClause,
    TableValuedAlias,
    case,
    column,
    func,
    select,
    true,
)

from domain.computing.rules import FLAT
from domain.language.text import Text
from domain.reading.columns import columns, listed, stored, table_of, view
from domain.reading.filters import between, present
from domain.reading.joins import ACTOR, by
from domain.reading.objects.permissions import permission
from domain.reading.objects.values import text_member, value_object, word_member
from domain.reading.sql.json_text import constant
from domain.reading.units import unit_filters
from domain.reading.view import One
from domain.regulations.joins import governing_unit
from domain.regulations.tables import Regulation


def _each(value: ColumnElement[Any], alias: str, order: str) -> TableValuedAlias:
    made = func.json_each(value).table_valued(
        column("key", TEXT), column("value", JSON), with_ordinality=order
    )
    return made.render_derived(alias)


def _by_kind(stated: ColumnElement[Any], models: ColumnElement[Any]) -> ColumnElement[Any]:
    """What is stated by kind; without kinds it is all of the bonus."""
    flat = func.json_build_object(constant(FLAT), stated)
    any_flat = select(func.bool_or(func.json_typeof(_each(models, "k", "n").c.value) == constant("string")))
    return case((any_flat.scalar_subquery(), flat), else_=stated)


def _models(source: FromClause) -> FromClause:
    kinds = _each(_by_kind(source.c.models, source.c.models), "of_kind", "i")
    stages = (
        func.json_each_text(kinds.c.value)
        .table_valued("key", "value", with_ordinality="j")
        .render_derived("picked")
    )
    n = func.row_number().over(order_by=(kinds.c.i, stages.c.j)).label("n")
    told = (kinds.c.key.label("kind"), stages.c.key.label("stage"), stages.c.value.label("model_id"), n)
    return select(*told).select_from(kinds.join(stages, true())).correlate(source).lateral("models")


def _parameters(source: FromClause) -> FromClause:
    kinds = _each(_by_kind(source.c.parameters, source.c.models), "of_kind", "i")
    models = _each(kinds.c.value, "of_model", "j")
    numbers = _each(models.c.value, "number", "k")
    n = func.row_number().over(order_by=(kinds.c.i, models.c.j, numbers.c.k)).label("n")
    told = (
        kinds.c.key.label("kind"),
        models.c.key.label("model_id"),
        numbers.c.key.label("name"),
        numbers.c.value,
        n,
    )
    return (
        select(*told)
        .select_from(kinds.join(models, true()).join(numbers, true()))
        .correlate(source)
        .lateral("stated")
    )


def same_day(rows: FromClause) -> ColumnElement[Any]:
    other = table_of(Regulation).alias()
    same = (other.c.unit_id == rows.c.unit_id) & (other.c.effective_from == rows.c.effective_from)
    return select(other.c.id).where(same, other.c.published_by.is_not(None)).correlate(rows).exists()


PUBLISHED = Text("It is published already: draft another to change it.")
OWN = Text("You drafted it, so somebody else must publish it.")
SAME_DAY = Text(
    "Another regulation of this unit begins on the same day. Withdraw this draft (withdrawRegulation), and draft it for"
    " another day."
)
MODEL = {
    "__typename": lambda _, __: ('"StageModel"',),
    "kind": word_member("kind"),
    "stage": text_member("stage"),
    "modelId": text_member("model_id"),
}
PARAMETER = {
    "__typename": lambda _, __: ('"RegulationParameter"',),
    "kind": word_member("kind"),
    "modelId": text_member("model_id"),
    "name": text_member("name"),
    "value": value_object("ParameterValue", stored("name"), stored("value")),
}
REGULATION = view(
    "Regulation",
    Regulation,
    columns(Regulation, "effective_from", "title", "published_at", "version", "drafted_by", "published_by"),
    permission(
        "viewerCanPublish",
        "regulation.publish",
        {
            "already_published": (lambda rows: rows.c.published_by.is_not(None), PUBLISHED),
            "own_regulation": (lambda rows: rows.c.drafted_by == ACTOR, OWN),
            "same_day": (same_day, SAME_DAY),
        },
    ),
    listed("models", _models, MODEL),
    listed("parameters", _parameters, PARAMETER),
    order=("effective_from", "id"),
    newest_first=True,
    relations={
        "unit": One("Unit", by(id="unit_id"), required=True),
        "draftedBy": One("Account", by(id="drafted_by")),
        "publishedBy": One("Account", by(id="published_by")),
    },
    orders={"EFFECTIVE_FROM": ("effective_from",)},
    filters={
        **unit_filters(),
        **between("effectiveFrom", "effective_from"),
        "published": present(lambda rows: rows.c.published_by.is_not(None)),
    },
)

# What regulations say of other areas' types.
RELATIONS = {"Unit": {"governingRegulation": One("Regulation", governing_unit)}}
VIEWS = (REGULATION,)
