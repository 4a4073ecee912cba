"""Columns, relations and filters of a view, declared in short words."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import JSON, ColumnElement, FromClause, LargeBinary, Table, Text, Uuid, collate, func, null
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from domain.database.tables import WORD
from domain.reading.filters import of
from domain.reading.sql.json_text import Pieces, constant, escaped, plain, quoted, written
from domain.reading.view import Column, Expression, Filter, Many, Member, One, View

Model: TypeAlias = "type[SQLModel] | Table"
Columns: TypeAlias = dict[str, Column]
Writer: TypeAlias = Callable[[ColumnElement[Any], bool], Pieces]

# Whoever did something (`made_by`) is one.
DOER = "Account"


def table_of(model: Model) -> Table:
    """The table of a SQLModel class; a table is its own."""
    return model if isinstance(model, Table) else SQLModel.metadata.tables[str(model.__tablename__)]


def camel(name: str) -> str:
    """`full_name` as GraphQL spells it: `fullName`."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def view(
    name: str,
    model: Model,
    *columns: Columns,
    order: tuple[str, ...],
    newest_first: bool = False,
    orders: Mapping[str, tuple[str, ...]] | None = None,
    relations: Mapping[str, One | Many] | None = None,
    filters: Mapping[str, Filter] | None = None,
    rows: Callable[[str], FromClause] | None = None,
) -> View:
    """The view of one table, or of `rows` made from it; its `id`, where it has one, comes along."""
    table = table_of(model)
    named = "id" in table.c
    merged = {key: column for part in columns for key, column in part.items()}
    return View(
        name,
        table,
        rows or table.alias,
        order,
        newest_first,
        (reference(model, "id", name, "id") if named else {}) | merged,
        relations or {},
        ({"id": of(name, "id")} if named else {}) | dict(filters or {}),
        orders or {},
    )


def columns(model: Model, *names: str) -> Columns:
    """Columns under their GraphQL names, each written as its type says.

    Bytes are a hash, in hexadecimal. JSON is passed on as it is. A `WORD` is the value of an enum. A UUID is the id of
    a row: `employee_id` of an Employee, and `made_by`, as all who do something, of an Account.
    """
    return {key: column for name in names for key, column in _by_type(model, name).items()}


def as_stored(model: Model, *names: str) -> Columns:
    """Columns passed on as they are: texts that hold JSON, numbers of 64 bits that stay small enough for an Int."""
    return {camel(name): _stored(model, name, plain) for name in names}


def shouted(model: Model, name: str, field: str = "") -> Columns:
    """A column whose words are values of an enum with dots in them: `pay_run.approve` is PAY_RUN_APPROVE."""
    return {field or camel(name): _stored(model, name, as_enum)}


def shouted_list(model: Model, name: str) -> Columns:
    """A column that is an array of such words."""
    return {camel(name): _stored(model, name, _as_enums)}


def renamed(model: Model, **names: str) -> Columns:
    """Columns written as their type says, each under another GraphQL name."""
    return {field: next(iter(_by_type(model, name).values())) for field, name in names.items()}


def reference(model: Model, name: str, of: str, field: str = "") -> Columns:
    """A column that holds the id of a row of the view named `of`."""
    write = partial(quoted, prefix=f"{of}_")
    return {field or camel(f"{name.removesuffix('_id')}_id"): _stored(model, name, write)}


def computed(name: str, value: Expression, nullable: bool = False, write: Writer = written) -> Columns:
    """A value that no column holds."""
    return {name: Column(value, nullable, write)}


def objects(name: str, value: Expression, nullable: bool, members: Mapping[str, Member]) -> Columns:
    """A value written as an object: each member by its GraphQL name, from the rows that hold the value."""
    return {name: Column(value, nullable, written, members)}


def listed(name: str, each: Callable[[FromClause], FromClause], members: Mapping[str, Member]) -> Columns:
    """A short list of objects, all of it: `each` makes rows of the rows that hold it, in the order of their `n`."""
    return {name: Column(lambda _: null(), False, written, members, each)}


def whole(name: str, member: Member, members: Mapping[str, Member], nullable: bool = True) -> Columns:
    """A value that is an object of these `members` or null, all of it written by `member`."""
    return {name: Column(lambda _: null(), nullable, written, members, whole=member)}


def stored(name: str) -> Expression:
    """The column `name` of whatever rows."""
    return lambda rows: rows.c[name]


def _by_type(model: Model, name: str) -> Columns:
    kind = table_of(model).c[name].type
    if isinstance(kind, Uuid):
        stem = name.removesuffix("_id")
        return reference(model, name, DOER if name.endswith("_by") else camel(f"_{stem}"))
    write = next((write for types, write in WRITERS if isinstance(kind, types)), written)
    return {camel(name): _stored(model, name, write)}


def _stored(model: Model, name: str, write: Writer) -> Column:
    return Column(stored(name), bool(table_of(model).c[name].nullable), write)


def _shouted(value: ColumnElement[Any], nullable: bool) -> Pieces:
    # These words are ASCII, and the server's own language would take twice as long over them.
    return quoted(func.upper(collate(value, "C")), nullable)


def as_enum(value: ColumnElement[Any], nullable: bool) -> Pieces:
    """A word as the value of an enum, whose name has no dots."""
    return _shouted(func.replace(value, constant("."), constant("_"), type_=Text), nullable)


def _as_enums(value: ColumnElement[Any], nullable: bool) -> Pieces:
    comma = constant(",")
    words = func.replace(func.array_to_string(value, comma), constant("."), constant("_"), type_=Text)
    listed = func.string_to_array(func.upper(collate(words, "C")), comma)
    return escaped(listed, nullable)


def _hexadecimal(value: ColumnElement[Any], nullable: bool) -> Pieces:
    return quoted(func.encode(value, constant("hex")), nullable)


WRITERS: tuple[tuple[type[TypeEngine[Any]], Writer], ...] = (
    (WORD, _shouted),
    (JSON, plain),
    (LargeBinary, _hexadecimal),
)
