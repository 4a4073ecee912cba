"""What a `way.yaml` may hold: how the steps of a model are told to whom they concern, beside their sentences.

It computes nothing: values come from a run. It names what a value is judged by, whom a step concerns, which of several
numbers was picked, how a value follows from others in words, and what people are shown of the months and the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pay_models.kernel.declare.parameter_file import Sentence
from pay_models.kernel.errors import BadWayFile
from pay_models.kernel.yaml_file import read_yaml

WAY = "way.yaml"
OTHER = "*"
"""The sentence of a formula for any value that has none of its own."""
RULE = "rule."
"""Before the name of a parameter that a column has, too."""
SLOT = re.compile(rf"\{{((?:{re.escape(RULE)})?[a-z0-9_]+)\}}")
Head = Annotated[str, Field(min_length=1, max_length=24)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bands(_Strict):
    """The column that is judged, and the parameter from which each word holds, the highest first; `below` them all."""

    of: str
    floors: Annotated[dict[str, str], Field(min_length=1)]
    below: str


class Picked(_Strict):
    """A number that was picked by a word: by the column `by`, the parameter of each word."""

    by: str
    numbers: Annotated[dict[str, str], Field(min_length=1)]


class Concern(_Strict):
    """Steps that concern only whoever has one of some words in a column, such as candidates."""

    steps: Annotated[tuple[str, ...], Field(min_length=1)]
    column: str
    words: Annotated[tuple[str, ...], Field(min_length=1)]


class ToldBy(_Strict):
    """How a step follows from others in words; `{weight}` stands for a value. `by`: the choice that picks one."""

    by: str
    sentences: Annotated[dict[str, Sentence], Field(min_length=1)]


class TableShown(_Strict):
    """What a person is shown of the rows of a stage: its columns under short heads, and a sentence under each row.

    `outcome`: the column that a picture shows. `numbers`: parameters to be said beside it.
    """

    title: Sentence
    columns: Annotated[dict[str, Head], Field(min_length=1)]
    outcome: str = ""
    formula: Sentence | ToldBy = ""
    numbers: tuple[str, ...] = ()


class Shared(_Strict):
    """Steps of money that is shared out: `whole` × `mine` / `all` = `share`."""

    whole: str
    mine: str
    all: str
    share: str


class WayFile(_Strict):
    """How a model is told; all by the names of its steps, but tables by the name of the stage."""

    titles: dict[str, Sentence] = {}
    bands: dict[str, Bands] = {}
    least: dict[str, dict[str, str]] = {}
    picked: dict[str, Picked] = {}
    concerns: tuple[Concern, ...] = ()
    shared: Shared | None = None
    formulas: dict[str, Sentence | ToldBy] = {}
    tables: dict[str, TableShown] = {}

    @property
    def texts(self) -> Iterator[str]:
        """Everything in it that is read."""
        yield from self.titles.values()
        for formula in (*self.formulas.values(), *(table.formula for table in self.tables.values())):
            yield from formula.sentences.values() if isinstance(formula, ToldBy) else (formula,)
        for table in self.tables.values():
            yield from (table.title, *table.columns.values())

    def concerns_of(self, step: str) -> Iterator[Concern]:
        """What has to hold for a step to concern somebody."""
        return (one for one in self.concerns if step in one.steps)


NOTHING = WayFile()


def sentence_of(formula: str | ToldBy, value_of: Mapping[str, object]) -> str:
    """The sentence of a formula by the values of a line; empty where none is written for them."""
    if isinstance(formula, str):
        return formula
    found = formula.sentences.get(str(value_of.get(formula.by)))
    return formula.sentences.get(OTHER, "") if found is None else found


def slots_of(sentence: str) -> tuple[str, ...]:
    """The values that a formula names, in its order."""
    return tuple(SLOT.findall(sentence))


@cache
def read_way(folder: Path) -> WayFile:
    """The way beside a model; one that says nothing where nobody wrote any. Raises BadWayFile with every fault."""
    path = folder / WAY
    if not path.is_file():
        return NOTHING
    try:
        return WayFile.model_validate(read_yaml(path))
    except yaml.YAMLError as error:
        raise BadWayFile(f"{path}: {error}") from error
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
        raise BadWayFile("\n".join([f"{path}: no way of a model.", *faults])) from error
