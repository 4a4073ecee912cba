"""Bad rows at the terminal: all counted, the first ones shown, all of them in a file if asked for."""

from api import files
from api.command.asked import BadTables
from api.command.telling import tell

SHOWN = 20


def tell_faults(bad: BadTables, place: str | None) -> None:
    """Show the faults, and write every one of them to `place`.

    Raises Unavailable when that cannot be written.
    """
    rows = len({(fault.table, fault.row) for fault in bad.faults if fault.row})
    where = f" in {_counted(rows, 'row')}" if rows else ""
    tell(f"{_counted(len(bad.faults), 'fault')}{where}; nothing was computed or written.")
    for fault in bad.faults[:SHOWN]:
        tell(f"  {fault}")
    more = len(bad.faults) - SHOWN
    if more > 0 and place is None:
        tell(f"  ... and {more:,} more: --bad-rows FILE writes all of them.")
    if rows:
        tell("Row 1 is the first one under the header.")
    if place is not None:
        _write(bad, place)
        tell(f"Every fault is in {place}.")


def _write(bad: BadTables, place: str) -> None:
    import polars as pl

    columns = ("table", "row", "key", "column", "value", "rule", "way_out")
    listed = {name: [getattr(fault, name) for fault in bad.faults] for name in columns}
    files.write_table(pl.DataFrame(listed, schema_overrides={"row": pl.Int64}), place)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"
