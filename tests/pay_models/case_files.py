"""Reads the `cases.yaml` beside each model: numbers that a payroll officer can check by hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

import polars as pl
import yaml
from pydantic import BaseModel, ConfigDict, Field

import pay_models
from pay_models.kernel import PayModel, model, model_ids
from pay_models.kernel.rows import columns_of

Row = dict[str, Any]
Tables = dict[str, list[Row]]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Published(Strict):
    """A figure as it was printed: the first row of the stage (the first stage unless named) lies within
    `precision` above it (a figure cut off), or within half of it when it was printed rounded."""

    column: str
    figure: int
    precision: int
    stage: str | None = None
    rounded: bool = False


class Erroneous(Strict):
    """A printed figure that is wrong or disputed: the model must differ from it, and `reason` says why."""

    column: str
    printed: int
    reason: str
    stage: str | None = None


class Gain(Strict):
    column: str
    vnd: int


class Case(Strict):
    id: str
    name: str
    source: str
    given: Tables
    expect: Tables
    day: date | None = None
    changes: dict[str, int | str] = Field(default_factory=dict)
    example: Literal["published", "table_cell", "statute", "derived"] | None = None
    published: Published | None = None
    erroneous: Erroneous | None = None
    gain: Gain | None = None


class CaseFile(Strict):
    day: date
    defaults: dict[str, Row]
    cases: list[Case]


def cases() -> Iterator[tuple[str, CaseFile, Case]]:
    """Every case of every model, with the model's id and the file that holds the defaults."""
    root = Path(pay_models.__file__).parent
    for model_id in model_ids():
        path = root / Path(*model_id.split(".")) / "cases.yaml"
        if not path.exists():
            continue  # a model without cases is what test_every_model_has_cases finds
        text = path.read_text(encoding="utf-8")
        file = CaseFile.model_validate(yaml.safe_load(text))
        for case in file.cases:
            yield model_id, file, case


def frames(model_id: str, file: CaseFile, given: Tables) -> dict[str, pl.DataFrame]:
    """The rows of a case, completed with the defaults, as the frames that the model takes."""
    return {
        stage: frame(model(model_id), stage, [{**file.defaults[stage], **row} for row in rows])
        for stage, rows in given.items()
    }


def frame(chosen: PayModel[Any], stage: str, rows: list[Row]) -> pl.DataFrame:
    """Rows as a frame with the column types of a stage."""
    columns = columns_of(chosen.given[stage])
    return pl.DataFrame(rows, schema={name: column.dtype.type for name, column in columns.items()})
