"""What DuckDB and Spark share: the columns of a stage as SQL, where rows have no order of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import narwhals as nw
from narwhals.dtypes import DType

from pay_models.kernel.declare.ranking import Ranked
from pay_models.kernel.engines.expressions import columns_read
from pay_models.kernel.engines.protocol import Aggregates, Formulas, Session, Table

TAKEN = "is taken"


def filled(
    session: Session, table: Table, formulas: Formulas, kinds: Mapping[str, DType], order: Sequence[str]
) -> Table:
    """The table with one more column of its declared kind for each formula; a sum would be wider than that.

    `order` names every row, so that ties fall the same way wherever the rows lie.
    """
    columns = table.collect_schema().names()
    for level in _levels(formulas):
        plain = {name: built for name in level if not isinstance(built := formulas[name], Ranked)}
        if plain:  # a level may hold nothing but places
            table = table.with_columns(**{name: one.cast(kinds[name]) for name, one in plain.items()})
        for name in level:
            if isinstance(ranked := formulas[name], Ranked):
                table = _placed(session, table, name, ranked, order)
    return table.select(*columns, *formulas)


def _levels(formulas: Formulas) -> list[list[str]]:
    """The formulas in groups that read only columns of the groups before: each is a query around a query."""
    depth: dict[str, int] = {}
    for name, formula in formulas.items():
        depth[name] = 1 + max((depth.get(column, -1) for column in columns_read(formula)), default=-1)
    return [
        [name for name in depth if depth[name] == level]
        for level in range(max(depth.values(), default=-1) + 1)
    ]


def gathered(table: Table, by: Sequence[str], take: Aggregates) -> Table:
    """One row for each group; aggregates are whole numbers."""
    return table.group_by(*by).agg(**{name: formula.cast(nw.Int64) for name, formula in take.items()})


def _placed(session: Session, table: Table, name: str, ranked: Ranked, order: Sequence[str]) -> Table:
    """Rows that are not taken come behind those that are, and have place 0."""
    value = [ranked.by] if ranked.by else []
    if ranked.where is not None:
        table = table.with_columns(ranked.where.fill_null(False).alias(TAKEN))
        value = [f"-{TAKEN}", *value]
    counted, by = ("count(*)", value) if ranked.together else ("row_number()", [*value, *order])
    among = ", ".join(session.quoted(column) for column in ranked.among)
    kinds = table.collect_schema()
    sorted_by = ", ".join(_direction(session, column, kinds) for column in by or order)
    place = f"cast({counted} over (partition by {among} order by {sorted_by}) as bigint)"
    if ranked.where is None:
        return session.with_sql(table, name, place)
    taken = f"case when {session.quoted(TAKEN)} then {place} else 0 end"
    return session.with_sql(table, name, taken).drop(TAKEN)


def _direction(session: Session, column: str, kinds: Mapping[str, DType]) -> str:
    name, falling = column.removeprefix("-"), " desc" if column.startswith("-") else ""
    # identifiers that are equal in their natural order follow their text, as on Polars
    natural = f"{session.natural(name)}{falling}, " if kinds[name] == nw.String else ""
    return f"{natural}{session.quoted(name)}{falling}"
