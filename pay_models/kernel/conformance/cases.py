"""The `cases.yaml` beside a model: numbers that an officer can check by hand, and what the model makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from pay_models.kernel.declare.pay_model import PayModel
from pay_models.kernel.declare.rows import columns_of, keys_of
from pay_models.kernel.run.result import Run
from pay_models.kernel.run.run import run
from pay_models.kernel.yaml_file import read_yaml

CASES = "cases.yaml"
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
    """How much more the second row of the first stage holds than the first one."""

    column: str
    vnd: int


class Case(Strict):
    """Rows given and rows expected; `example` tells who worked it out, if it was not we."""

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


class SumsTo(Strict):
    """A promise: `sums` added up over each group, and what is `left` of it, is what `to` says of the group."""

    sums: str
    to: str
    among: list[str]
    left: str | None = None
    stage: str | None = None


class Never(Strict):
    """A promise: the column `never` lies `above` another one, or `below` it."""

    never: str
    above: str | None = None
    below: str | None = None
    stage: str | None = None


class CaseFile(Strict):
    """The cases of a model; a row given holds what it writes, and the defaults of its stage for the rest.

    `promises` hold for any rows at all, in the last stage unless they name another.
    """

    day: date
    defaults: dict[str, Row]
    cases: list[Case]
    promises: list[SumsTo | Never] = Field(default_factory=list)


def read_cases(folder: Path) -> CaseFile:
    """The cases of a model's folder. Raises FileNotFoundError, yaml.YAMLError or pydantic.ValidationError."""
    return CaseFile.model_validate(read_yaml(folder / CASES))


def frames_of(model: PayModel[Any], file: CaseFile, given: Tables) -> dict[str, pl.DataFrame]:
    """The rows of a case, completed with the defaults, as the frames that the model takes."""
    return {
        stage: frame_of(model, stage, [{**file.defaults.get(stage, {}), **row} for row in rows])
        for stage, rows in given.items()
    }


def frame_of(model: PayModel[Any], stage: str, rows: list[Row]) -> pl.DataFrame:
    """Rows as a frame with the column types of a stage."""
    columns = columns_of(model.given[stage])
    return pl.DataFrame(rows, schema={name: column.dtype.type for name, column in columns.items()})


def run_case(model: PayModel[Any], file: CaseFile, case: Case) -> Run:
    """What the model makes of the rows of a case. Errors as in `run`."""
    given = frames_of(model, file, case.given)
    return run(model, given, on=case.day or file.day, changes=case.changes)


def differences(computed: Run, case: Case) -> Iterator[str]:
    """Everything in which a run is not what its case expects."""
    for stage, rows in case.expect.items():
        yield from _unexpected(computed, stage, rows)
    if case.published:
        found, told = _first(computed, case.published.stage)[case.published.column], case.published
        off = found - told.figure
        if not (2 * abs(off) <= told.precision if told.rounded else 0 <= off < told.precision):
            yield f"{told.column} is {found}, printed as {told.figure} to {told.precision}"
    if (
        case.erroneous
        and _first(computed, case.erroneous.stage)[case.erroneous.column] == case.erroneous.printed
    ):
        yield f"{case.erroneous.column} is {case.erroneous.printed}, which is said to be wrong in print"
    if case.gain:
        before, after = computed[computed.model.stages[0].name][case.gain.column]
        if after - before != case.gain.vnd:
            yield f"{case.gain.column} gains {after - before}, not {case.gain.vnd}"


def _unexpected(computed: Run, name: str, expected: list[Row]) -> Iterator[str]:
    stage = next((each for each in computed.model.stages if each.name == name), None)
    if stage is None:
        yield f"there is no stage {name!r}"
        return
    rows = computed[name].rows(named=True)
    for place, want in enumerate(expected):
        named = {key: want[key] for key in keys_of(stage.inputs) if key in want}
        whose = ", ".join(f"{key} {value}" for key, value in named.items()) or f"row {place + 1}"
        found = _row(rows, place, named) or {}
        for column, value in want.items():
            if column not in found:
                yield f"{name} has no {column} of {whose}"
            elif found[column] != value:
                yield f"{column} of {whose} is {found[column]}, not {value}"


def _row(rows: list[Row], place: int, named: Mapping[str, Any]) -> Row | None:
    """The row named by the keys that are written, else the one at the same place."""
    if named:
        return next((row for row in rows if all(row[key] == value for key, value in named.items())), None)
    return rows[place] if place < len(rows) else None


def _first(computed: Run, stage: str | None) -> Row:
    return computed[stage or computed.model.stages[0].name].row(0, named=True)
