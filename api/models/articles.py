"""The text of the rule as clients see it: paragraphs in pieces, a slot wherever a value stands."""

from collections.abc import Iterator
from datetime import date

import strawberry

from api.graphql.enums.words import Certainty
from api.graphql.reads.values import ParameterValue
from api.models.parameters import Parameter, certainty_of, in_force_of, parameters_of, value_of
from domain.computing.rules import Rules
from domain.reading.ids import global_id
from domain.regulations.articles import GoverningRules
from pay_models.kernel import PayModel
from pay_models.kernel.declare.parameters import InForce
from pay_models.kernel.tell.articles import Article as Told
from pay_models.kernel.tell.articles import Piece, articles

NOTHING_KNOWN = "…"


@strawberry.type(description="A place in the text of the rule where the value of a parameter stands.")
class ArticleSlot:
    model_id: str = strawberry.field(
        description="The pay model, such as `vn.classes_2026`; `simulate` takes it."
    )
    parameter: Parameter = strawberry.field(
        description="The parameter with the model's own value, its bounds, its options and the text behind it."
    )
    value: ParameterValue | None = strawberry.field(
        description="The value in force for the unit, by its regulation; null where it is known to have ended."
    )
    changed: bool = strawberry.field(
        description="Whether the regulation sets another value than the model has of its own."
    )


@strawberry.type(description="A piece of a paragraph. The texts of all of them together are the paragraph.")
class ArticlePiece:
    text: str = strawberry.field(description="The words; in a slot the value in force.")
    slot: ArticleSlot | None = strawberry.field(description="The slot; null where it is only words.")


@strawberry.type(description="A paragraph of an article.")
class ArticleParagraph:
    pieces: list[ArticlePiece] = strawberry.field(description="Its pieces in order.")


@strawberry.type(description="An article of the rule, in plain words of our own, not in those of the act.")
class Article:
    stage: str = strawberry.field(description="The stage of the run that computes by it.")
    act: str = strawberry.field(description="The act.")
    article: str = strawberry.field(description="The article of the act; empty where it has no number.")
    title: str = strawberry.field(description="What it is about.")
    href: str | None = strawberry.field(description="Where to read the act, if anywhere.")
    certainty: Certainty = strawberry.field(description="How sure we are of what the act says.")
    choice: bool = strawberry.field(description="Whether it holds what the act leaves to the unit.")
    numbers_of: date = strawberry.field(
        description="The day whose numbers these are: the last one of the period, as when a run is computed."
    )
    regulation_id: strawberry.ID | None = strawberry.field(
        description="The regulation that governs the unit; null without a unit."
    )
    paragraphs: list[ArticleParagraph] = strawberry.field(description="Its paragraphs in order.")


def articles_of(governing: GoverningRules, language: str) -> list[Article]:
    """The articles of all models that the rules pick, in the order of the stages."""
    return [each for stage in governing.rules.models for each in _of_stage(governing, stage, language)]


def _of_stage(governing: GoverningRules, stage: str, language: str) -> Iterator[Article]:
    rules, regulation = governing.rules, governing.regulation_id
    chosen = rules.models[stage]
    slots = _slots(rules, chosen, language)
    for told in articles(chosen, language):
        yield Article(
            stage=stage,
            act=told.act,
            article=told.article,
            title=told.title,
            href=told.href,
            certainty=certainty_of(told.certainty),
            choice=told.choice,
            numbers_of=rules.day,
            regulation_id=strawberry.ID(global_id("Regulation", regulation)) if regulation else None,
            paragraphs=_paragraphs(told, slots),
        )


def _slots(rules: Rules, chosen: PayModel[object], language: str) -> dict[str, ArticleSlot]:
    in_force = chosen.in_force(rules.day, rules.of(chosen))
    return {
        parameter.name: _slot(chosen, in_force, parameter, language)
        for parameter in parameters_of(chosen.id, rules.day, language)
    }


def _slot(
    chosen: PayModel[object], in_force: InForce[object], parameter: Parameter, language: str
) -> ArticleSlot:
    value = in_force_of(in_force, parameter.name)
    return ArticleSlot(
        model_id=chosen.id,
        parameter=parameter,
        value=None if value is None else value_of(chosen, parameter.name, value, language),
        changed=parameter.name in in_force.changes,
    )


def _paragraphs(told: Told, slots: dict[str, ArticleSlot]) -> list[ArticleParagraph]:
    return [ArticleParagraph(pieces=[_piece(each, slots) for each in pieces]) for pieces in told.paragraphs]


def _piece(piece: Piece, slots: dict[str, ArticleSlot]) -> ArticlePiece:
    if not piece.parameter:
        return ArticlePiece(text=piece.text, slot=None)
    slot = slots[piece.parameter]
    return ArticlePiece(text=slot.value.formatted if slot.value else NOTHING_KNOWN, slot=slot)
