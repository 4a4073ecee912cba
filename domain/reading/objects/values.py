"""Values of steps and parameters as objects: number, money or option, with the unit that the name says."""

from collections.abc import Callable
from typing import Any, TypeAlias

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    FromClause,
    Text,
    case,
    cast,
    column,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from domain.reading.objects.quantities import money, translated
from domain.reading.selection import Selection
from domain.reading.sql.json_text import Pieces, constant, escaped, joined, members, or_null, quoted
from domain.reading.view import Expression, Member

Told: TypeAlias = ColumnElement[Any]


def value_members(type_name: str, name: Expression, value: Expression) -> dict[str, Member]:
    """The members of a value of which rows tell the `name` and the `value`, as JSON that is no list."""

    def unit(rows: FromClause) -> Told:
        return func.value_unit(name(rows), value(rows), type_=Text)

    def amount(rows: FromClause, asked: Selection) -> Pieces:
        currency = func.value_currency(unit(rows), type_=Text)
        coins = cast(text_of(value(rows)), BigInteger) * func.value_coins(unit(rows), type_=BigInteger)
        return or_null(case((currency.is_not(None), joined(money(coins, currency, asked)))))

    def only(rows: FromClause, option: bool) -> Told:
        return case(((unit(rows) == constant("option")) == option, text_of(value(rows))))

    return {
        "__typename": lambda _, __: (f'"{type_name}"',),
        "unit": lambda rows, _: quoted(func.upper(unit(rows)), nullable=False),
        "number": lambda rows, _: quoted(only(rows, option=False), nullable=True),
        "money": amount,
        "option": lambda rows, _: escaped(only(rows, option=True), nullable=True),
        "formatted": lambda rows, _: escaped(
            func.value_formatted(name(rows), value(rows), type_=Text), nullable=False
        ),
    }


def value_object(type_name: str, name: Expression, value: Expression) -> Member:
    """A member that is such a value; null where there is none, or where it is a list."""
    inner = value_members(type_name, name, value)

    def member(rows: FromClause, asked: Selection) -> Pieces:
        single = func.json_typeof(value(rows)).not_in(
            [constant(kind) for kind in ("array", "object", "null")]
        )
        written = members((child.key, inner[child.name](rows, child)) for child in asked.children)
        return or_null(case((single, joined(written))))

    return member


def history_of(name: Expression, value: Expression) -> Member:
    """A member that lists the values of a parameter that has one from each of several days: [[day, value], ...]."""

    def day(rows: FromClause) -> Told:
        return rows.c.value.op("->>")(literal_column("0"))

    def dated(rows: FromClause) -> Told:
        return rows.c.value.op("->")(literal_column("1"))

    def member(rows: FromClause, asked: Selection) -> Pieces:
        each = elements(value, "dated")(rows)
        inner: dict[str, Member] = {
            "__typename": lambda _, __: ('"DatedValue"',),
            "effectiveFrom": lambda found, _: escaped(cast(day(found), Text), nullable=False),
            "value": value_object("ParameterValue", lambda _: name(rows), dated),
        }
        written = members((child.key, inner[child.name](each, child)) for child in asked.children)
        listed = func.string_agg(joined(written), aggregate_order_by(constant(","), each.c.n))
        return "[", select(listed).select_from(each).correlate(rows).scalar_subquery(), "]"

    return member


def elements(value: Expression, alias: str) -> Callable[[FromClause], FromClause]:
    """The elements of a JSON array as rows of `value` and `n`; none of what is no array."""

    def rows(source: FromClause) -> FromClause:
        told = value(source)
        array = case((func.json_typeof(told) == constant("array"), told))
        return (
            func.json_array_elements(array)
            .table_valued(column("value", JSON), with_ordinality="n")
            .render_derived(alias)
        )

    return rows


def text_of(value: Told) -> Told:
    """JSON as the text that it holds."""
    return value.op("#>>")(constant("{}"))


def text_member(name: str) -> Member:
    """A text of rows under its name."""
    return lambda rows, _: escaped(rows.c[name], nullable=False)


def word_member(name: str) -> Member:
    """A word of rows as the value of an enum."""
    return lambda rows, _: quoted(
        func.upper(func.replace(rows.c[name], constant("."), constant("_"))), nullable=False
    )


def member_text(name: str, nullable: bool = False, catalogue: bool = False) -> Member:
    """A text that each element of a JSON array has under a name; `catalogue`: in the reader's language."""

    def member(rows: FromClause, _: Selection) -> Pieces:
        text = rows.c.value.op("->>")(constant(name))
        return translated(text) if catalogue else escaped(cast(text, Text), nullable)

    return member
