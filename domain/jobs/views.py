"""What readers see of jobs: their own."""

from sqlalchemy import JSON, TEXT, ColumnElement, FromClause, cast, func

from domain.jobs.tables import Job
from domain.reading.columns import as_enum, columns, listed, renamed, view
from domain.reading.filters import any_of, between
from domain.reading.joins import by
from domain.reading.objects.values import elements
from domain.reading.selection import Selection
from domain.reading.sql.json_text import Pieces, constant, escaped, written
from domain.reading.view import Member, One

LANGUAGE: ColumnElement[str] = func.meritgrid_language(type_=TEXT)


def _text(name: str, nullable: bool = False) -> Member:
    return lambda rows, _: escaped(rows.c.value.op("->>")(constant(name)), nullable)


def _in_language(name: str, nullable: bool = False) -> Member:
    """A text that was kept in each language, in the reader's."""
    return lambda rows, _: escaped(rows.c.value.op("->")(constant(name)).op("->>")(LANGUAGE), nullable)


def _code(rows: FromClause, _: Selection) -> Pieces:
    return as_enum(rows.c.value.op("->>")(constant("code")), nullable=False)


def _as_kept(name: str) -> Member:
    """JSON as it was kept: a list, or a number or null."""
    return lambda rows, _: written(rows.c.value.op("->")(constant(name)), False)


JOB = view(
    "Job",
    Job,
    columns(Job, "kind", "state", "starts", "asked_at", "began_at", "ended_at", "asked_by"),
    renamed(Job, stepsDone="done", steps="total"),
    listed(
        "problems",
        elements(lambda rows: cast(rows.c.problem, JSON), "problem"),
        {
            "__typename": lambda _, __: ('"Problem"',),
            "code": _code,
            "message": _in_language("message"),
            "path": _as_kept("path"),
            "row": _as_kept("row"),
            "field": _text("field", nullable=True),
            "law": _in_language("law", nullable=True),
        },
    ),
    order=("id",),
    newest_first=True,
    orders={"ASKED_AT": ("id",)},
    relations={"askedBy": One("Account", by(id="asked_by"))},
    filters={"kinds": any_of("kind"), "states": any_of("state"), **between("askedAt", "asked_at")},
)

VIEWS = (JOB,)
