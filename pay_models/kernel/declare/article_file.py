"""What an `articles.yaml` may hold: the rule in plain words of our own, with slots that name its parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pay_models.kernel.declare.parameter_file import Certainty, Sentence
from pay_models.kernel.errors import BadArticleFile
from pay_models.kernel.yaml_file import read_yaml

ARTICLES = "articles.yaml"
SLOT = re.compile(r"\{([a-z0-9_]+)\}")
Phrase = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ArticleText(_Strict):
    """One article: the act and its place in it, and what it says. `{quota_bp}` in it stands for a parameter.

    What the act leaves open has the certainty `our_choice`, and nothing that it states stands beside it.
    """

    act: Sentence
    article: str = ""
    title: Sentence
    href: Annotated[str, Field(pattern=r"^https?://")] | None = None
    certainty: Certainty
    paragraphs: Annotated[tuple[Sentence, ...], Field(min_length=1)]

    @property
    def slots(self) -> tuple[str, ...]:
        """The parameters that it names, as often as it does."""
        return tuple(name for paragraph in self.paragraphs for name in slots_of(paragraph))


class ArticleFile(_Strict):
    """The articles of a model. `words`: how an option or a table reads inside of a sentence, by parameter."""

    articles: Annotated[tuple[ArticleText, ...], Field(min_length=1)]
    words: dict[str, dict[str, Phrase]] = {}

    @property
    def texts(self) -> Iterator[str]:
        """Everything in it that is read."""
        for article in self.articles:
            yield from (article.act, article.article, article.title, *article.paragraphs)
        yield from (phrase for phrases in self.words.values() for phrase in phrases.values())


def slots_of(paragraph: str) -> tuple[str, ...]:
    """The parameters that a paragraph names, in its order."""
    return tuple(SLOT.findall(paragraph))


@cache
def read_articles(folder: Path) -> ArticleFile | None:
    """The articles beside a model; None where nobody wrote any. Raises BadArticleFile with every fault."""
    path = folder / ARTICLES
    if not path.is_file():
        return None
    try:
        return ArticleFile.model_validate(read_yaml(path))
    except yaml.YAMLError as error:
        raise BadArticleFile(f"{path}: {error}") from error
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise BadArticleFile("\n".join([f"{path}: not the articles of a rule.", *faults])) from error
