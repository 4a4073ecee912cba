"""What explanations say in another language: a gettext catalogue such as `vi.po` beside each model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from pay_models.kernel.declare.article_file import read_articles
from pay_models.kernel.declare.pay_model import PayModel
from pay_models.kernel.declare.rows import columns_of, steps_of
from pay_models.kernel.tell.way_file import read_way

SOURCE_LANGUAGE = "en"
LANGUAGES = (SOURCE_LANGUAGE, "vi")


def texts(model: PayModel[Any]) -> list[str]:
    """Every text of a model that an explanation can show, each once, in the order of the model."""
    return list(dict.fromkeys(text for text in _texts(model) if text))


def translated(model: PayModel[Any], text: str, language: str) -> str:
    """The text in a language; the English text where the catalogue has none."""
    return _catalogue(model.parameters.folder, language).get(text, text)


def untranslated(model: PayModel[Any], language: str) -> list[str]:
    """The texts of a model that its catalogue lacks."""
    known = _catalogue(model.parameters.folder, language)
    return [text for text in texts(model) if text not in known]


def template(model: PayModel[Any], language: str) -> str:
    """The catalogue of a model as a .po file, complete but for what is not translated yet."""
    known, catalogue = _catalogue(model.parameters.folder, language), Catalog(locale=language)
    for text in texts(model):
        catalogue.add(text, known.get(text, ""))
    written = BytesIO()
    write_po(written, catalogue, width=110, omit_header=True, no_location=True)
    return written.getvalue().decode()


@cache
def _catalogue(folder: Path, language: str) -> Mapping[str, str]:
    path = folder / f"{language}.po"
    if language == SOURCE_LANGUAGE or not path.exists():
        return {}
    with path.open("rb") as file:
        read = read_po(file, locale=language)
    return {str(message.id): str(message.string) for message in read if message.id and message.string}


def _texts(model: PayModel[Any]) -> Iterator[str]:
    yield model.says
    for stage in model.stages:
        yield stage.says
        steps = steps_of(stage.outputs)
        for name, column in columns_of(stage.outputs).items():
            yield column.description or ""
            if step := steps.get(name):
                yield from (step.law, step.agreement, step.choice, step.refuses)
    for parameter in model.parameters.parameters.values():
        yield from (parameter.says, parameter.unit, parameter.source.title)
        yield from (parameter.options or {}).values()
        yield from (entry.source.title for entry in parameter.values if entry.source)
    for order in model.parameters.orders:
        yield from (order.says, order.source.title)
    if articles := read_articles(model.parameters.folder):
        yield from articles.texts
    yield from read_way(model.parameters.folder).texts
