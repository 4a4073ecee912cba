"""A row is valid from `effective_from` until the next row of the same key: overlaps cannot be written."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Table, UniqueConstraint

# Tables whose rows may overlap, and why that is no mistake.
OVERLAPPING: Mapping[str, str] = {
    "access_grant": "two people may grant the same right; the actor holds it while either lasts",
    "access_request": "what is only asked for holds nothing yet",
}


def undated_keys(tables: Iterable[Table], overlapping: Mapping[str, str] = OVERLAPPING) -> list[str]:
    """Dated tables (SQLAlchemy) in which one key may have two rows from the same day."""
    return [
        f"{table.name} may hold two rows of one key from the same day"
        for table in tables
        if "effective_from" in table.columns and table.name not in overlapping and not _unique_per_day(table)
    ]


def _unique_per_day(table: Table) -> bool:
    keys = [each.columns for each in table.constraints if isinstance(each, UniqueConstraint)]
    keys += [index.columns for index in table.indexes if index.unique]
    return "effective_from" in table.primary_key.columns or any("effective_from" in key for key in keys)
