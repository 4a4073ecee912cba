"""Bad rows at the terminal: all counted, the first ones shown, all of them in a file if asked for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import polars as pl
import typer

from cli.compute.question import Asked
from cli.compute.tables import BadTables
from cli.console import tell, working
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
        with working(f"Computing {asked.model.id}"):
            yield
    except BadTables as bad:
        tell_faults(bad, bad_rows)
        raise typer.Exit(1) from None


def tell_faults(bad: BadTables, place: str | None) -> None:
    """Show the faults, and write every one of them to `place`.

    Raises Unavailable when that cannot be written.
    """
    rows = len({(fault.table, fault.row) for fault in bad.faults if fault.row})
    where = f" in {_counted(rows, 'row')}" if rows else ""
    least = "" if bad.all else "At least "
    tell(f"{least}{_counted(len(bad.faults), 'fault')}{where}; nothing was computed or written.")
    for fault in bad.faults[:SHOWN]:
        tell(f"  {fault}")
    more = len(bad.faults) - SHOWN
    if more > 0 and place is None:
        tell(f"  ... and {more:,} more: --bad-rows FILE writes all of them.")
    if rows:
        tell(
            "Rows are numbered as a spreadsheet shows them: row 1 is the header (in Parquet: the first one)."
        )
    if place is not None:
        _write(bad, place)
        tell(
            f"Every fault is in {place}."
            if bad.all
            else f"The first {len(bad.faults):,} faults are in {place}."
        )


def _write(bad: BadTables, place: str) -> None:
    columns = ("table", "row", "key", "column", "value", "rule", "way_out")
    listed = {name: [getattr(fault, name) for fault in bad.faults] for name in columns}
    files.write_table(pl.DataFrame(listed, schema_overrides={"row": pl.Int64}), place)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"
