"""Quantities: columns written as objects, a number that is exact beside its words in the reader's language."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import (
    TEXT,
    BigInteger,
    Column,
    ColumnElement,
    FromClause,
    Integer,
    MetaData,
    ScalarSelect,
    Table,
    Uuid,
    case,
    cast,
    column,
    func,
    literal_column,
    null,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from domain.language.text import Text
from domain.reading.columns import Columns, Model, camel, computed, objects, stored, table_of
from domain.reading.selection import Selection
from domain.reading.sql.json_text import Pieces, constant, escaped, members, plain, quoted
from domain.reading.view import Expression, Member
from pay_models.kernel.declare.units import Unit, unit_of

Value: TypeAlias = ColumnElement[Any]
Written: TypeAlias = Callable[[Value], Pieces]
# The only currency that the tables hold: their columns say so.
CURRENCY = "VND"
# What `meritgrid_translated` asks, as a part of the statement, which is cheaper than a call for each text. In English
# no table is asked.
TRANSLATION = Table(
    "translation", MetaData(), Column("language", TEXT), Column("source", Uuid), Column("text", TEXT)
)
TONGUE: ScalarSelect[str] = select(func.meritgrid_language(type_=TEXT)).scalar_subquery()


def quantities(model: Model, *names: str) -> Columns:
    """Columns whose names end in a unit, each under its name without it: `total_vnd` is the money `total`."""
    made: Columns = {}
    for name in names:
        short, _, ending = name.rpartition("_")
        nullable = bool(table_of(model).c[name].nullable)
        made |= quantity(camel(short), _kind(short, unit_of(ending)), stored(name), nullable)
    return made


def _kind(short: str, unit: Unit) -> str:
    if unit.money:
        return "Money"
    if unit.sign:
        return "Rate"
    return "Coefficient" if short.endswith("coefficient") else "Points"


def quantity(name: str, kind: str, value: Expression, nullable: bool = False) -> Columns:
    """A value that is a `Money`, `Rate`, `Points` or `Coefficient`."""
    return objects(name, value, nullable, {part: _from(value, write) for part, write in PARTS[kind].items()})


def pay_class(name: str, value: Expression, classes: Mapping[str, tuple[int | None, Text]]) -> Columns:
    """A word of a model's as a class: `classes` has the place of each that is one, and what it is called."""
    ranks = {code: str(rank) for code, (rank, _) in classes.items() if rank is not None}
    labels = {code: called.template for code, (_, called) in classes.items()}
    parts: Mapping[str, Written] = {
        "__typename": lambda _: ('"PayClass"',),
        "code": lambda word: escaped(word, nullable=False),
        "label": lambda word: translated(
            _picked(word, {code: constant(text) for code, text in labels.items()}, word)
        ),
        "rank": lambda word: plain(
            _picked(word, {code: literal_column(rank, Integer) for code, rank in ranks.items()}, null()),
            nullable=True,
        ),
    }
    return objects(name, value, False, {part: _from(value, write) for part, write in parts.items()})


def translated(text: Value) -> Pieces:
    """A text of a catalogue in the reader's language."""
    told: ColumnElement[str] = case((_english(), text), else_=_said(text))
    return escaped(type_coerce(told, TEXT), nullable=False)


def cited(text: Value) -> Pieces:
    """A source in the reader's language; its link, ` <...>`, stays. Of several, `day: title; day: title`, each is."""
    part = func.regexp_split_to_table(text, constant(r"; (?=\d{4}-\d\d-\d\d: )"))
    each = part.table_valued(column("part", TEXT), with_ordinality="n").render_derived("cited")
    day = func.coalesce(
        func.substring(each.c.part, constant(r"^\d{4}-\d\d-\d\d: "), type_=TEXT), constant("")
    )
    link = func.coalesce(func.substring(each.c.part, constant(r" <[^<>]*>$"), type_=TEXT), constant(""))
    title = func.substr(
        each.c.part,
        func.length(day, type_=Integer) + literal_column("1"),
        func.length(each.c.part) - func.length(day) - func.length(link),
        type_=TEXT,
    )
    # offset 0: the title is worked out first, else row security lets it look no translation up by its key
    cut = select(each.c.n, day.label("day"), title.label("title"), link.label("link")).select_from(each)
    parts = cut.offset(literal_column("0")).lateral("cited_parts")
    said = func.regexp_replace(
        parts.c.day, constant(r"^(\d+)-(\d+)-(\d+)"), constant(r"\3/\2/\1"), type_=TEXT
    )
    whole = said.concat(_said(parts.c.title)).concat(parts.c.link)
    all_said = (
        select(func.string_agg(whole, aggregate_order_by(constant("; "), parts.c.n)))
        .select_from(parts)
        .correlate_except(parts)
        .scalar_subquery()
    )
    return escaped(type_coerce(case((_english(), text), else_=all_said), TEXT), nullable=False)


def _english() -> ColumnElement[bool]:
    return TONGUE.in_([constant("en")])


def _said(text: Value) -> ColumnElement[str]:
    kept = TRANSLATION.alias()
    named = (kept.c.language == TONGUE) & (kept.c.source == cast(func.md5(text), Uuid))
    found = select(kept.c.text).where(named).correlate_except(kept).scalar_subquery()
    return func.coalesce(found, text, type_=TEXT)


def sourced(*names: str) -> Columns:
    """Columns that cite a source, in the reader's language."""
    return {
        key: column
        for name in names
        for key, column in computed(camel(name), stored(name), write=lambda text, _: cited(text)).items()
    }


def worded(*names: str) -> Columns:
    """Columns that hold texts of a catalogue, each in the reader's language."""
    return {
        key: column
        for name in names
        for key, column in computed(camel(name), stored(name), write=lambda text, _: translated(text)).items()
    }


def money(amount: Value, currency: Value | str, asked: Selection) -> Pieces:
    """An amount in the smallest coin as the members of a `Money` that are asked for."""
    return members((child.key, _money(child.name, amount, currency)) for child in asked.children)


# Forms of numbers have no character that JSON escapes.
def _money(part: str, amount: Value, currency: Value | str) -> Pieces:
    match part:
        case "amount":
            return quoted(amount, nullable=False)
        case "currency":
            return (f'"{currency}"',) if isinstance(currency, str) else ('"', currency, '"')
        case "formatted":
            coin = constant(currency) if isinstance(currency, str) else currency
            return quoted(func.meritgrid_money(cast(amount, BigInteger), coin, type_=TEXT), nullable=False)
        case _:
            return ('"Money"',)


def _picked(word: Value, by_word: Mapping[str, Value], other: Value) -> Value:
    return case(*((word == constant(code), found) for code, found in by_word.items()), else_=other)


def _from(value: Expression, write: Written) -> Member:
    def member(rows: FromClause, _: Selection) -> Pieces:
        return write(value(rows))

    return member


def _whole(value: Value) -> Pieces:
    return plain(value, nullable=False)


def _hundredths(value: Value) -> Pieces:
    decimals: ColumnElement[int] = literal_column("2")
    return quoted(func.meritgrid_number(cast(value, BigInteger), decimals, type_=TEXT), nullable=False)


PARTS: Mapping[str, Mapping[str, Written]] = {
    "Money": {
        part: partial(lambda part, value: _money(part, value, CURRENCY), part)
        for part in ("__typename", "amount", "currency", "formatted")
    },
    "Rate": {
        "__typename": lambda _: ('"Rate"',),
        "basisPoints": _whole,
        "formatted": lambda value: quoted(
            func.meritgrid_percent(cast(value, BigInteger), type_=TEXT), nullable=False
        ),
    },
    "Points": {"__typename": lambda _: ('"Points"',), "hundredths": _whole, "formatted": _hundredths},
    "Coefficient": {
        "__typename": lambda _: ('"Coefficient"',),
        "hundredths": _whole,
        "formatted": _hundredths,
    },
}
