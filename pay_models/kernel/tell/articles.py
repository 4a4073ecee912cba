"""The text of the rule: articles in plain words, cut where the value of a parameter stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pay_models.kernel.declare.article_file import SLOT, ArticleText, read_articles
from pay_models.kernel.declare.pay_model import PayModel
from pay_models.kernel.tell.language import SOURCE_LANGUAGE, translated


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph: words as they stand, or the parameter whose value stands there."""

    text: str = ""
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of an act, or what the act leaves to the unit (`choice`), in one language."""

    act: str
    article: str
    title: str
    href: str | None
    certainty: str
    choice: bool
    paragraphs: tuple[tuple[Piece, ...], ...]


def articles(model: PayModel[Any], language: str = SOURCE_LANGUAGE) -> tuple[Article, ...]:
    """The articles that a model is the code of, in their order; none where nobody wrote any."""
    file = read_articles(model.parameters.folder)
    return tuple(_article(model, each, language) for each in file.articles) if file else ()


def words(model: PayModel[Any], name: str, value: str, language: str = SOURCE_LANGUAGE) -> str:
    """An option or a table as it reads inside of a sentence; its name where nobody wrote how."""
    file = read_articles(model.parameters.folder)
    phrase = file.words.get(name, {}).get(value) if file else None
    return translated(model, phrase, language) if phrase else value


def phrases(model: PayModel[Any]) -> dict[str, dict[str, str]]:
    """By parameter: how each of its options reads, in English; its sentence where nobody wrote a shorter one."""
    file = read_articles(model.parameters.folder)
    parameters = model.parameters.parameters
    said = {name: dict(declared.options) for name, declared in parameters.items() if declared.options}
    for name, told in file.words.items() if file else ():
        said[name] = said.get(name, {}) | told
    return said


def _article(model: PayModel[Any], text: ArticleText, language: str) -> Article:
    return Article(
        act=translated(model, text.act, language),
        article=translated(model, text.article, language),
        title=translated(model, text.title, language),
        href=text.href,
        certainty=text.certainty,
        choice=text.certainty == "our_choice",
        paragraphs=tuple(pieces(translated(model, each, language)) for each in text.paragraphs),
    )


def pieces(paragraph: str) -> tuple[Piece, ...]:
    """A paragraph cut at its slots."""
    # what splits stands at the odd places
    cut = enumerate(SLOT.split(paragraph))
    return tuple(Piece(parameter=each) if number % 2 else Piece(each) for number, each in cut if each)
