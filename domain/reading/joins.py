"""Joins: how rows of one view belong to rows of another, and which day and actor they are read for."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, FromClause, ScalarSelect, Uuid, cast, func, literal_column, select

from domain.reading.columns import Model, table_of
from domain.reading.sql.json_text import constant
from domain.reading.view import Expression, Join

# The day and the actor that the transaction was told: nothing here asks a clock, and each is worked out once.
TODAY: ScalarSelect[Any] = select(
    cast(func.current_setting(constant("meritgrid.day")), Date)
).scalar_subquery()
ACTOR: ScalarSelect[UUID] = select(
    cast(func.current_setting(constant("meritgrid.actor")), Uuid)
).scalar_subquery()


def by(**pair: str | Expression) -> Join:
    """Rows whose column equals the source's column of the other name, or an expression over the source."""
    ((name, other),) = pair.items()

    def join(target: FromClause, source: FromClause) -> ColumnElement[bool]:
        return target.c[name] == (source.c[other] if isinstance(other, str) else other(source))

    return join


def through(model: Model, here: str, there: str) -> Join:
    """Rows that the table of pairs `model` ties to the source: its column `here` is ours, `there` is theirs."""

    def join(target: FromClause, source: FromClause) -> ColumnElement[bool]:
        pairs = table_of(model).alias()
        return target.c.id.in_(select(pairs.c[there]).where(pairs.c[here] == source.c.id).correlate(source))

    return join


def in_force(model: Model, key: str, value: str) -> Expression:
    """The `value` of the newest row of `model`, up to the day, whose column `key` is the source's id."""

    def expression(source: FromClause) -> ColumnElement[Any]:
        rows = table_of(model).alias()
        return (
            select(rows.c[value])
            .where(rows.c[key] == source.c.id, rows.c.effective_from <= TODAY)
            .order_by(rows.c.effective_from.desc())
            .limit(literal_column("1"))
            .correlate(source)
            .scalar_subquery()
        )

    return expression
