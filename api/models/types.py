"""The pay models that ship, as clients see them: what each takes and gives, and the text behind each column."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

import strawberry

from api.graphql.enums.words import Certainty
from api.models.days import day_after
from api.models.parameters import certainty_of
from pay_models.kernel import PayModel as Declared
from pay_models.kernel import Rows, Stage, models
from pay_models.kernel.declare.rows import Step, columns_of, keys_of, steps_of
from pay_models.kernel.declare.units import Unit, unit_under
from pay_models.kernel.registry import family_of
from pay_models.kernel.tell.language import translated


@strawberry.enum(description="What a column holds.")
class ColumnKind(Enum):
    NUMBER = strawberry.enum_value("Int64", description="A whole number of its unit.")
    TEXT = strawberry.enum_value("String", description="Text.")
    TRUTH = strawberry.enum_value("Boolean", description="True or false.")
    DAY = strawberry.enum_value("Date", description="A day.")


@strawberry.type(description="A column of a table that a model takes or gives.")
class PayModelColumn:
    name: str = strawberry.field(description="Its name.")
    says: str = strawberry.field(description="What it is, as an employee reads it.")
    kind: ColumnKind = strawberry.field(description="What it holds.")
    unit: str = strawberry.field(
        description="The unit of a number, such as basis points; empty where it has none."
    )
    key: bool = strawberry.field(description="Whether it is one of those that name a row.")
    law: str = strawberry.field(description="The law behind it; empty when it is given, or by other grounds.")
    agreement: str = strawberry.field(description="The agreement behind it; empty when there is none.")
    choice: str = strawberry.field(description="What in it is a choice; empty when nothing is.")
    certainty: Certainty | None = strawberry.field(
        description="How sure we are of the text; null for what is given."
    )


@strawberry.type(description="A stage of a model: a table and the columns that it adds to it.")
class PayModelStage:
    name: str = strawberry.field(description="Its name.")
    says: str = strawberry.field(description="What it computes.")
    inputs: list[PayModelColumn] = strawberry.field(description="The columns that it takes.")
    outputs: list[PayModelColumn] = strawberry.field(description="The columns that it adds, in order.")


@strawberry.type(description="A pay model: a legal text as code.")
class PayModel:
    id: strawberry.ID = strawberry.field(
        description="Such as `vn.classes_2026`; `simulate` and regulations take it."
    )
    says: str = strawberry.field(description="What it computes.")
    country: str = strawberry.field(
        description="The country, by the first part of the id; `general` for any."
    )
    law: str = strawberry.field(description="The folder of the text, which is the second part of the id.")
    family: str = strawberry.field(description="What stays of the id when a new text replaces the old one.")
    effective_from: date = strawberry.field(description="The first day that it answers for.")
    effective_until: date | None = strawberry.field(
        description="The first day on which it answers no more, as its text or a number ends; null without an end."
    )
    version: str = strawberry.field(
        description="A hash of the code that computes; comments are no part of it."
    )
    laws: list[str] = strawberry.field(description="The texts behind its columns, each once.")
    stages: list[PayModelStage] = strawberry.field(description="Its stages in order.")


@cache
def pay_models(language: str) -> tuple[PayModel, ...]:
    """All that ship, by id. The first call loads them all and takes seconds."""
    return tuple(_told(each, language) for each in models().values())


def _told(model: Declared[Any], language: str) -> PayModel:
    country, law = model.id.split(".", 1)
    stages = [_stage(model, each, language) for each in model.stages]
    laws = (column.law for stage in stages for column in stage.outputs if column.law)
    return PayModel(
        id=strawberry.ID(model.id),
        says=translated(model, model.says, language),
        country=country,
        law=law,
        family=family_of(model.id),
        effective_from=model.effective_from,
        effective_until=day_after(model.last_day),
        version=model.version,
        laws=list(dict.fromkeys(laws)),
        stages=stages,
    )


def _stage(model: Declared[Any], stage: Stage[Any], language: str) -> PayModelStage:
    taken = columns_of(stage.inputs)
    columns = list(_columns(model, stage.outputs, language))
    return PayModelStage(
        name=stage.name,
        says=translated(model, stage.says, language),
        inputs=list(_columns(model, stage.inputs, language)),
        outputs=[column for column in columns if column.name not in taken],
    )


def _columns(model: Declared[Any], rows: type[Rows], language: str) -> Iterator[PayModelColumn]:
    steps, keys = steps_of(rows), keys_of(rows)
    for name, column in columns_of(rows).items():
        step = steps.get(name)
        yield PayModelColumn(
            name=name,
            says=translated(model, column.description or "", language),
            kind=ColumnKind(str(column.dtype)),
            unit=_unit(model, step, name).name,
            key=name in keys,
            law=translated(model, step.law, language) if step else "",
            agreement=translated(model, step.agreement, language) if step else "",
            choice=translated(model, step.choice, language) if step else "",
            certainty=certainty_of(step.certainty) if step else None,
        )


def _unit(model: Declared[Any], step: Step | None, name: str) -> Unit:
    """The unit of a column under the numbers of the model's first day."""
    return unit_under(step.unit if step else "", name, model.in_force(model.effective_from).value)
