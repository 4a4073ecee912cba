"""Bad rows at the terminal: all counted, the first ones shown, all of them in a file if asked for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import polars as pl
import typer

from cli.compute.question import Asked
from cli.compute.tables import BadTables
from cli.console import tell, working
from cli.language import Language, spoken
from pay_models.kernel import Run
from tabular import files

SHOWN = 20


def computed(asked: Asked, places: Mapping[str, str], bad_rows: str | None) -> Run:
    """Compute what is asked over the files of `places`, or tell every fault and end with exit code 1."""
    files.refuse_over_inputs(places.values(), bad_rows)
    with told(asked, bad_rows):
        return asked.run(places)


@contextmanager
def told(asked: Asked, bad_rows: str | None) -> Iterator[None]:
    """While it computes, say so; when rows are bad, tell every fault and end with exit code 1."""
    try:
        with working(spoken().say("Computing {model}", model=asked.model.id)):
            yield
    except BadTables as bad:
        tell_faults(bad, bad_rows)
        raise typer.Exit(1) from None


def tell_faults(bad: BadTables, place: str | None) -> None:
    """Show the faults, and write every one of them to `place`.

    Raises Unavailable when that cannot be written.
    """
    language = spoken()
    rows = len({(fault.table, fault.row) for fault in bad.faults if fault.row})
    tell(_counted(bad, rows, language))
    for fault in bad.faults[:SHOWN]:
        tell(f"  {fault}")
    more = len(bad.faults) - SHOWN
    if more > 0 and place is None:
        count = language.number(more)
        tell("  " + language.say("... and {count} more: --bad-rows FILE writes all of them.", count=count))
    if rows:
        tell(
            language.say(
                "Rows are numbered as a spreadsheet shows them: row 1 is the header (in Parquet: the first one)."
            )
        )
    if place is not None:
        _write(bad, place)
        count = language.number(len(bad.faults))
        tell(
            language.say("Every fault is in {place}.", place=place)
            if bad.all
            else language.say("The first {count} faults are in {place}.", count=count, place=place)
        )


def _write(bad: BadTables, place: str) -> None:
    columns = ("table", "row", "key", "column", "value", "rule", "way_out")
    listed = {name: [getattr(fault, name) for fault in bad.faults] for name in columns}
    files.write_table(pl.DataFrame(listed, schema_overrides={"row": pl.Int64}), place)


def _counted(bad: BadTables, rows: int, language: Language) -> str:
    faults, many = len(bad.faults), language.number
    found = language.say("1 fault") if faults == 1 else language.say("{count} faults", count=many(faults))
    if rows:
        where = language.say("1 row") if rows == 1 else language.say("{count} rows", count=many(rows))
        found = language.say("{found} in {where}", found=found, where=where)
    if not bad.all:
        found = language.say("At least {found}", found=found)
    return language.say("{found}; nothing was computed or written.", found=found)
