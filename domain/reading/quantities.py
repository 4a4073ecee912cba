"""Quantities: columns written as objects, a number that is exact beside its words in the reader's language."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Text, case, cast, func, literal_column

from domain.reading.columns import Columns, Model, camel, objects, stored, table_of
from domain.reading.sql.json_text import Pieces, constant, escaped, plain, quoted
from domain.reading.view import Expression, Member

# The only currency that the tables hold: their columns say so.
CURRENCY = "VND"
KINDS: Mapping[str, str] = {
    "_vnd": "Money",
    "_bp": "Rate",
    "coefficient_hundredths": "Coefficient",
    "_hundredths": "Points",
}


def quantities(model: Model, *names: str) -> Columns:
    """Columns whose names end in a unit, each under its name without it: `total_vnd` is the money `total`."""
    made: Columns = {}
    for name in names:
        kind = next(kind for ending, kind in KINDS.items() if name.endswith(ending))
        short = name.removesuffix("_vnd").removesuffix("_bp").removesuffix("_hundredths")
        nullable = bool(table_of(model).c[name].nullable)
        made |= quantity(camel(short), kind, stored(name), nullable)
    return made


def quantity(name: str, kind: str, value: Expression, nullable: bool = False) -> Columns:
    """A value that is a `Money`, `Rate`, `Points` or `Coefficient`."""
    return objects(name, value, nullable, __typename=lambda _: (f'"{kind}"',), **MEMBERS[kind])


def pay_class(name: str, value: Expression, ranks: Mapping[str, int]) -> Columns:
    """A word of a model's as a class: `ranks` has the place of each that is one."""

    def rank(word: ColumnElement[Any]) -> Pieces:
        places: dict[Any, Any] = {constant(code): literal_column(str(place)) for code, place in ranks.items()}
        return plain(case(*((word == code, place) for code, place in places.items())), nullable=True)

    return objects(
        name,
        value,
        False,
        __typename=lambda _: ('"PayClass"',),
        code=lambda word: escaped(word, nullable=False),
        label=lambda word: escaped(
            func.meritgrid_translated(func.replace(word, constant("_"), constant(" ")), type_=Text), False
        ),
        rank=rank,
    )


def _whole(value: ColumnElement[Any]) -> Pieces:
    return plain(value, nullable=False)


def _hundredths(value: ColumnElement[Any]) -> Pieces:
    two: ColumnElement[int] = literal_column("2")
    return escaped(func.meritgrid_number(cast(value, BigInteger), two, type_=Text), nullable=False)


MEMBERS: Mapping[str, Mapping[str, Member]] = {
    "Money": {
        "amount": lambda value: quoted(value, nullable=False),
        "currency": lambda _: (f'"{CURRENCY}"',),
        "formatted": lambda value: escaped(
            func.meritgrid_money(cast(value, BigInteger), constant(CURRENCY), type_=Text), nullable=False
        ),
    },
    "Rate": {
        "basisPoints": _whole,
        "formatted": lambda value: escaped(
            func.meritgrid_percent(cast(value, BigInteger), type_=Text), nullable=False
        ),
    },
    "Points": {"hundredths": _whole, "formatted": _hundredths},
    "Coefficient": {"hundredths": _whole, "formatted": _hundredths},
}
