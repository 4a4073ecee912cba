"""What a command line asks of a pay model: which one, on which day, with which changes, over which tables."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NoReturn

import polars as pl
import typer

from api import files
from domain import clock
from domain.errors import Invalid, NotFound
from pay_models.kernel import PayModel, Rows, Run, model, run
from pay_models.kernel.checking import check
from pay_models.kernel.engines import ENGINES
from pay_models.kernel.errors import BadRows, Fault, Refused, UnknownModel, UnknownParameter, did_you_mean
from pay_models.kernel.rows import columns_of, keys_of

KINDS: Mapping[str, type[pl.DataType]] = {
    "Int64": pl.Int64,
    "Boolean": pl.Boolean,
    "Date": pl.Date,
    "String": pl.String,
}


class BadTables(Invalid):
    """Rows that nobody may be paid from, each fault under the name of its file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.table, fault.row or 0))
        super().__init__("bad_rows", "")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to one model."""

    model: PayModel[Any]
    day: date
    changes: Mapping[str, str]
    engine: str

    def places(self, file: str, others: Sequence[str]) -> dict[str, str]:
        """The file of each table: FILE for the first stage, --with STAGE=FILE for the others.

        Raises BadParameter for a table left out, unknown, or given twice.
        """
        first, *later = self.model.given
        places = {first: file, **_pairs([f"{first}={file}", *others], "--with", "STAGE=FILE")}
        if unknown := [stage for stage in places if stage not in self.model.given]:
            _refuse(
                "--with",
                f"{self.model.id} takes no table {unknown[0]!r}: it takes {', '.join(self.model.given)}.",
            )
        for stage in later:
            if stage not in places:
                columns = ", ".join(columns_of(self.model.given[stage]))
                _refuse("--with", f"{self.model.id} also takes a table ({columns}): add --with {stage}=FILE.")
        if list(places.values()).count(files.STANDARD) > 1:
            _refuse("--with", "only one table can come from standard input.")
        return places

    def stage(self, name: str | None) -> str:
        """The stage of a name, the last one without. Raises BadParameter with the names there are."""
        names = [stage.name for stage in self.model.stages]
        if name is not None and name not in names:
            _refuse("--stage", f"{self.model.id} has no stage {name!r}: it has {', '.join(names)}.")
        return name or names[-1]

    def run(self, places: Mapping[str, str]) -> Run:
        """Read a table for each stage that takes one, and compute.

        Raises NotFound, Invalid or BadTables, and has then computed nothing.
        """
        tables = {stage: _read(rows, places[stage]) for stage, rows in self.model.given.items()}
        named = {stage: files.named(place) for stage, place in places.items()}
        with in_words(named):
            if found := _faults(self.model, tables, named):
                raise BadRows(found)
            frames = {stage: table.frame for stage, table in tables.items()}
            return run(self.model, frames, on=self.day, changes=self.changes, engine=self.engine)


def ask(id_: str, on: str | None, changes: Sequence[str], engine: str = "polars") -> Asked:
    """Check everything that needs no table: the model, the day, the changes and the engine."""
    day = day_of(on)
    if engine not in ENGINES:
        _refuse("--engine", f"there is no engine {engine!r}. {did_you_mean(engine, ENGINES)}")
    with in_words():
        asked = Asked(model(id_), day, _pairs(changes, "--set", "NAME=VALUE"), engine)
        asked.model.in_force(day, asked.changes)
    return asked


def day_of(written: str | None) -> date:
    """The day asked for, today without one."""
    if written is None:
        return clock.today()
    try:
        return date.fromisoformat(written)
    except ValueError:
        _refuse("--on", f"{written} is not a day: write it as 2026-07-31.")


@contextmanager
def in_words(named: Mapping[str, str] | None = None) -> Iterator[None]:
    """Turn what the kernel refuses into refusals of this command; `named` gives the file of each stage."""
    try:
        yield
    except BadRows as bad:
        raise BadTables(
            [replace(fault, table=(named or {}).get(fault.table, fault.table)) for fault in bad.faults]
        ) from None
    except (UnknownModel, UnknownParameter) as unknown:
        raise NotFound(unknown.code, str(unknown)) from None
    except Refused as refused:
        raise Invalid(refused.code, str(refused)) from None


def _refuse(option: str, sentence: str) -> NoReturn:
    raise typer.BadParameter(sentence, param_hint=option)


def _pairs(written: Sequence[str], option: str, form: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for each in written:
        name, sign, value = (part.strip() for part in each.partition("="))
        if not (name and sign and value):
            _refuse(option, f"{each!r} is not of the form {form}.")
        if name in pairs:
            _refuse(option, f"{name} is given twice: keep one.")
        pairs[name] = value
    return pairs


def _read(rows: type[Rows], place: str) -> files.Typed:
    types = {name: KINDS[str(column.dtype)] for name, column in columns_of(rows).items()}
    return files.read_table(place, types, keys_of(rows))


def _faults(asked: PayModel[Any], tables: Mapping[str, files.Typed], named: Mapping[str, str]) -> list[Fault]:
    """Every fault of every table, when there is a cell that does not even fit its column.

    Such a cell is empty in the frame, so the model would call it so a second time.
    """
    cells = [fault for table in tables.values() for fault in table.faults]
    if not cells:
        return []
    seen = {(fault.table, fault.row, fault.column) for fault in cells}
    more: list[Fault] = []
    for stage, rows in asked.given.items():
        try:
            check(rows, tables[stage].frame, named[stage])
        except BadRows as bad:
            more += [each for each in bad.faults if (each.table, each.row, each.column) not in seen]
    return cells + more
