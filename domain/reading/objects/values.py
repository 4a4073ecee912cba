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

from domain.reading.columns import as_enum
from domain.reading.objects.quantities import cited, money, translated
from domain.reading.selection import Selection
from domain.reading.sql.json_text import Pieces, constant, escaped, joined, members, or_null, quoted
from domain.reading.view import Expression, Member

Told: TypeAlias = ColumnElement[Any]


def told(
    rows: FromClause, name: Told, value: Told, alias: str, *others: Told, stated: Told | None = None
) -> FromClause:
    """The `name` and the `value` of `rows` with what all members take of them, each worked out once.

    `text`: what the JSON holds; `unit`; `currency`: null where it is no money. Beside them `rows` have the `model_id`,
    which says whose pesos they are and what an option is called. `stated`: the unit that was kept of a number, if one
    was; else its name says it.
    """
    # offset 0: else the server would put what is worked out where it is used, once for each time
    once: Told = literal_column("0")
    unit: Told = func.value_unit(name, value, type_=Text)
    if stated is not None:
        option: Told = constant("option")
        unit = case((unit == option, option), else_=func.coalesce(stated, unit))
    model = rows.c.model_id.label("model_id")
    read = select(
        name.label("name"),
        value.label("value"),
        text_of(value).label("text"),
        unit.label("unit"),
        model,
        *others,
    )
    named = read.correlate(rows).offset(once).lateral(f"{alias}_named")
    currency = func.value_currency(named.c.unit, named.c.model_id, type_=Text).label("currency")
    return select(named, currency).correlate(rows).offset(once).lateral(alias)


def value_members(type_name: str) -> dict[str, Member]:
    """The members of a value, from rows that are `told`."""

    def amount(rows: FromClause, asked: Selection) -> Pieces:
        coins = cast(rows.c.text, BigInteger) * func.value_coins(
            rows.c.unit, rows.c.currency, type_=BigInteger
        )
        return or_null(case((rows.c.currency.is_not(None), joined(money(coins, rows.c.currency, asked)))))

    def only(rows: FromClause, option: bool) -> Told:
        return case(((rows.c.unit == constant("option")) == option, rows.c.text))

    def formatted(rows: FromClause, _: Selection) -> Pieces:
        text = func.value_formatted(rows.c.model_id, rows.c.name, rows.c.value, rows.c.unit, type_=Text)
        return escaped(text, nullable=False)

    return {
        "__typename": lambda _, __: (f'"{type_name}"',),
        "unit": lambda rows, _: as_enum(rows.c.unit, nullable=False),
        "number": lambda rows, _: quoted(only(rows, option=False), nullable=True),
        "money": amount,
        "option": lambda rows, _: escaped(only(rows, option=True), nullable=True),
        "formatted": formatted,
    }


def value_object(
    type_name: str, name: Expression, value: Expression, stated: Expression | None = None
) -> Member:
    """A member that is such a value; null where there is none, or where it is a list. `stated` as `told` takes it."""
    inner = value_members(type_name)

    def member(rows: FromClause, asked: Selection) -> Pieces:
        one = told(rows, name(rows), value(rows), "told", stated=stated and stated(rows))
        written = members((child.key, inner[child.name](one, child)) for child in asked.children)
        several = [constant(kind) for kind in ("array", "object", "null")]
        single = func.json_typeof(one.c.value).not_in(several)
        return or_null(select(joined(written)).where(single).correlate(rows).scalar_subquery())

    return member


def history_of(name: Expression, value: Expression) -> Member:
    """A member that lists the values of a parameter that has one from each of several days: [[day, value], ...]."""

    def dated(source: FromClause) -> FromClause:
        """A day with its value in each row, which has the name beside it."""
        each = elements(value, "entry")(source)
        day, of_day = (each.c.value.op(how)(literal_column(at)) for how, at in (("->>", "0"), ("->", "1")))
        parts = (
            day.label("day"),
            of_day.label("value"),
            name(source).label("name"),
            source.c.model_id,
            each.c.n,
        )
        return select(*parts).select_from(each).correlate(source).offset(literal_column("0")).lateral("dated")

    inner: dict[str, Member] = {
        "__typename": lambda _, __: ('"DatedValue"',),
        "effectiveFrom": lambda found, _: escaped(cast(found.c.day, Text), nullable=False),
        "value": value_object("ParameterValue", lambda found: found.c.name, lambda found: found.c.value),
    }

    def member(rows: FromClause, asked: Selection) -> Pieces:
        each = dated(rows)
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


def text_member(name: str, nullable: bool = False, catalogue: bool = False) -> Member:
    """A text of rows under its name; `catalogue`: in the reader's language."""
    return lambda rows, _: translated(rows.c[name]) if catalogue else escaped(rows.c[name], nullable)


def word_member(name: str, nullable: bool = False) -> Member:
    """A word of rows as the value of an enum."""
    return lambda rows, _: as_enum(rows.c[name], nullable)


def member_source(name: str) -> Member:
    """A source that rows have under a name, in the reader's language."""
    return lambda rows, _: cited(rows.c[name])
