"""What a command line asks of a pay model: which one, on which day, with which changes, over which tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cli.compute.tables import in_words, read_tables
from cli.compute.values import day_of, pairs
from cli.console import wrong
from pay_models.kernel import PayModel, Run, run
from pay_models.kernel.declare.rows import columns_of
from pay_models.kernel.engines import AnyEngine, Polars
from pay_models.kernel.registry import on_day
from tabular import files


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to one model."""

    model: PayModel[Any]
    day: date
    changes: Mapping[str, str]
    engine: AnyEngine

    def places(self, file: str, others: Sequence[str]) -> dict[str, str]:
        """The file of each table: FILE for the first stage, --with STAGE=FILE for the others.

        Raises BadParameter for a table left out, unknown, or given twice.
        """
        first, *later = self.model.given
        places = {first: file, **pairs([f"{first}={file}", *others], "--with", "STAGE=FILE")}
        if unknown := [stage for stage in places if stage not in self.model.given]:
            known = ", ".join(self.model.given)
            wrong("--with", f"{self.model.id} takes no table {unknown[0]!r}: it takes {known}.")
        if missing := [stage for stage in later if stage not in places]:
            wanted = (
                f"{self.model.id} also takes a table ({', '.join(columns_of(self.model.given[missing[0]]))})"
            )
            wrong("--with", f"{wanted}: add --with {missing[0]}=FILE.")
        if list(places.values()).count(files.STANDARD) > 1:
            wrong("--with", "only one table can come from standard input.")
        return places

    def then_places(
        self, places: Mapping[str, str], file: str | None, others: Sequence[str]
    ) -> dict[str, str]:
        """The same places, but for the files named for a second run. Raises BadParameter as `places` does."""
        first = next(iter(self.model.given))
        named = pairs(others, "--then-with", "STAGE=FILE")
        if unknown := [stage for stage in named if stage not in self.model.given]:
            known = ", ".join(self.model.given)
            wrong("--then-with", f"{self.model.id} takes no table {unknown[0]!r}: it takes {known}.")
        return {**places, **named, **({first: file} if file is not None else {})}

    def stage(self, name: str | None) -> str:
        """The stage of a name, the last one without. Raises BadParameter with the names there are."""
        names = [stage.name for stage in self.model.stages]
        if name is not None and name not in names:
            wrong("--stage", f"{self.model.id} has no stage {name!r}: it has {', '.join(names)}.")
        return name or names[-1]

    def run(self, places: Mapping[str, str]) -> Run:
        """Read a table for each stage that takes one, and compute.

        Raises NotFound, Invalid or BadTables, and has then computed nothing.
        """
        tables = read_tables(self.model, places)
        with in_words(tables):
            return run(self.model, tables.frames, on=self.day, changes=self.changes, engine=self.engine)


def ask(id_: str, on: str | None, changes: Sequence[str], engine: AnyEngine | None = None) -> Asked:
    """Check everything that needs no table: the model (or the family's of the day), the day and the changes.

    Raises BadParameter or NotFound for what cannot be meant, Invalid for what is not allowed.
    """
    with in_words():
        day = day_of(on)
        asked = Asked(on_day(id_, day), day, pairs(changes, "--set", "NAME=VALUE"), engine or Polars())
        asked.model.in_force(asked.day, asked.changes)
    return asked
