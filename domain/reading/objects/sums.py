"""Sums: what the rows of a list come to, in all and by groups."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, Column, MetaData, Table, Uuid, cast, func, literal_column

from domain.reading.columns import Columns, as_stored, stored
from domain.reading.objects.quantities import quantity
from domain.reading.view import Expression, Many, One, View


def total(name: str) -> Expression:
    """The sum of a column; 0 of no rows."""
    return lambda rows: cast(func.coalesce(func.sum(rows.c[name]), literal_column("0")), BigInteger)


def sums(
    name: str,
    *more: Columns,
    counts: tuple[str, ...],
    amounts: Mapping[str, str],
    key: "Column[Any] | None" = None,
    relations: Mapping[str, One | Many] | None = None,
) -> View:
    """How rows of aggregates read: `counts` as they are, `amounts` as money, the `key` of a group by its relations.

    Groups are listed by the key, or by any of these.
    """
    held = [Column(each, BigInteger, nullable=False) for each in (*counts, *amounts.values())]
    keyed = (
        [Column(key.name, key.type, primary_key=True)]
        if key is not None
        else [Column("id", Uuid, primary_key=True)]
    )
    table = Table(name, MetaData(), *keyed, *held)
    read: Columns = as_stored(table, *counts)
    for part in (*more, *(quantity(shown, "Money", stored(column)) for shown, column in amounts.items())):
        read |= part
    orders = {column.upper().removesuffix("_VND"): (column,) for column in (*counts, *amounts.values())}
    return View(
        name, table, table.alias, (keyed[0].name,), columns=read, relations=relations or {}, orders=orders
    )
