"""Tasks: what waits for the reader, which each area finds among the rows that they may do something about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import (
    TEXT,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    MetaData,
    Select,
    Table,
    Uuid,
    case,
    cast,
    func,
    literal_column,
    not_,
    null,
    select,
    union_all,
)

from domain.language.catalogue import translated
from domain.language.rights import NAMES
from domain.language.text import ENGLISH, LANGUAGES, Text
from domain.reading.columns import as_enum, computed, stored, view
from domain.reading.joins import ACTOR, by
from domain.reading.objects.quantities import TONGUE, quantity
from domain.reading.sql.json_text import constant, escaped, quoted
from domain.reading.view import One, View

Value: TypeAlias = ColumnElement[Any]
# What has no last day stands behind all that has one. Not 9999-12-31: asyncpg sends the last day of all as infinity.
NEVER = literal_column("date '9999-01-01'", Date)
TASK = Table(
    "task",
    MetaData(),
    Column("last_day", Date, primary_key=True),
    Column("age", BigInteger, primary_key=True),
    Column("key", TEXT, primary_key=True),
    Column("unit_id", Uuid, nullable=False),
)
# What rows that wait may have beside `id`, `unit_id` and `since`, the moment from which they wait.
OPTIONAL: Mapping[str, Any] = {"due_on": Date(), "amount_vnd": BigInteger(), "people": Integer()}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kind of task: `rows` are those that wait for the reader, each an id of the type `of`.

    In `title` and `reason` the name of the row's unit stands for `{unit}`, and each of `values` for its own name.
    `law`: the text that gives the last day, where there is one; `choice`: what we chose where no law says it.
    `approval`: a person alone may do it, and no program.
    """

    kind: str
    of: str
    rows: Select[Any]
    title: Text
    action: Text
    reason: Text | None = None
    law: Text | None = None
    choice: Text | None = None
    approval: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


def may(verb: str, rows: FromClause) -> Value:
    """Whether the reader holds the verb on the rows' unit, which is looked up once for all of them."""
    return rows.c.unit_id.in_(select(func.meritgrid_units(ACTOR, constant(verb), type_=Uuid)))


def said(text: Text) -> ColumnElement[str]:
    """A text of the catalogue in the reader's language, with its names in braces yet to be filled."""
    others = (language for language in LANGUAGES if language != ENGLISH)
    told = ((TONGUE.in_([constant(each)]), constant(translated(text.template, each))) for each in others)
    return case(*told, else_=constant(text.template))


def called(verb: Value) -> ColumnElement[str]:
    """What a right is called in the reader's language."""
    return case(*((verb == constant(each), said(name)) for each, name in NAMES.items()), else_=verb)


def of_viewer(tasks: FromClause, account: FromClause) -> ColumnElement[bool]:
    """What waits for the reader: nothing for another's account, and nothing to approve for that of a program."""
    return (account.c.id == ACTOR) & not_(account.c.is_program & tasks.c.approval)


def task_view(waiting: Iterable[Waiting], units: View) -> View:
    """The view of all that waits; `units`: those whose names are told."""
    rows = union_all(*map(_rows, waiting))
    named = partial(_named, units)
    return view(
        "Task",
        TASK,
        computed("kind", stored("kind"), write=as_enum),
        computed("nodeId", stored("node_id"), write=quoted),
        computed("dueOn", stored("due_on"), True),
        computed("people", stored("people"), True),
        quantity("amount", "Money", stored("amount_vnd"), nullable=True),
        computed("title", lambda found: named(found, "title"), write=escaped),
        computed("reason", lambda found: named(found, "reason"), True, escaped),
        *(computed(name, stored(name), True, escaped) for name in ("law", "choice")),
        computed("action", stored("action"), write=escaped),
        order=("last_day", "age", "key"),
        rows=rows.subquery,
        relations={"unit": One("Unit", by(id="unit_id"), required=True)},
    )


def _rows(one: Waiting) -> Select[Any]:
    """What waits, with all columns of the view."""
    rows = one.rows.subquery(one.kind.replace(".", "_"))
    optional = {
        name: rows.c[name] if name in rows.c else cast(null(), kind) for name, kind in OPTIONAL.items()
    }
    day = func.coalesce(optional["due_on"], NEVER, type_=Date)
    age = -cast(func.extract("epoch", rows.c.since) * literal_column("1000000"), BigInteger)
    texts = {
        "title": _filled(one, rows, one.title),
        "reason": _filled(one, rows, one.reason),
        "action": said(one.action),
        "law": case((optional["due_on"].is_not(None), said(one.law))) if one.law else cast(null(), TEXT),
        "choice": cast(null(), TEXT) if one.choice is None else said(one.choice),
    }
    node = func.concat(constant(f"{one.of}_"), rows.c.id, type_=TEXT)
    return select(
        constant(one.kind).label("kind"),
        node.label("node_id"),
        rows.c.unit_id,
        *(value.label(name) for name, value in (optional | texts).items()),
        literal_column(str(one.approval).lower(), Boolean).label("approval"),
        day.label("last_day"),
        age.label("age"),
        func.concat(constant(f"{one.kind} "), node, constant(" "), day, type_=TEXT).label("key"),
    )


def _filled(one: Waiting, rows: FromClause, text: Text | None) -> Value:
    if text is None:
        return cast(null(), TEXT)
    told: Value = said(text)
    for name, column in one.values.items():
        told = func.replace(told, constant(f"{{{name}}}"), cast(rows.c[column], TEXT), type_=TEXT)
    return told


def _named(units: View, found: FromClause, name: str) -> Value:
    unit = units.rows("unit_of_task")
    called = select(unit.c.name).where(unit.c.id == found.c.unit_id).correlate(found).scalar_subquery()
    return func.replace(found.c[name], constant("{unit}"), called, type_=TEXT)
